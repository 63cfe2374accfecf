"""One graph of each municipality for all acceptance tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.program import kept_graphs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", autouse=True)
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with kept_graphs(tmp_path_factory.mktemp("graphs")):
        yield
