"""Every text shown to people, by code, in Danish and English, from the message catalogues."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping
from functools import cache

from samspil import paths
from samspil.errors import SamspilError, Told

LANGUAGES = ("da", "en")
DEFAULT_LANGUAGE = "da"
_DOMAIN = "samspil"
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


class Messages:
    """The texts of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = gettext.translation(
            _DOMAIN, localedir=str(paths.locale_folder()), languages=[language]
        )

    def __call__(self, code: str, **params: object) -> str:
        """The text of a code, its blanks filled.

        Raises:
            KeyError: the catalogue has no such code, which is a fault of samspil.
        """
        text = self._catalogue.gettext(code)
        if text == code:
            raise KeyError(code)
        return text.format_map({name: self._shown(value) for name, value in params.items()})

    def count(self, code: str, number: int, **params: object) -> str:
        """The text of a code in the singular or the plural, with the blank `n`."""
        text = self._catalogue.ngettext(code, f"{code}s", number)
        return text.format_map(
            {name: self._shown(value) for name, value in params.items()} | {"n": number}
        )

    def note(self, code: str, params: Mapping[str, object]) -> str:
        """The text of a remark on an answer; how sure a reading is, is said in words.

        Raises:
            KeyError: the catalogue has no such code, which is a fault of samspil.
        """
        words = dict(params)
        if "confidence" in words:
            words["confidence"] = self(f"confidence.{words['confidence']}")
        return self(code, **words)

    @property
    def locale(self) -> str:
        """The language with its country, as office programs want it."""
        return {"da": "da-DK", "en": "en-GB"}[self.language]

    def day(self, date: str) -> str:
        """A day (2018-04-13) as one writes it: 13-04-2018 in Danish; other texts as they are."""
        written = _DAY.fullmatch(date)
        return "-".join(reversed(written.groups())) if written and self.language == "da" else date

    def _shown(self, value: object) -> str:
        if isinstance(value, str):
            return self.day(value)
        if isinstance(value, Iterable):
            return _DAY.sub(lambda day: self.day(day[0]), ", ".join(str(item) for item in value))
        return str(value)

    def knows(self, code: str) -> bool:
        """Whether the catalogue has the code."""
        return self._catalogue.gettext(code) != code

    def error(self, error: SamspilError) -> str:
        """What was wrong, where, and what to do."""
        params = {
            name: self(f"check.{one.code}", **one.blanks(self.language))
            if isinstance(one, Told)
            else one
            for name, one in error.params.items()
        }
        text = self(f"error.{error.code}", **params)
        return f"{error.place}: {text}" if error.place and str(error.place) else text


@cache
def messages(language: str = DEFAULT_LANGUAGE) -> Messages:
    """The texts of a language, read once."""
    return Messages(language)
