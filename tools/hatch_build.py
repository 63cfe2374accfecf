"""Compiles the message catalogues before a wheel is built or a checkout is installed as editable.

Named in pyproject.toml; hatchling runs it.
"""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledCatalogues(BuildHookInterface[Any]):
    """Leaves the `.mo` files beside their `.po`, where the build takes them along."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Called by hatchling before it looks for files."""
        package = Path(self.root) / "graph" / "samspil"
        runpy.run_path(str(package / "catalogues.py"))["compile_stale"](package / "locale")
