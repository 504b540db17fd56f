"""The intake form: the one registry of what every door may say about an emergency, and how a value is read and kept.

Doors speak whole yuan and ISO dates; on file money is integer fen. A field nobody answered is absent, never a default.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import phonenumbers
from stdnum.cn import ric
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from backend.domain.errors import InvalidFields
from backend.domain.money import fen_from_yuan, yuan_from_fen

RELATIONS = {
    "self": "本人", "spouse": "配偶", "child": "子女", "parent": "父母", "relative": "亲属",
    "neighbor": "邻居", "village_officer": "村干部", "volunteer": "志愿者", "other": "其他",
}  # fmt: skip
CATEGORIES = {
    "accident": "火灾、车祸、意外伤害", "sudden_illness": "突发重病", "chronic_illness_disability": "长期患病或残疾",
    "tuition": "孩子上学困难", "job_loss": "失业或生产失败", "public_incident": "公共事件", "despair": "遭遇变故、失去信心",
    "other": "其他困难",
}  # fmt: skip
HOUSEHOLD_STATUSES = {
    "dibao": "低保", "tekun": "特困", "low_income": "低收入", "disabled": "有残疾人", "none": "都没有",
}  # fmt: skip
NEEDS = {"cash": "现金", "goods": "物资", "shelter": "住处", "medical": "看病", "counseling": "心理疏导"}

_LONGEST_TEXT = {"emergency.narrative": 2000, "address.detail": 200}
_LONGEST_NAME = 50
_MONEY_CEILING_FEN = fen_from_yuan(100_000_000)
_LARGEST_HOUSEHOLD = 50
_EARLIEST_BIRTH = 1900

type Value = str | int | bool | list[str]


@dataclass(frozen=True)
class IntakeField:
    """One field: its dotted name, its kind, its Chinese label; `choices` maps a code to its Chinese name."""

    name: str
    kind: str
    label: str
    sensitive: bool = False
    choices: Mapping[str, str] | None = None

    @property
    def section(self) -> str:
        return self.name.split(".")[0]


_ALL = (
    IntakeField("applicant.name", "text", "姓名"),
    IntakeField("applicant.phone", "phone", "联系电话", sensitive=True),
    IntakeField("applicant.id_number", "id_number", "身份证号", sensitive=True),
    IntakeField("filer.relation", "choice", "谁来说的", choices=RELATIONS),
    IntakeField("filer.name", "text", "代说人姓名"),
    IntakeField("filer.phone", "phone", "代说人电话", sensitive=True),
    IntakeField("address.township", "text", "乡镇（街道）"),
    IntakeField("address.village", "text", "村（社区）"),
    IntakeField("address.detail", "text", "门牌或怎么找", sensitive=True),
    IntakeField("emergency.category", "choice", "哪一类困难", choices=CATEGORIES),
    IntakeField("emergency.occurred_on", "date", "什么时候出的事"),
    IntakeField("emergency.narrative", "text", "出了什么事", sensitive=True),
    IntakeField("emergency.in_danger", "yes_no", "眼下有没有危险"),
    IntakeField("household.size", "count", "家里几口人"),
    IntakeField("household.monthly_income", "money", "全家每月收入"),
    IntakeField("household.status", "choices", "是否低保等", choices=HOUSEHOLD_STATUSES),
    IntakeField("costs.medical_self_paid", "money", "看病自己花的钱"),
    IntakeField("costs.property_loss", "money", "财产损失"),
    IntakeField("costs.tuition", "money", "学费"),
    IntakeField("need.kinds", "choices", "需要什么帮助", choices=NEEDS),
)
FIELDS: Mapping[str, IntakeField] = {field.name: field for field in _ALL}
SECTIONS = {
    "applicant": "申请人", "filer": "代说人", "address": "住址", "emergency": "急难情况",
    "household": "家庭情况", "costs": "花费和损失", "need": "需要的帮助",
}  # fmt: skip

_COST_BY_CATEGORY = {
    "accident": "costs.property_loss", "sudden_illness": "costs.medical_self_paid",
    "chronic_illness_disability": "costs.medical_self_paid", "tuition": "costs.tuition",
}  # fmt: skip
_NEEDED_ON_FILE = (
    "applicant.name", "applicant.phone", "applicant.id_number", "address.township", "address.village",
    "emergency.category", "emergency.occurred_on", "emergency.narrative", "emergency.in_danger",
    "household.size", "household.monthly_income", "household.status",
)  # fmt: skip


def missing(values: Mapping[str, Value]) -> list[str]:
    """The fields a caseworker still has to learn, in the order of the form; someone else's call asks who they are too."""
    needed = set(_NEEDED_ON_FILE)
    if values.get("filer.relation", "self") != "self":
        needed |= {"filer.name", "filer.phone"}
    if cost := _COST_BY_CATEGORY.get(str(values.get("emergency.category"))):
        needed.add(cost)
    return [name for name in FIELDS if name in needed and name not in values]


def has_way_to_reach(values: Mapping[str, Value]) -> bool:
    """Whether a caseworker could find this person at all: by a phone, or by where they live."""
    return any(name in values for name in ("applicant.phone", "filer.phone", "address.detail", "address.village"))


