"""What is said of a question that asks how binding something is: which word the document has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from samspil.messages import Messages

if TYPE_CHECKING:
    from samspil.asking import Modal

# Where an answer holds the document's own rows on just what was asked.
_OWN = ("groups", "parts", "rows")
_ORDER = "must should may must-not practice task available aim descriptive".split()
_SAID = frozenset({"must", "should", "may", "must-not"})
_ASKED_BY = frozenset({"query.norms", "query.law"})


def asking_about(
    say: Messages, asked: Sequence[Modal], key: str, answer: dict[str, Any]
) -> str | None:
    """The words asked for, and those that the document has in the answer; None where none is asked.

    `key` tells the command, and `answer` is its JSON; both are empty where several may be meant.
    """
    if not asked or key in _ASKED_BY:
        return None
    found = {one for part in _OWN for one in _modalities(answer.get(part))}
    missing = [one.word for one in asked if one.modality not in found]
    if key == "gaps":
        code = "silent"
    elif not any(answer.get(part) for part in _OWN):
        code = "see"
    elif not found:
        code = "none"
    elif found <= {"descriptive", "practice"}:
        code = "described"
    else:
        code = "other" if missing else "has"
    return say(
        f"ask.binding.{code}",
        asked=_list(say, [one.word for one in asked]),
        missing=_list(say, missing),
        told=", ".join(_word(say, one) for one in _ORDER if one in found),
    )


def _word(say: Messages, modality: str) -> str:
    """A modality in words; quoted where it is a word that the document itself has."""
    said = say(f"modality.{modality}")
    return say("ask.quoted", word=said) if modality in _SAID else said


def _list(say: Messages, words: Sequence[str]) -> str:
    return ", ".join(say("ask.quoted", word=word) for word in words)


def _modalities(found: object) -> Iterator[str]:
    """The modality of each statement of the document's own in a part of an answer."""
    if isinstance(found, list):
        for one in found:
            yield from _modalities(one)
    elif isinstance(found, dict):
        if "id" in found and found.get("modality") and found.get("layer", "stated") == "stated":
            yield found["modality"]
        for key, one in found.items():
            if key not in {"beside", "alternatives"}:
                yield from _modalities(one)
