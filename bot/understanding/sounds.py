"""How characters sound, exactly and the way a bad line or a dialect blurs them."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, pinyin

_BLURRED_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("r", "l"), ("hu", "f"))


@lru_cache(maxsize=20_000)
def syllables(char: str) -> frozenset[str]:
    """All toneless readings of one character."""
    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True, errors="default")[0])


@lru_cache(maxsize=20_000)
def blurred(char: str) -> frozenset[str]:
    return frozenset(_blur(s) for s in syllables(char))


def _blur(syllable: str) -> str:
    for initial, plain in _BLURRED_INITIALS:
        if syllable.startswith(initial) and (initial != "hu" or len(syllable) > 2):
            syllable = plain + syllable[len(initial) :]
            break
    for final, plain in (("iang", "ian"), ("uang", "uan"), ("ang", "an"), ("eng", "en"), ("ing", "in"), ("ong", "en")):
        if syllable.endswith(final):
            return syllable[: -len(final)] + plain
    return syllable


def sound_alike(left: str, right: str) -> float:
    """1.0 when every character may sound the same, 0.85 when only blurred, 0.0 otherwise."""
    if len(left) != len(right):
        return 0.0
    exact = True
    for a, b in zip(left, right, strict=True):
        if a == b or syllables(a) & syllables(b):
            continue
        if not blurred(a) & blurred(b):
            return 0.0
        exact = False
    return 1.0 if exact else 0.85
