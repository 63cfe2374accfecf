"""The colours of the explorer, light and dark, and how far apart two colours are.

One palette serves the canvas, the style sheet and the exports, so that contrast can be computed
from it: text has at least 4.5 to what lies behind it, a border 3 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping

KINDS = ("forum", "collaboration", "organization", "unit", "group", "role", "not-stated")

LIGHT: Mapping[str, str] = {
    "ground": "#ffffff",
    "panel": "#f7f8fb",
    "band": "#eff2f7",
    "band-text": "#4a5464",
    "text": "#18202b",
    "faint": "#4d5866",
    "line": "#7b8594",
    "link": "#0b4f9e",
    "accent": "#0b57b0",
    "accent-text": "#ffffff",
    "soft": "#e4edf9",
    "mark": "#ffe9a8",
    "edge": "#7a8494",
    "edge-reading": "#7f8896",
    "edge-norm": "#0b57b0",
    "edge-should": "#a8410a",
    "edge-must": "#a3123a",
    "edge-gap": "#b3261e",
    "focus": "#18202b",
    "dim-fill": "#f7f8fb",
    "dim-border": "#7d8694",
    "dim-text": "#5d6673",
    "forum-fill": "#d8f1df",
    "forum-border": "#1b7a3d",
    "collaboration-fill": "#ecf5dc",
    "collaboration-border": "#557516",
    "organization-fill": "#dbe9fa",
    "organization-border": "#0b57b0",
    "unit-fill": "#d9f0f2",
    "unit-border": "#0b6a75",
    "group-fill": "#eee6f8",
    "group-border": "#6d40a8",
    "role-fill": "#fff0cb",
    "role-border": "#8a5a00",
    "not-stated-fill": "#ffffff",
    "not-stated-border": "#69727f",
}

DARK: Mapping[str, str] = {
    "ground": "#12161c",
    "panel": "#171c24",
    "band": "#1b212a",
    "band-text": "#a9b4c2",
    "text": "#eceff4",
    "faint": "#b0bac7",
    "line": "#6f7b8b",
    "link": "#8fc0ff",
    "accent": "#8fc0ff",
    "accent-text": "#0b1a2e",
    "soft": "#20304a",
    "mark": "#5b4a12",
    "edge": "#8a95a5",
    "edge-reading": "#828d9c",
    "edge-norm": "#7db4ff",
    "edge-should": "#ffae70",
    "edge-must": "#ff8fab",
    "edge-gap": "#ff8a80",
    "focus": "#ffffff",
    "dim-fill": "#171c24",
    "dim-border": "#717c8b",
    "dim-text": "#929dab",
    "forum-fill": "#173824",
    "forum-border": "#63c98a",
    "collaboration-fill": "#2b3617",
    "collaboration-border": "#a9cf5c",
    "organization-fill": "#17304f",
    "organization-border": "#7db4ff",
    "unit-fill": "#12383d",
    "unit-border": "#58c4d0",
    "group-fill": "#33264a",
    "group-border": "#c3a2f2",
    "role-fill": "#40320f",
    "role-border": "#e3b34f",
    "not-stated-fill": "#12161c",
    "not-stated-border": "#9aa5b3",
}

# What lies on what, by the names above: text, and lines or borders.
_BEHIND = ("ground", "panel", "band")
TEXTS: tuple[tuple[str, str], ...] = (
    *((text, behind) for text in ("text", "faint", "link", "edge-gap") for behind in _BEHIND),
    ("band-text", "band"),
    ("accent-text", "accent"),
    ("text", "soft"),
    ("link", "soft"),
    ("faint", "soft"),
    ("text", "mark"),
    ("dim-text", "dim-fill"),
    *(("text", f"{kind}-fill") for kind in KINDS),
)
BORDERS: tuple[tuple[str, str], ...] = (
    *(
        (line, behind)
        for line in (
            "line",
            "edge",
            "edge-reading",
            "edge-norm",
            "edge-should",
            "edge-must",
            "edge-gap",
            "focus",
            "dim-border",
        )
        for behind in _BEHIND
    ),
    *((f"{kind}-border", behind) for kind in KINDS for behind in ("band", f"{kind}-fill")),
)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (`#rrggbb`), from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
