#!/usr/bin/env bash
# A real MongoDB-protocol engine on a machine without Docker: PostgreSQL 18 + DocumentDB (Debian sid packages in a root of
# their own) behind the FerretDB 2.7 gateway (built from Go modules). For tests, benches and fault drills on loopback; root only.
#   tools/engine.sh start | stop | kill | uri | destroy        EJIUZHU_ENGINE_DIR, _PORT (27117) and _PG_PORT (5518) move it
set -euo pipefail
DIR=${EJIUZHU_ENGINE_DIR:-/opt/ejiuzhu-engine}
PORT=${EJIUZHU_ENGINE_PORT:-27117}
PG=${EJIUZHU_ENGINE_PG_PORT:-5518}
ROOT=$DIR/sid
DATA=/var/lib/postgresql/18/engine
BIN=/usr/lib/postgresql/18/bin
FERRETDB=github.com/FerretDB/FerretDB/v2/cmd/ferretdb@v2.7.0

fail() { printf '%s\n' "$*" >&2; exit 1; }
as_postgres() { chroot "$ROOT" su postgres -c "$1"; }
is_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
gateway_runs() { [ -f "$DIR/ferretdb.pid" ] && kill -0 "$(cat "$DIR/ferretdb.pid")" 2>/dev/null; }

check_machine() {
  [ "$(id -u)" = 0 ] || fail "真实数据库引擎要用 root 安装和启动（debootstrap、chroot）。请用 root 运行，或者把 EJIUZHU_TEST_MONGODB_URI 设成一台 MongoDB。"
  command -v go >/dev/null || [ -x "$DIR/bin/ferretdb" ] || fail "没有 Go 编译器，没法编译 FerretDB。请安装 Go 1.24 或更新的版本。"
  command -v apt-get >/dev/null || fail "这台机器不是 Debian 系统，没法安装 PostgreSQL 18 + DocumentDB。"
}

mount_proc() { mountpoint -q "$ROOT/proc" || mount --bind /proc "$ROOT/proc"; }

build_gateway() { [ -x "$DIR/bin/ferretdb" ] || GOBIN=$DIR/bin go install "$FERRETDB" || fail "FerretDB 没有编译成功。"; }

build_root() {
  [ -x "$ROOT$BIN/postgres" ] && return
  command -v debootstrap >/dev/null || { apt-get update -qq && apt-get install -y -qq debootstrap >/dev/null; }
  [ -x "$ROOT/usr/bin/apt-get" ] || debootstrap --variant=minbase sid "$ROOT" >"$DIR/debootstrap.log" 2>&1 \
    || fail "Debian 的基础包没有装全，见 $DIR/debootstrap.log。"
  mount_proc # the packages' install scripts need it
  DEBIAN_FRONTEND=noninteractive chroot "$ROOT" sh -c '
    apt="apt-get -o Acquire::Check-Valid-Until=false -qq"
    $apt update && $apt install -y --no-install-recommends postgresql-18-documentdb postgresql-18-cron' \
    >"$DIR/apt.log" 2>&1 || fail "PostgreSQL 18 + DocumentDB 没有装全，见 $DIR/apt.log。"
}

make_cluster() {
  [ -d "$ROOT$DATA" ] && return
  as_postgres "$BIN/initdb -D $DATA -A trust -E UTF8 --locale=C.UTF-8" >/dev/null
  cat >>"$ROOT$DATA/postgresql.conf" <<EOF
listen_addresses = '127.0.0.1'
shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb'
cron.database_name = 'postgres'
shared_buffers = '1GB'
max_wal_size = '4GB'
EOF
}

start_postgres() {
  for try in $(seq 20); do # right after a kill the old children still hold the port
    as_postgres "psql -qtp $PG -c 'select 1'" >/dev/null 2>&1 && break
    as_postgres "$BIN/pg_ctl -D $DATA -w -o '-p $PG' -l $DATA/server.log start" >/dev/null 2>&1 || sleep .5
    [ "$try" != 20 ] || { tail -5 "$ROOT$DATA/server.log" >&2; fail "PostgreSQL 没有启动（端口 $PG，用 EJIUZHU_ENGINE_PG_PORT 换）。"; }
  done
  as_postgres "psql -qp $PG -c 'create extension if not exists documentdb cascade'" 2>/dev/null
}

start_gateway() {
  gateway_runs && return
  ! is_open "$PORT" || fail "端口 $PORT 已被占用，用 EJIUZHU_ENGINE_PORT 换一个。"
  DO_NOT_TRACK=1 setsid "$DIR/bin/ferretdb" --postgresql-url="postgres://postgres@127.0.0.1:$PG/postgres" --no-auth \
    --log-level=WARN --telemetry=disable --debug-addr=- --listen-addr="127.0.0.1:$PORT" --state-dir="$DIR/state" \
    >>"$DIR/ferretdb.log" 2>&1 </dev/null &
  echo $! >"$DIR/ferretdb.pid"
  for _ in $(seq 100); do is_open "$PORT" && return; sleep .1; done
  fail "网关没有启动，见 $DIR/ferretdb.log。"
}

start() {
  check_machine
  mkdir -p "$DIR/state"
  exec 9>"$DIR/lock"
  flock 9
  build_gateway
  build_root
  mount_proc
  make_cluster
  start_postgres 9>&-
  start_gateway 9>&-
  uri
}

uri() { echo "mongodb://127.0.0.1:$PORT/"; }

stop() {
  ! gateway_runs || kill "$(cat "$DIR/ferretdb.pid")"
  rm -f "$DIR/ferretdb.pid"
  as_postgres "$BIN/pg_ctl -D $DATA -m fast stop" >/dev/null 2>&1 || true
}

# A power cut: the database dies at once, the gateway stays.
kill_hard() { kill -9 "$(head -1 "$ROOT$DATA/postmaster.pid")"; }

destroy() {
  stop
  ! mountpoint -q "$ROOT/proc" || umount "$ROOT/proc"
  rm -rf --one-file-system "$DIR"
}

case "${1:-}" in
  start | stop | uri | destroy) "$1" ;;
  kill) kill_hard ;;
  *) sed -n 2,4p "$0" >&2; exit 2 ;;
esac
