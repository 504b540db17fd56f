"""The web app for tests: the real one, on the test database, with keys of its own."""

from dataclasses import replace
from pathlib import Path

import mongoengine
from flask import Flask
from flask.testing import FlaskClient

from backend.adapters.crypto import new_key_lines
from backend.app import create_app
from backend.config import Settings
from backend.domain.people import ROLES
from backend.services import staff_access
from backend.storage.documents import Staff
from backend.storage.migrations import run_pending

SERVICE_TOKEN = "service-token-of-the-tests"
PASSWORD = "a-password-of-tests-1"
# One keyring for every app of a test process: the storage has one in use at a time.
KEYS = new_key_lines()
_HASH: list[str] = []


def settings_for(database_url: str, data_dir: Path, **changes) -> Settings:
    """Settings of a test; any of them can be changed by name."""
    base = Settings(
        data_dir=data_dir, mongodb_uri=database_url, field_keys=KEYS, secret_key="secret-of-the-tests",
        service_token=SERVICE_TOKEN, secure_cookies=False, bot_url="http://127.0.0.1:9",
    )  # fmt: skip
    return replace(base, **changes)


def make_app(settings: Settings) -> Flask:
    """The app with its indexes made."""
    app = create_app(settings)
    run_pending(mongoengine.get_db())
    app.testing = False  # faults answer as they would in a county
    return app


def add_staff(role: str, jurisdiction: str = "boshan", username: str | None = None, **columns) -> str:
    """A member of staff with the tests' password; returns the user name."""
    if not _HASH:
        _HASH.append(staff_access.hash_password(PASSWORD))
    name = username or f"{jurisdiction}.{role}"
    Staff(
        username=name, name=ROLES[role], role=role, jurisdiction=jurisdiction, password_hash=_HASH[0], **columns
    ).save(force_insert=True)
    return name


def signed_in(client: FlaskClient, username: str) -> dict[str, str]:
    """The headers of a signed-in member of staff."""
    answer = client.post("/api/staff/v1/sessions", json={"username": username, "password": PASSWORD})
    assert answer.status_code == 201, answer.json
    return {"Authorization": f"Bearer {answer.json['token']}"}


def as_bot(key: str | None = None) -> dict[str, str]:
    """The headers of the bot."""
    return {"Authorization": f"Bearer {SERVICE_TOKEN}"} | ({"Idempotency-Key": key} if key else {})
