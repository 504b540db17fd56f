import io
import re

from PIL import Image

from backend.domain.people import BOT
from backend.services import attachments, deadlines, filing, progress
from backend.storage import audit_log
from backend.storage.documents import Application, Task
from tests.support.factories import NOW, answers, later, staff, submitted


def fresh(case) -> Application:
    return Application.objects.get(number=case.number)


def told_to_the_bot(**changes) -> Application:
    """Handed in by the bot, with the words it heard."""
    heard = {
        "applicant.phone": {"source": "bot", "said": "电话一三八一二三四二三四五", "confidence": 0.91},
        "household.size": {"source": "bot", "said": "三口人吧", "confidence": 0.55},
        "costs.medical_self_paid": {"source": "bot", "said": "两三万", "confidence": 0.8, "low": 20000, "high": 30000},
    }
    asked = filing.Filing(
        "boshan", "hotline", answers(**changes), heard, {"household.monthly_income": "refused"}, "call-9"
    )
    return filing.file_application(asked, staff("hotline_operator", number=9), NOW)


def test_beside_each_field_stands_what_was_said_and_how_sure_the_bot_was(desk_of):
    case = told_to_the_bot(household__monthly_income=None)
    page = desk_of("bureau_reviewer").open(f"/cases/{case.number}").text
    assert "“三口人吧”" in page
    assert "把握 55%" in page
    assert "（说的是20,000到30,000元之间）" in page
    assert "问过，不愿意说" in page


def test_what_nobody_said_is_not_shown_as_heard(desk_of):
    heard = {"emergency.in_danger": {"source": "bot", "said": "", "confidence": 0.5}}
    asked = filing.Filing("boshan", "hotline", answers(emergency__in_danger=False), heard, {}, "call-8")
    case = filing.file_application(asked, BOT, NOW)
    assert "没人说起，机器人推断" in desk_of("bureau_reviewer").open(f"/cases/{case.number}").text


def test_a_number_is_never_shown_whole(desk_of):
    case = told_to_the_bot()
    page = desk_of("bureau_reviewer").open(f"/cases/{case.number}").text
    assert "138****2345" in page
    for secret in ("13812342345", "一三八一二三四二三四五", dict(answers())["applicant.id_number"][:14]):
        assert secret not in page


