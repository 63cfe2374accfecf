"""samspil: a municipality's cross-sector cooperation as a graph that can be asked.

    import samspil

    with samspil.open_model() as model:
        answer = model.informed("akut")
        for group in answer.groups:
            print(group.modality, [row.id for row in group.rows])

Everything named in `__all__` is public; the rest may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "open_model": "samspil.notebook",
    "Model": "samspil.notebook",
    "to_json": "samspil.answers.model",
    "Informed": "samspil.answers.model",
    "Row": "samspil.answers.model",
    "WhyNot": "samspil.answers.why_not",
    "Profile": "samspil.answers.profiles",
    "Report": "samspil.validation",
    "SamspilError": "samspil.errors",
    "UsageError": "samspil.errors",
    "NotUnderstoodError": "samspil.errors",
    "AmbiguousError": "samspil.errors",
    "DataError": "samspil.errors",
    "QueryError": "samspil.errors",
    "StoreError": "samspil.errors",
}

__all__ = [
    "AmbiguousError",
    "DataError",
    "Informed",
    "Model",
    "NotUnderstoodError",
    "Profile",
    "QueryError",
    "Report",
    "Row",
    "SamspilError",
    "StoreError",
    "UsageError",
    "WhyNot",
    "open_model",
    "to_json",
]

if TYPE_CHECKING:
    from samspil.answers.model import Informed, Row, to_json
    from samspil.answers.profiles import Profile
    from samspil.answers.why_not import WhyNot
    from samspil.errors import (
        AmbiguousError,
        DataError,
        NotUnderstoodError,
        QueryError,
        SamspilError,
        StoreError,
        UsageError,
    )
    from samspil.notebook import Model, open_model
    from samspil.validation import Report


def __getattr__(name: str) -> Any:  # noqa: ANN401  (what a module attribute may be)
    # Loaded when first named: the command line must not pay for what it doesn't use.
    import importlib

    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
