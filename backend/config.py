"""Settings: the only reader of os.environ in the backend."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from backend.adapters.crypto import new_key_lines, read_or_make


@dataclass(frozen=True)
class Settings:
    """Everything that differs between a laptop, a test and a county; names in the environment begin with `EJIUZHU_`."""

    data_dir: Path
    mongodb_uri: str
    field_keys: str
    secret_key: str
    service_token: str
    home_county: str = "boshan"
    web_port: int = 8000
    bot_url: str = "http://127.0.0.1:5005"
    redis_url: str | None = None
    wechat_appid: str = "wx-ejiuzhu-local"
    wechat_secret: str = "SECRET"  # noqa: S105 — the sandbox's
    wechat_origin: str = "https://api.weixin.qq.com"
    wechat_templates: str = ""
    sms_gateway: str | None = None
    sms_secret: str = ""
    identity_gateway: str | None = None
    identity_secret: str = ""
    silence_seconds: int = 600
    idle_minutes: int = 30
    demo: bool = False
    secure_cookies: bool = True
    trusted_proxies: int = 0

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment; what a local run doesn't set (keys, tokens) is made once in `var/keys`, mode 600."""

        def setting(name: str, default: str = "") -> str:
            return environ.get(f"EJIUZHU_{name}") or default

        data_dir = Path(setting("DATA_DIR", "var")).resolve()
        keys = data_dir / "keys"
        demo = setting("DEMO") == "1"
        uri = setting("MONGODB_URI") or f"mongodb://127.0.0.1:{setting('DB_PORT', '27027')}/ejiuzhu"
        sandbox = f"http://127.0.0.1:{setting('WECHAT_SANDBOX_PORT', '8090')}"
        return cls(
            data_dir=data_dir,
            mongodb_uri=uri,
            field_keys=setting("FIELD_KEYS") or read_or_make(keys / "field_keys", new_key_lines()),
            secret_key=setting("SECRET_KEY") or read_or_make(keys / "secret_key", secrets.token_hex(32)),
            service_token=setting("SERVICE_TOKEN") or read_or_make(keys / "service_token", secrets.token_hex(32)),
            home_county=setting("HOME_COUNTY", "boshan"),
            web_port=int(setting("WEB_PORT", "8000")),
            bot_url=setting("BOT_URL", f"http://127.0.0.1:{setting('BOT_PORT', '5005')}"),
            redis_url=setting("REDIS_URL") or None,
            wechat_appid=setting("WECHAT_APPID", "wx-ejiuzhu-local"),
            wechat_secret=setting("WECHAT_SECRET", "SECRET"),
            wechat_origin=setting("WECHAT_ORIGIN", sandbox if demo else "https://api.weixin.qq.com"),
            wechat_templates=setting("WECHAT_TEMPLATES"),
            sms_gateway=setting("SMS_GATEWAY") or None,
            sms_secret=setting("SMS_SECRET"),
            identity_gateway=setting("IDENTITY_GATEWAY") or None,
            identity_secret=setting("IDENTITY_SECRET"),
            silence_seconds=int(setting("SILENCE_SECONDS", "600")),
            idle_minutes=int(setting("IDLE_MINUTES", "30")),
            demo=demo,
            secure_cookies=setting("SECURE_COOKIES", "0" if demo else "1") == "1",
            trusted_proxies=int(setting("TRUSTED_PROXIES", "0")),
        )