def test_revealing_a_number_needs_a_reason_and_is_on_record(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    path = f"/cases/{case.number}/fields/applicant.phone/reveal"
    assert desk.send(path, reason=" ").status_code == 422
    assert "13812342345" in desk.send(path, reason="打电话核对").text
    newest = audit_log.of_stream(f"seen:{case.number}")[0]
    assert (newest.action, newest.note, newest.actor) == ("revealed", "打电话核对", "boshan.bureau_reviewer")


def test_those_who_only_read_can_neither_reveal_nor_correct(desk_of):
    case, desk = told_to_the_bot(), desk_of("finance")
    assert "看全" not in desk.open(f"/cases/{case.number}").text
    assert desk.send(f"/cases/{case.number}/fields/applicant.phone/reveal", reason="好奇").status_code == 403
    assert desk.send(f"/cases/{case.number}/fields/household.size", value="9").status_code == 403


def test_a_correction_keeps_the_old_value_and_who_changed_it(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    assert desk.send(f"/cases/{case.number}/fields/household.size", value="5").status_code == 303
    page = desk.open(f"/cases/{case.number}").text
    assert "改过 1 次" in page
    assert "原来是 <b>3人</b>" in page
    assert "家里几口人：3人 → 5人" in page


def test_a_value_that_cannot_be_right_is_refused_with_what_to_do(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    answer = desk.send(f"/cases/{case.number}/fields/applicant.id_number", value="370304199001011111")
    assert "身份证号不对" in answer.text
    before = {entry.name: entry.value for entry in case.fields}
    assert {entry.name: entry.value for entry in fresh(case).fields} == before


def test_all_answers_are_confirmed_at_once(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    names = [entry.name for entry in case.fields]
    desk.send(f"/cases/{case.number}/confirmations", fields=names)
    assert {entry.confirmed_by for entry in fresh(case).fields} == {"boshan.bureau_reviewer"}
    assert "没有人确认" not in desk.open(f"/cases/{case.number}").text


def test_accepting_says_first_what_will_happen_to_whom_and_progress_says_so_at_once(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    asked = desk.open(f"/cases/{case.number}/do/accept").text
    assert "从“已提交，待受理”到“已受理”" in asked
    assert "陈明亮会收到消息：“您的申请收下了" in asked
    desk.send(f"/cases/{case.number}/do/accept")
    assert fresh(case).assignee == "boshan.bureau_reviewer"
    assert "收下了" in progress.progress_of(fresh(case)).says


def test_taking_a_step_twice_takes_it_once(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    desk.send(f"/cases/{case.number}/do/accept")
    again = desk.send(f"/cases/{case.number}/do/accept")
    assert again.status_code == 409
    assert "不能受理" in again.text
    assert [event.action for event in fresh(case).events].count("accept") == 1


def test_declining_without_a_reason_is_refused_and_keeps_the_case(desk_of):
    case, desk = told_to_the_bot(), desk_of("bureau_reviewer")
    answer = desk.send(f"/cases/{case.number}/do/decline", reason="")
    assert answer.status_code == 422
    assert "请填“原因”" in answer.text
    assert fresh(case).state == "submitted"


def test_a_role_with_nothing_to_do_is_told_who_has_the_case(desk_of):
    case = told_to_the_bot()
    page = desk_of("finance").open(f"/cases/{case.number}").text
    assert "现在不用您办" in page
    assert "在山头街道的经办人手里" in page


def test_looking_at_a_case_is_on_record(desk_of):
    case = told_to_the_bot()
    desk_of("auditor").open(f"/cases/{case.number}")
    assert audit_log.of_stream(f"seen:{case.number}")[0].actor == "boshan.auditor"


def test_a_photo_is_served_only_to_those_who_may_read_the_case(desk_of):
    case = told_to_the_bot()
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(picture, "PNG")
    paper = attachments.attach(str(case.id), "diagnosis", picture.getvalue(), staff("township_clerk", number=7), NOW)
    path = f"/cases/{case.number}/papers/{paper.id}"
    served = desk_of("bureau_reviewer").client.get(f"/console{path}")
    assert served.content_type == "image/jpeg"
    assert "no-store" in served.headers["Cache-Control"]
    assert desk_of("bureau_head", "linghai").open(path).status_code == 404


def test_a_call_back_of_the_case_is_done_with_its_outcome(desk_of):
    case = told_to_the_bot()
    task = Task(
        jurisdiction="boshan", kind="callback", application=case.number, created_at=NOW, due_at=NOW, phone="13812342345"
    ).save()
    desk = desk_of("bureau_reviewer")
    assert "138****2345" in desk.open(f"/cases/{case.number}").text
    desk.send(f"/cases/{case.number}/tasks/{task.id}", outcome="打通了，补了收入")
    assert "打通了，补了收入" in desk.open(f"/cases/{case.number}").text


def test_what_a_person_writes_is_shown_as_text(desk_of):
    case = submitted(emergency__narrative="<script>alert(1)</script>房子塌了")
    page = desk_of("bureau_reviewer").open(f"/cases/{case.number}").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_no_code_stands_in_the_timeline_of_a_case_that_was_forgotten(desk_of):
    case = submitted()
    for days in (0, 1, 30):
        deadlines.sweep(later(days=days))
    page = desk_of("bureau_reviewer").open(f"/cases/{case.number}").text
    happened = re.findall(r"<li><div><b>([^<]+)</b>", page)
    assert {"快到期了", "已经超期", "督办"} <= set(happened)
    assert not [words for words in happened if words.isascii()]
