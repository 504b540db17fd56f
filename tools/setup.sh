#!/usr/bin/env bash
# tools/setup.sh system|python|bot|assets|miniprogram: makes one part of the working place, once.
# What a part was made from is kept as a checksum inside it, so a second call is instant and a deleted part is made anew.
set -euo pipefail
cd "$(dirname "$0")/.."
UV_VERSION=0.13.9

say() { printf '\033[1m准备\033[0m %s\n' "$*" >&2; }
fail() { printf '准备没有完成：%s\n' "$*" >&2; exit 1; }

# made PLACE FILES…: true when PLACE was made from exactly these files.
sum_of() { cat "$@" | sha256sum | cut -d' ' -f1; }
made() { local place=$1; shift; [ "$(cat "$place/.made-from" 2>/dev/null)" = "$(sum_of "$@")" ]; }
seal() { local place=$1; shift; sum_of "$@" >"$place/.made-from"; }

# Only one setup works on a part; a second one waits and then finds it made.
lock() {
  mkdir -p var
  exec 9>"var/setup-$1.lock"
  flock -n 9 || { say "另一个准备正在进行（$1），等它做完"; flock 9; }
}

find_uv() {
  command -v uv && return
  local own=var/uv/bin/uv
  if [ ! -x $own ]; then
    say "安装 uv（Python 环境工具）" 
    { python3 -m venv var/uv && var/uv/bin/pip install -q "uv==$UV_VERSION"; } >&2 \
      || { rm -rf var/uv; python3 -m pip install -q --target var/uv "uv==$UV_VERSION" >&2; } \
      || fail "这台电脑没有 uv，也装不上。请先安装 python3-venv 和 python3-pip，或者自己装好 uv。"
  fi
  echo "$own"
}

# find_python 3.13: a path, or the bare version, for which uv then fetches an interpreter.
find_python() {
  local candidate
  for candidate in "$HOME/.pyenv/versions/$1".*/bin/python "$(command -v "python$1" || true)"; do
    [ -x "$candidate" ] && "$candidate" -c "import sys, ssl, sqlite3, venv; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null \
      && { echo "$candidate"; return; }
  done
  echo "$1"
}

# environment PLACE VERSION REQUIREMENTS
environment() {
  local place=$1 version=$2 requirements=$3 uv
  made "$place" "$requirements" && "$place/bin/python" -c '' 2>/dev/null && return
  uv=$(find_uv)
  say "安装 $place（Python $version）"
  "$place/bin/python" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null \
    || "$uv" venv -q --clear --python "$(find_python "$version")" "$place" \
    || fail "没有 Python $version，也没能下载到。请用 pyenv 安装 Python $version。"
  "$uv" pip sync -q -p "$place" "$requirements" || fail "$requirements 里的软件包没有装全，请看上面的提示，联网后再试。"
  seal "$place" "$requirements"
}

# Chromium for the browser tests, a Chinese font for it and for printed forms, Pango for WeasyPrint.
missing_packages() {
  command -v chromium >/dev/null || echo chromium
  compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || echo fonts-noto-cjk
  ldconfig -p | grep -q libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  ldconfig -p | grep -q libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
}

system() {
  local packages
  packages=$(missing_packages)
  [ -z "$packages" ] && return
  if [ "$(id -u)" != 0 ]; then
    say "请让管理员运行：apt-get install" $packages "（没有它们，打印和浏览器测试用不了）"
    return
  fi
  say "安装系统软件包：" $packages
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } >var/setup-system.log 2>&1 \
    || say "有系统软件包没装上（见 var/setup-system.log）：" $packages
}

need_node() { command -v npm >/dev/null || fail "没有 Node.js。请先安装 Node.js 20 或更新的版本。"; }

# packages FOLDER: node_modules exactly from its lock file. Not `npm ci`: it refuses a lock without the packages for other
# systems, and Taro never published those of its version.
packages() {
  made "$1/node_modules" "$1/package-lock.json" && return
  need_node
  say "安装 $1 的前端软件包"
  (cd "$1" && npm install --no-save --no-audit --no-fund --loglevel=error >&2) || fail "$1 的前端软件包没有装全。"
  seal "$1/node_modules" "$1/package-lock.json"
}

assets() {
  [ -f backend/static/package.json ] || return 0
  packages backend/static
  local sources=(backend/static/package.json backend/static/package-lock.json backend/static/vendor.mjs)
  made backend/static/vendor "${sources[@]}" && return
  (cd backend/static && npm run --silent vendor) || fail "页面用的样式和脚本没有拷好。"
  seal backend/static/vendor "${sources[@]}"
}

miniprogram() {
  [ -f miniprogram/package.json ] || return 0
  packages miniprogram
  local sources=()
  mapfile -t sources < <(find miniprogram/src miniprogram/config miniprogram/package-lock.json miniprogram/babel.config.js -type f | sort)
  made miniprogram/dist/h5 "${sources[@]}" && return
  say "编译手机页面（H5）"
  (cd miniprogram && npm run --silent build:h5 >../var/setup-h5.log 2>&1) || fail "手机页面没有编译成功，见 var/setup-h5.log。"
  seal miniprogram/dist/h5 "${sources[@]}"
}

lock "$1"
case "$1" in
  system) system ;;
  python) environment .venv 3.13 requirements-dev.txt ;;
  bot) environment bot/.venv 3.10 bot/requirements.txt ;;
  assets) assets ;;
  miniprogram) miniprogram ;;
  *) sed -n 2,3p "$0" >&2; exit 2 ;;
esac
