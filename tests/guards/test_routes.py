"""Every address of the house has a rule for who may come, and no form of the console is taken without its token."""

import pytest

from backend.adapters.clock import utc_now
from backend.api.auth import rule_of
from backend.services import staff_access
from tests.support.web import PASSWORD, add_staff, make_app, settings_for

_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture(scope="module")
def app(database_url, tmp_path_factory):
    return make_app(settings_for(database_url, tmp_path_factory.mktemp("data")))


def test_every_route_has_an_auth_rule(app):
    without = [rule.rule for rule in app.url_map.iter_rules() if rule_of(app.view_functions[rule.endpoint]) is None]
    assert without == []


def test_no_page_of_the_console_opens_to_somebody_who_is_not_signed_in(app):
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console.") and "GET" in (rule.methods or ()) and rule.endpoint != "console.login":
            answer = client.get(_address(rule))
            assert answer.status_code == 303, rule.rule
            assert "/console/login" in answer.location, rule.rule


def test_no_form_of_the_console_is_taken_without_its_token(app, database):
    token, _ = staff_access.sign_in(add_staff("bureau_head"), PASSWORD, utc_now())
    client = app.test_client()
    client.set_cookie("ejz_staff", token, path="/console")
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("console.") and _UNSAFE & (rule.methods or set()):
            answer = client.post(_address(rule))
            assert answer.status_code == 403, rule.rule
            assert "刷新以后再办" in answer.text, rule.rule


def _address(rule) -> str:
    return rule.build(dict.fromkeys(rule.arguments, "x"), append_unknown=False)[1]
