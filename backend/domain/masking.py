"""What may be shown of a secret: enough to recognise it, too little to use it."""

import re

_SPOKEN_DIGIT = "0-9零〇一二三四五六七八九幺两ＯoO"
# Written days and case numbers look like a person's number and are none.
_HARMLESS = r"\d{4}-\d{2}-\d{2}(?!\d)|[A-Z]{2}\d{14}(?!\d)"
_NUMBER = re.compile(rf"(?P<harmless>{_HARMLESS})|[{_SPOKEN_DIGIT}][{_SPOKEN_DIGIT}\s\-]{{5,}}[{_SPOKEN_DIGIT}xX]")


def mask_phone(phone: str) -> str:
    """13812342345 → 138****2345; a landline keeps its last three digits."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) == 11 and phone.startswith("1") else f"****{phone[-3:]}"


def mask_id_number(number: str) -> str:
    """370304199001011223 → 3703**********1223."""
    return f"{number[:4]}{'*' * 10}{number[-4:]}"


def mask_name(name: str) -> str:
    """陈明亮 → 陈*亮, 陈明 → 陈*: enough for neighbours to object, as public notices do."""
    return name[0] + "*" if len(name) <= 2 else name[0] + "*" * (len(name) - 2) + name[-1]


def mask_text(text: str) -> str:
    """Free speech with every long number, written or spoken, starred out; a written day or a case number stays."""
    return _NUMBER.sub(lambda found: found["harmless"] or "*" * len(found.group()), text)


def mask_value(kind: str, value: object) -> str:
    """A sensitive field's value as a screen may show it."""
    masks = {"phone": mask_phone, "id_number": mask_id_number}
    return masks.get(kind, mask_text)(str(value))
