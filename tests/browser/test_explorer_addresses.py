"""An address names things of the graph, and nothing else, whatever somebody writes into it."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opener

pytestmark = pytest.mark.browser

# What every object of JavaScript knows.
NAMES = ("__proto__", "constructor", "toString", "hasOwnProperty", "0", "length")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("other", ["straxen", "__proto__", ""])
def test_no_way_leads_to_what_only_javascript_knows(opener: Opener, name: str, other: str) -> None:
    for address in (f"#from={other}&to={name}", f"#from={name}&to={other}"):
        opened = opener(address)
        assert opened.complaints == []
        assert opened.page.locator("#panel h2").count() == 1
        assert opened.page.locator("#panel ol").count() == 0
        assert opened.ask("document.documentElement.dataset.ready") == "1"


@pytest.mark.parametrize("key", ["view", "s", "by", "n", "around", "a", "g", "gaps", "d", "lang"])
def test_no_other_part_of_an_address_is_looked_up_in_an_object(opener: Opener, key: str) -> None:
    for name in NAMES:
        opened = opener(f"#{key}={name}")
        assert opened.complaints == []
        assert opened.page.locator("#panel h2").count() >= 1
