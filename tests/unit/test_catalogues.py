"""The message catalogues: compiled after each change, complete, alike in both languages."""

from __future__ import annotations

import gettext
import os
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from samspil.catalogues import compile_stale

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


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A catalogue of one text, in a folder of its own."""
    file = tmp_path / "da" / "LC_MESSAGES" / "samspil.po"
    file.parent.mkdir(parents=True)
    _write(file, "før")
    return file


def _write(file: Path, text: str) -> None:
    file.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        f'msgid "a.code"\nmsgstr "{text}"\n',
        encoding="utf-8",
    )


def _read(folder: Path) -> str:
    """The text as a program that starts now reads it."""
    with (folder / "da" / "LC_MESSAGES" / "samspil.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("a.code")


def test_what_was_written_last_is_what_is_read(written: Path, tmp_path: Path) -> None:
    compile_stale(tmp_path)
    assert _read(tmp_path) == "før"
    _write(written, "efter")
    compile_stale(tmp_path)
    assert _read(tmp_path) == "efter"
    # As git leaves it when an older state is checked out with its old time.
    _write(written, "før")
    os.utime(written, (1, 1))
    compile_stale(tmp_path)
    assert _read(tmp_path) == "før"


def test_nothing_is_done_twice_and_nothing_left_beside(written: Path, tmp_path: Path) -> None:
    compile_stale(tmp_path)
    compiled = written.with_suffix(".mo")
    first = compiled.stat().st_ino
    compile_stale(tmp_path)
    assert compiled.stat().st_ino == first
    assert set(written.parent.iterdir()) == {written, compiled}


def test_without_babel_what_is_compiled_is_read(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "babel.messages.mofile", None)
    with pytest.raises(RuntimeError, match=r"samspil\.po: not compiled yet; `make messages`"):
        compile_stale(tmp_path)
    monkeypatch.undo()
    compile_stale(tmp_path)
    _write(written, "efter")
    monkeypatch.setitem(sys.modules, "babel.messages.mofile", None)
    compile_stale(tmp_path)
    assert _read(tmp_path) == "før"


def test_a_broken_catalogue_is_told_and_the_last_good_one_kept(
    written: Path, tmp_path: Path
) -> None:
    compile_stale(tmp_path)
    written.write_text("<" * 7 + ' HEAD\nmsgid "a.code"\nmsgstr "x"\n', encoding="utf-8")
    with pytest.raises(PoFileError):
        compile_stale(tmp_path)
    assert _read(tmp_path) == "før"
    assert len(list(written.parent.iterdir())) == 2


def test_no_compiled_catalogue_is_kept_in_git() -> None:
    listed = ["git", "ls-files", "--", "*.mo"]
    assert not subprocess.run(listed, cwd=LOCALE, capture_output=True, check=True).stdout


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
