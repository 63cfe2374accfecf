"""The text of a Mermaid flowchart; no label in it is read as anything but its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from samspil.model.characters import visible

# Letters, digits and signs that mean nothing to Mermaid where they stand: "SSP-NU", but not "- x"
# (a list), "x:y" (an icon), "_x_" (italics) or the point of "1." at the start (a list again).
_PLAIN = re.compile(r"[^\W_]|[ ,()/»«’…·–—!?§]|(?<=[^\W_])-(?=[^\W_])|:(?= )|(?<![0-9])\.")


def label_text(text: str) -> str:
    """A text for a quoted Mermaid label; signs that mean something to Mermaid become codes."""
    plain = " ".join(visible(text).split())
    return "".join(
        sign if _PLAIN.match(plain, place) else f"#{ord(sign)};" for place, sign in enumerate(plain)
    )


class Flowchart:
    """Boxes, some of them in frames, and lines between them."""

    def __init__(self, title: str, direction: str) -> None:
        """`direction` is Mermaid's: `LR` or `TB`."""
        self._head = [
            "---",
            f'title: "{label_text(title)}"',
            "---",
            f"flowchart {direction}",
            f"    accTitle: {label_text(title)}",
        ]
        self._frames: list[tuple[str, list[str]]] = []
        self._boxes: list[str] = []
        self._lines: list[str] = []
        self._styles: defaultdict[str, list[str]] = defaultdict(list)
        self._looks: defaultdict[str, list[str]] = defaultdict(list)

    def frame(self, id_: str, label: str) -> list[str]:
        """A frame, to be given to the boxes that stand in it."""
        boxes: list[str] = []
        self._frames.append((f'    subgraph {id_}["{label_text(label)}"]', boxes))
        return boxes

    def box(
        self,
        id_: str,
        label: Iterable[str],
        shape: str,
        frame: list[str] | None = None,
        look: str = "",
    ) -> None:
        """A box: its label by lines, and its brackets, as `[]` or `([])`."""
        left, right = shape[: (len(shape) + 1) // 2], shape[(len(shape) + 1) // 2 :]
        text = "<br/>".join(map(label_text, label))
        boxes = self._boxes if frame is None else frame
        boxes.append(f'{id_}{left}"{text}"{right}')
        if look:
            self._looks[look].append(id_)

    def line(self, source: str, target: str, arrow: str, style: str, label: str = "") -> None:
        """A line from box to box, with what Mermaid calls its style."""
        # Mermaid counts the lines as they come.
        self._styles[style].append(str(len(self._lines)))
        said = f'|"{label_text(label)}"|' if label else ""
        self._lines.append(f"    {source} {arrow}{said} {target}")

    def text(self) -> str:
        """The chart."""
        framed = (
            line for head, boxes in self._frames for line in (head, *_indented(boxes, 8), "    end")
        )
        styles = (
            f"    linkStyle {','.join(numbers)} {style}"
            for style, numbers in sorted(self._styles.items())
        )
        looks = (
            line
            for number, (look, ids) in enumerate(sorted(self._looks.items()))
            for line in (f"    classDef c{number} {look}", f"    class {','.join(ids)} c{number}")
        )
        boxes = _indented(self._boxes, 4)
        return "\n".join([*self._head, *framed, *boxes, *self._lines, *styles, *looks]) + "\n"


def _indented(lines: Sequence[str], by: int) -> list[str]:
    return [" " * by + line for line in lines]
