"""Personal data in a log, which is refused: nothing of it is kept, and no message tells it."""

from __future__ import annotations

import re
from datetime import date

CPR, EMAIL, TELEPHONE, NAME, NO_CODE = "cpr", "email", "telephone", "name", "no-code"
LONGEST_CODE = 40

# A spreadsheet takes the first zero away from what it holds for a number.
_CPR = re.compile(r"(?<!\d)(\d?\d)([ ./-]?)(\d\d)\2\d\d[ ./-]{0,3}\d{4}(?!\d)")
_EMAIL = re.compile(
    r"[^\s@] ?@ ?[^\s@]+\.[^\s@]|\w ?[(\[{] ?(?:at|snabel-?a) ?[)\]}] ?\w", re.IGNORECASE
)
_TELEPHONE = re.compile(
    r"\+\d(?:[ .-]?\d){7,13}(?!\d)|(?<!\d)0045(?:[ .-]?\d\d){4}(?!\d)"
    # 2024-0017 is a case of a year; 4357-7555 is none.
    r"|(?<!\d)(?:\d{8}|\d{4} \d{4}|(?!19|20)\d{4}[.-]\d{4}"
    r"|\d\d([ ./-])\d\d\1\d\d\1\d\d|\d{3}[ .]\d\d[ .]\d{3}"
    r"|\d\d[ .]\d{3}[ .]\d{3}|\d(?:[ .]\d){7})(?!\d)"
)
_SPACES, _DASHES = re.compile(r"\s+"), re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_HIDDEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_LEAP_YEAR = 2000

SUSPECT = re.compile(r"@|[(\[{]\s*(?:at|snabel)|\d(?:\W{0,3}\d){7}", re.IGNORECASE)
"""What every text with such data holds, found fast; most texts with it hold none."""

_LETTERS = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[A-Za-zÆØÅæøå0-9._/-]+")
_EIGHT = re.compile(r"\D*\d{8}\D*")
# At most seven digits, which neither a CPR number nor a telephone number can be.
_SURE = re.compile(r"(?:[A-ZÆØÅ]{1,4}[-_/.]?)?(?:\d[-_/.]?){0,6}\d")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_WORDS = frozenset(("sag", "case", "nr", "id"))


def personal(text: str) -> str | None:
    """What kind of personal data a text holds: `cpr`, `email`, `telephone`; none where none."""
    # However it is spaced and dashed, and whatever stands between the digits unseen.
    plain = _DASHES.sub("-", _SPACES.sub(" ", _HIDDEN.sub("", text)))
    if any(_is_birthday(found[1], found[3]) for found in _CPR.finditer(plain)):
        return CPR
    if _EMAIL.search(plain):
        return EMAIL
    return TELEPHONE if _TELEPHONE.search(plain) else None


def _is_birthday(day: str, month: str) -> bool:
    """Whether it is a day; who has no number of their own yet gets one with sixty days added."""
    number = int(day)
    try:
        date(_LEAP_YEAR, int(month), number - 60 if number > 60 else number)
    except ValueError:
        return False
    return True


def wrong_case(text: str) -> str | None:
    """Why a text can't name a case: personal data, `name` or `no-code`; none where it is a code.

    A code has digits; before or between them up to two groups of letters, each »sag«, »case«,
    »nr«, »id«, a single letter or two to four capitals; `-`, `_`, `/` and `.` between them; never
    nine digits on end. Eight are a code, though a telephone number has as many (`is_eight`): many
    journals number so. A UUID is a code too.
    """
    if _SURE.fullmatch(text) or _UUID.fullmatch(text):
        return None
    found = personal(text)
    if found and not (found == TELEPHONE and is_eight(text)):
        return found
    if not any(sign.isdigit() for sign in text):
        return NAME
    letters = _LETTERS.findall(text)
    if any(not _is_prefix(one) for one in letters):
        return NAME
    plain = len(text) <= LONGEST_CODE and _CODE.fullmatch(text) and len(letters) <= 2
    return None if plain and not re.search(r"\d{9}", text) else NO_CODE


def is_eight(text: str) -> bool:
    """Whether a text has eight digits on end and no others, as a telephone number has."""
    return bool(_EIGHT.fullmatch(text))


def _is_prefix(letters: str) -> bool:
    return (
        letters.casefold() in _WORDS
        or len(letters) == 1
        or (len(letters) <= 4 and letters.isupper())
    )
