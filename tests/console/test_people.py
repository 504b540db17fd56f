from backend.adapters.clock import utc_now
from backend.services import staff_access
from backend.storage.documents import Staff
from tests.support.web import PASSWORD, add_staff

NEW = {"username": "zhang.min", "name": "张敏", "role": "bureau_reviewer", "password": "a-first-one-1"}


def test_the_administrator_opens_an_account_that_then_signs_in(desk_of, stranger):
    admin = desk_of("admin")
    admin.open("/people/new")
    assert admin.send("/people/new", **NEW).status_code == 303
    assert "张敏" in admin.open("/people").text
    assert stranger.sign_in("zhang.min", "a-first-one-1").status_code == 303


def test_what_is_wrong_in_a_new_account_is_said_and_nothing_written_is_lost(desk_of):
    admin = desk_of("admin")
    answer = admin.send("/people/new", **{**NEW, "role": "township_clerk", "username": "Zhang Min"})
    assert answer.status_code == 422
    assert "这个岗位要选乡镇" in answer.text
    assert "用户名用小写字母开头" in answer.text
    assert 'value="张敏"' in answer.text
    assert "密码至少10位" in admin.send("/people/new", **{**NEW, "password": "short"}).text


def test_a_user_name_is_given_once(desk_of):
    admin = desk_of("admin")
    admin.send("/people/new", **NEW)
    assert "已经有人用了" in admin.send("/people/new", **NEW).text


def test_only_the_administrator_of_the_county_sees_its_accounts(desk_of):
    add_staff("bureau_head", "linghai")
    admin = desk_of("admin")
    assert "linghai" not in admin.open("/people").text
    assert admin.open("/people/linghai.bureau_head").status_code == 404
    assert desk_of("bureau_reviewer").open("/people").status_code == 403


def test_a_new_password_opens_a_locked_account_and_ends_its_sessions(desk_of, stranger):
    clerk, admin = desk_of("bureau_reviewer"), desk_of("admin")
    for _ in range(5):
        stranger.sign_in("boshan.bureau_reviewer", "wrong")
    assert "密码错多了" in admin.open("/people").text
    admin.send("/people/boshan.bureau_reviewer/password", password="another-one-2")
    assert clerk.open("/cases").status_code == 303
    assert stranger.sign_in("boshan.bureau_reviewer", "another-one-2").status_code == 303


def test_who_leaves_is_out_at_once_and_may_come_back(desk_of, stranger):
    clerk, admin = desk_of("bureau_reviewer"), desk_of("admin")
    admin.open("/people/boshan.bureau_reviewer")
    admin.send("/people/boshan.bureau_reviewer/active", active="0")
    assert clerk.open("/cases").status_code == 303
    assert stranger.sign_in("boshan.bureau_reviewer").status_code == 401
    admin.send("/people/boshan.bureau_reviewer/active", active="1")
    assert stranger.sign_in("boshan.bureau_reviewer").status_code == 303
    assert "不能停用自己" in admin.send("/people/boshan.admin/active", active="0").text


def test_another_post_holds_from_the_next_page_on(desk_of):
    clerk, admin = desk_of("bureau_reviewer"), desk_of("admin")
    admin.send("/people/boshan.bureau_reviewer", name="王海", role="department_liaison", department="教育和体育局")
    assert Staff.objects.get(username="boshan.bureau_reviewer").department == "教育和体育局"
    assert clerk.open("/people").status_code == 403
    assert "教育和体育局" in clerk.open("/slips").text


def test_what_the_administrator_does_is_in_the_audit(desk_of):
    admin, auditor = desk_of("admin"), desk_of("auditor")
    admin.send("/people/new", **NEW)
    page = auditor.open("/audit").text
    assert "新开账号" in page
    assert "民政局审核人" in page


def test_a_first_password_keeps_the_rules_of_all_passwords(database):
    assert staff_access.sign_in(add_staff("admin"), PASSWORD, utc_now())[1].role == "admin"