def flatten(form: Mapping[str, object]) -> dict[str, object]:
    """{"applicant": {"name": …}} → {"applicant.name": …}; null and empty answers are dropped: unknown is not a value."""
    flat: dict[str, object] = {}
    for section, answers in form.items():
        if isinstance(answers, Mapping):
            for key, value in answers.items():
                if value is not None and value != "" and value != []:
                    flat[f"{section}.{key}"] = value
    return flat


def nest(values: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """{"applicant.name": …} → {"applicant": {"name": …}}, in the order of the form."""
    form: dict[str, dict[str, object]] = {}
    for name in FIELDS:
        if name in values:
            section, key = name.split(".")
            form.setdefault(section, {})[key] = values[name]
    return form


def read(answers: Mapping[str, object], today: date) -> dict[str, Value]:
    """Door values by dotted name → values as kept on file (money in fen).

    Raises InvalidFields, naming every field that cannot be right with what to do about it.
    """
    kept: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for name, value in answers.items():
        try:
            kept[name] = _read_one(FIELDS[name], value, today)
        except KeyError:
            wrong[name] = "没有这一项。"
        except ValueError as error:
            wrong[name] = str(error)
    if wrong:
        raise InvalidFields(fields=wrong)
    return kept


def show(name: str, value: Value) -> Value:
    """A value on file → as doors speak it (money in whole yuan)."""
    return yuan_from_fen(int(value)) if FIELDS[name].kind == "money" and isinstance(value, int) else value


def in_words(name: str, value: Value) -> str:
    """A value on file as a person would read it."""
    field = FIELDS[name]
    if field.kind == "money":
        return f"{show(name, value):,}元"
    if field.kind == "count":
        return f"{value}人"
    if field.kind == "yes_no":
        return "有" if value else "没有"
    if field.choices:
        chosen = value if isinstance(value, list) else [str(value)]
        return "、".join(field.choices[code] for code in chosen)
    return str(value)


def _read_one(field: IntakeField, value: object, today: date) -> Value:
    readers: Mapping[str, Callable[[], Value]] = {
        "text": lambda: _text(field, value),
        "phone": lambda: phone(value),
        "id_number": lambda: id_number(value),
        "choice": lambda: _choice(field, value),
        "choices": lambda: _choices(field, value),
        "date": lambda: _past_day(value, today),
        "yes_no": lambda: _yes_no(value),
        "count": lambda: _count(value),
        "money": lambda: _money(value),
    }
    return readers[field.kind]()


def _text(field: IntakeField, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("请填写文字。")
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", value).strip()
    longest = _LONGEST_TEXT.get(field.name, _LONGEST_NAME)
    if not text or len(text) > longest:
        raise ValueError(f"请填写文字，不超过{longest}个字。")
    return text


def phone(value: object) -> str:
    """A Chinese phone number as digits only; raises ValueError with what to do."""
    try:
        number = phonenumbers.parse(str(value), "CN")
    except phonenumbers.NumberParseException as error:
        raise ValueError("电话号码不对，请核对是不是十一位手机号，或带区号的座机号。") from error
    if number.country_code != 86 or not phonenumbers.is_valid_number(number):
        raise ValueError("电话号码不对，请核对是不是十一位手机号，或带区号的座机号。")
    national = phonenumbers.national_significant_number(number)
    return national if national.startswith("1") else "0" + national


def id_number(value: object) -> str:
    """An 18-digit identity number with a real birthday and a right checksum (GB 11643), X in capitals; raises ValueError.

    The place in it is not checked: numbers outlive the counties that gave them.
    """
    number = ric.compact(str(value))
    try:
        if not re.fullmatch(r"[0-9]{17}[0-9X]", number) or number[-1] != ric.calc_check_digit(number):
            raise InvalidChecksum
        if ric.get_birth_date(number).year < _EARLIEST_BIRTH:
            raise InvalidComponent
    except ValidationError as error:
        raise ValueError("身份证号不对，请对照身份证再核对一遍，共十八位。") from error
    return number


def _choice(field: IntakeField, value: object) -> str:
    if not isinstance(value, str) or value not in (field.choices or {}):
        raise ValueError("请从给出的选项里选。")
    return value


def _choices(field: IntakeField, value: object) -> list[str]:
    if not isinstance(value, list) or not value:
        raise ValueError("请从给出的选项里选。")
    chosen = list(dict.fromkeys(_choice(field, item) for item in value))
    if "none" in chosen and len(chosen) > 1:
        raise ValueError("选了“都没有”，就不能再选别的。")
    return chosen


def _past_day(value: object, today: date) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("日期不对，请写成 2026-11-03 这样。") from error
    if day > today:
        raise ValueError("出事的日子不会在今天以后，请核对。")
    if day.year < today.year - 120:
        raise ValueError("日期太早了，请核对。")
    return day.isoformat()


def _yes_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("请回答有或没有。")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _LARGEST_HOUSEHOLD:
        raise ValueError(f"请填家里一起过日子的人数，1到{_LARGEST_HOUSEHOLD}。")
    return value


def _money(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("请填整数的元数，不能是负数。")
    fen = fen_from_yuan(value)
    if fen > _MONEY_CEILING_FEN:
        raise ValueError("金额太大了，请核对是不是多写了零。")
    return fen


def by_section() -> Iterator[tuple[str, str, list[IntakeField]]]:
    """(section, its Chinese title, its fields), in the order of the form."""
    for section, title in SECTIONS.items():
        yield section, title, [field for field in FIELDS.values() if field.section == section]
