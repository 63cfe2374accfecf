"""Keeps Python from looking for what nothing leads to while whole graphs are read.

A graph is a hundred thousand small things that live to the end. To go through them again and again
as they come takes a quarter of a load, and of `check` with a hundred municipalities a third.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """What nothing leads to is looked for once, at the end, among what was made meanwhile."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(1)
