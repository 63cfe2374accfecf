"""samspil: a municipality's cross-sector cooperation as a graph that can be asked."""

from __future__ import annotations

__version__ = "0.1.0"
