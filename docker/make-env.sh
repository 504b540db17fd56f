#!/usr/bin/env bash
# Writes .env (mode 600) with fresh secrets for docker-compose.yml; refuses to overwrite one, because the field keys in it
# are the only way to read what is on file. What only the county knows stays empty, and compose asks for it.
set -euo pipefail
cd "$(dirname "$0")/.."
[ ! -e .env ] || { echo ".env 已经有了，没有改动。" >&2; exit 1; }
umask 077
hex() { openssl rand -hex "$1"; }
key() { openssl rand -base64 "$1" | tr -d '\n'; }
cat >.env <<EOF
EJIUZHU_FIELD_KEYS=k1:$(key 32),lookup:$(key 32)
EJIUZHU_SECRET_KEY=$(hex 32)
EJIUZHU_SERVICE_TOKEN=$(hex 32)
EJIUZHU_MONGODB_ROOT_PASSWORD=$(hex 24)
EJIUZHU_MONGODB_PASSWORD=$(hex 24)
EJIUZHU_MONGODB_REPLICA_KEY=$(key 96)
EJIUZHU_REDIS_PASSWORD=$(hex 24)

EJIUZHU_HOST_NAME=
EJIUZHU_HOME_COUNTY=boshan
EJIUZHU_WECHAT_APPID=
EJIUZHU_WECHAT_SECRET=
EJIUZHU_WECHAT_TEMPLATES=
EJIUZHU_SMS_GATEWAY=
EJIUZHU_SMS_SECRET=
EJIUZHU_IDENTITY_GATEWAY=
EJIUZHU_IDENTITY_SECRET=
EOF
echo "写好了 .env（只有您能读）。请填上域名、微信和网关那几项，再备份到安全的地方。" >&2
