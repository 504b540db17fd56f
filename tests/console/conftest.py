"""The console through its pages, as a browser without scripts would use it."""

import re

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.web import PASSWORD, add_staff, make_app, settings_for

_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


class Desk:
    """One person's browser: opens pages, and sends their forms with the token that stands in them."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = ""

    def open(self, path: str, **more) -> TestResponse:
        answer = self.client.get(f"/console{path}", **more)
        if found := _TOKEN.search(answer.text):
            self.token = found.group(1)
        return answer

    def send(self, path: str, **form) -> TestResponse:
        return self.client.post(f"/console{path}", data={"form_token": self.token, **form})

    def sign_in(self, username: str, password: str = PASSWORD, **more) -> TestResponse:
        self.open("/login")
        answer = self.send("/login", username=username, password=password, **more)
        if answer.status_code == 303:
            self.open("/policy")
        return answer


@pytest.fixture(scope="session")
def app(database_url, tmp_path_factory):
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))


@pytest.fixture
def desk_of(app, database):
    """A signed-in desk of a role; made with its member of staff."""

    def make(role: str, jurisdiction: str = "boshan", **columns) -> Desk:
        desk = Desk(app)
        assert desk.sign_in(add_staff(role, jurisdiction, **columns)).status_code == 303
        return desk

    return make


@pytest.fixture
def stranger(app, database):
    """A browser that nobody has signed in to."""
    return Desk(app)
