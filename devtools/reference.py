"""Writes the reference of the Python API, from the docstrings: docs/api.md.

python -m devtools.reference
"""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import samspil

PAGE = Path(__file__).resolve().parents[1] / "docs" / "api.md"
_HEAD = """# The Python API

Made from the docstrings by `python -m devtools.reference`; a test holds it to them. What is not
named here may change.

"""


def reference() -> str:
    """The page: functions and classes by name, with what each gives and takes."""
    parts = [_described(name) for name in samspil.__all__]
    return _HEAD + "\n".join(parts)


def _described(name: str) -> str:
    thing = getattr(samspil, name)
    if not inspect.isclass(thing):
        return f"## `{name}{_signature(thing)}`\n\n{_text(thing)}\n"
    lines = [f"## `{name}`", "", _text(thing), ""]
    if dataclasses.is_dataclass(thing):
        fields = [one for one in dataclasses.fields(thing) if not one.metadata.get("private")]
        lines += [f"- `{one.name}`: `{one.type}`" for one in fields] + [""]
    for member, value in sorted(_members(thing).items()):
        shown = f".{member}" + ("" if isinstance(value, property) else _signature(value))
        lines += [f"### `{shown}`", "", _text(value), ""]
    return "\n".join(lines)


def _members(thing: type) -> dict[str, object]:
    """The public methods and properties that are ours, inherited ones too."""
    return {
        name: value
        for kind in reversed(thing.__mro__)
        if kind.__module__.startswith("samspil")
        for name, value in vars(kind).items()
        if not name.startswith("_") and (inspect.isfunction(value) or _is_property(value))
    }


def _is_property(value: object) -> bool:
    return isinstance(value, property) or type(value).__name__ == "cached_property"


def _signature(value: object) -> str:
    if not callable(value):
        return ""
    signature = inspect.signature(value)
    kept = [one for name, one in signature.parameters.items() if name != "self"]
    return str(signature.replace(parameters=kept)).replace("'", "")


def _text(value: object) -> str:
    return inspect.getdoc(value) or ""


def main() -> None:
    """Writes the page."""
    PAGE.write_text(reference(), encoding="utf-8")


if __name__ == "__main__":
    main()
