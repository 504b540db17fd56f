"""What every part of a local run finds in its environment."""

from collections.abc import Mapping

from backend.config import Settings

from .ports import HOST, PORTS


def environment_for(given: Mapping[str, str]) -> dict[str, str]:
    """`given` with what a local run adds: demo data, resolved ports and addresses, and the token the bot shows the web.

    Keys and the token are made in `var/keys` the first time (see backend.config).
    """
    environ = {"EJIUZHU_DEMO": "1", **given, "PYTHONUNBUFFERED": "1"}
    for port in PORTS:
        environ[port.setting] = str(port.number(environ))
    environ.setdefault("EJIUZHU_WEB_URL", f"http://{HOST}:{environ['EJIUZHU_WEB_PORT']}")
    environ.setdefault("EJIUZHU_BOT_URL", f"http://{HOST}:{environ['EJIUZHU_BOT_PORT']}")
    settings = Settings.from_env(environ)
    environ["EJIUZHU_DATA_DIR"] = str(settings.data_dir)
    environ["EJIUZHU_SERVICE_TOKEN"] = settings.service_token
    environ.setdefault("PYTHONWARNINGS", "ignore::DeprecationWarning")  # Rasa's pins are old and say so at every start
    environ.setdefault("SANIC_HOST", HOST)  # the action server would listen on every address
    return environ
