"""The message catalogues: compiled, complete, and with the same blanks in both languages."""

from __future__ import annotations

import io
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[2] / "graph" / "samspil" / "locale"
LANGUAGES = ("da", "en")


def _folder(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES"


def _catalogue(language: str) -> Catalog:
    with (_folder(language) / "samspil.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _messages(language: str) -> dict[str, Message]:
    """By code; of a text with a plural, the code of its singular."""
    return {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in _catalogue(language)
        if message.id
    }


def _texts(message: Message) -> tuple[str, ...]:
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def _blanks(message: Message) -> set[str]:
    return {
        name
        for text in _texts(message)
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_written_one(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue(language))
    assert (_folder(language) / "samspil.mo").read_bytes() == compiled.getvalue(), (
        "run `make messages` and commit the .mo files"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_unsure(language: str) -> None:
    wrong = [
        code
        for code, message in _messages(language).items()
        if message.fuzzy or not all(text.strip() for text in _texts(message))
    ]
    assert not wrong


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    danish, english = (
        {code: _blanks(message) for code, message in _messages(language).items()}
        for language in LANGUAGES
    )
    assert danish == english
