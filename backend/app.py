"""The web process: wiring only."""

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask
from flask_smorest import Blueprint as DoorBlueprint
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import errors, logs, ops
from backend.api import auth, casework, intake, openapi, policies, referrals, staff
from backend.cli import ejz
from backend.config import Settings
from backend.console import install_console
from backend.policy.loader import load_packs
from backend.storage import connect
from miniprogram_api import resident_doors

_BODY_BYTES = 1024 * 1024


def create_app(settings: Settings | None = None) -> Flask:
    """The whole web side on one Flask app; without settings, those of the environment."""
    settings = settings or Settings.from_env()
    logs.configure()
    connect(settings.mongodb_uri, settings.field_keys)
    load_packs()  # now, and not while the first residents wait; a pack that cannot be trusted stops the start
    app = Flask("backend", static_folder="static")
    app.config.update(openapi.CONFIG, EJIUZHU=settings, SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=_BODY_BYTES)
    app.json.ensure_ascii = False
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies)
    logs.install(app)
    ops.install(app)
    auth.install(app)
    api = errors.DoorApi(app, spec_kwargs={"marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=openapi.named)})
    doors: list[DoorBlueprint] = [intake.blp, staff.blp, casework.blp, referrals.blp, policies.blp, *resident_doors()]
    for door in doors:
        api.register_blueprint(door)
    app.register_blueprint(ops.blp)
    install_console(app)
    errors.install(app, api)
    openapi.describe(app, api)
    app.cli.add_command(ejz)
    return app
