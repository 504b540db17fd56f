from datetime import timedelta

import pytest

from backend.adapters.clock import utc_now
from backend.storage.documents import StaffSession
from tests.support.web import add_staff


def test_a_right_pair_opens_the_console(stranger):
    answer = stranger.sign_in(add_staff("township_clerk"))
    assert answer.location == "/console/"
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_wrong_password_says_so_and_five_lock_the_account(stranger):
    username = add_staff("township_clerk")
    for _ in range(5):
        answer = stranger.sign_in(username, "not-the-password-1")
        assert answer.status_code == 401
        assert "用户名或密码不对" in answer.text
    locked = stranger.sign_in(username)
    assert locked.status_code == 429
    assert "锁十五分钟" in locked.text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example", "//evil.example", "/console//evil.example", "/console\\evil"]
)
def test_signing_in_never_leads_to_somebody_elses_page(stranger, elsewhere):
    assert stranger.sign_in(add_staff("township_clerk"), next=elsewhere).location == "/console/"


def test_signing_in_leads_back_to_the_page_that_was_wanted(stranger):
    wanted = stranger.open("/cases?urgency=critical").location
    assert "next=/console/cases?urgency%3Dcritical" in wanted or "next=%2Fconsole%2Fcases" in wanted
    assert stranger.sign_in(add_staff("township_clerk"), next="/console/cases?urgency=critical").location.endswith(
        "urgency=critical"
    )


def test_signing_out_ends_the_session_everywhere(desk_of):
    desk = desk_of("township_clerk")
    held = desk.client.get_cookie("ejz_staff", path="/console").value
    assert desk.send("/logout").status_code == 303
    desk.client.set_cookie("ejz_staff", held, path="/console")
    assert "/login" in desk.open("/cases").location


def test_an_idle_desk_is_signed_out_though_its_page_goes_on_polling(desk_of):
    desk = desk_of("township_clerk")
    StaffSession.objects.update(set__seen_at=utc_now() - timedelta(minutes=25))
    assert desk.open("/alerts").status_code == 200
    assert StaffSession.objects.get().seen_at.timestamp() < (utc_now() - timedelta(minutes=20)).timestamp()
    StaffSession.objects.update(set__seen_at=utc_now() - timedelta(minutes=31))
    polled = desk.open("/alerts", headers={"HX-Request": "true"})
    assert "/console/login" in polled.headers["HX-Redirect"]


def test_pages_load_nothing_from_elsewhere(desk_of):
    policy = desk_of("township_clerk").open("/cases").headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy


def test_an_address_that_is_no_page_says_so_in_chinese(desk_of):
    answer = desk_of("township_clerk").open("/no/such/page")
    assert answer.status_code == 404
    assert "没有这个页面" in answer.text
