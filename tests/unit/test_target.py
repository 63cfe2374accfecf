"""Which database is meant, and who asks it: from the environment, and never told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samspil.errors import StoreError, UsageError
from samspil.store.target import target

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "Kong Hans ✓"  # noqa: S105 - opens nothing


@pytest.mark.parametrize(
    "address",
    [
        "neo4j://localhost",
        "neo4j+s://a-b.example.org:7687",
        "neo4j+ssc://127.0.0.1/",
        "bolt://[::1]:7687",
        "bolt+s://host",
        "bolt+ssc://host",
    ],
)
def test_addresses_that_are_understood(address: str) -> None:
    assert target(address, environment={"SAMSPIL_PASSWORD": SECRET}).address == address


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("http://host", "store-scheme"),
        ("host", "store-scheme"),
        ("", "store-scheme"),
        ("neo4j://", "store-address"),
        ("neo4j://host:abc", "store-address"),
        ("neo4j://host:999999", "store-address"),
        ("neo4j://[::1", "store-address"),
        ("neo4j://host/database", "store-address"),
        ("neo4j://host?policy=eu", "store-address"),
        (f"neo4j://me:{SECRET}@host", "store-address-secret"),
    ],
)
def test_addresses_that_are_not(address: str, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        target(address, environment={"SAMSPIL_PASSWORD": SECRET})
    assert caught.value.code == code
    assert SECRET not in str(caught.value)


def test_the_password_stands_in_no_text() -> None:
    found = target("neo4j://host", environment={"SAMSPIL_PASSWORD": SECRET})
    assert found.password == SECRET
    assert SECRET not in repr(found)


@pytest.mark.parametrize(
    ("environment", "password"),
    [
        ({"SAMSPIL_PASSWORD": "one", "NEO4J_PASSWORD": "two"}, "one"),
        ({"NEO4J_PASSWORD": "two"}, "two"),
        ({"SAMSPIL_PASSWORD": "", "NEO4J_PASSWORD": "two"}, ""),
    ],
)
def test_where_the_password_comes_from(environment: dict[str, str], password: str) -> None:
    assert target("neo4j://host", environment=environment).password == password


def test_a_password_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{SECRET}\n", encoding="utf-8")
    given = {"SAMSPIL_PASSWORD_FILE": str(file), "NEO4J_PASSWORD": "two"}
    assert target("neo4j://host", environment=given).password == SECRET


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_password_file_that_cannot_be_read(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        target("neo4j://host", environment={"SAMSPIL_PASSWORD_FILE": str(file)})
    assert caught.value.code == "store-password-file"


def test_a_password_file_as_windows_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(b"\xef\xbb\xbf" + SECRET.encode() + b"\r\n")
    given = {"SAMSPIL_PASSWORD_FILE": str(file)}
    assert target("neo4j://host", environment=given).password == SECRET


@pytest.mark.parametrize("content", ["", "\n", "\ufeff\n"])
def test_an_empty_password_file_is_no_password(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError) as caught:
        target("neo4j://host", environment={"SAMSPIL_PASSWORD_FILE": str(file)})
    assert caught.value.code == "store-password-file-empty"


def test_no_password_at_all() -> None:
    with pytest.raises(StoreError) as caught:
        target("neo4j://host", environment={})
    assert caught.value.code == "store-password-missing"


@pytest.mark.parametrize(
    ("environment", "user", "database"),
    [
        ({}, "neo4j", None),
        ({"NEO4J_USERNAME": "aura"}, "aura", None),
        ({"NEO4J_USERNAME": "aura", "SAMSPIL_USER": "anna"}, "anna", None),
        ({"SAMSPIL_DATABASE": "samspil"}, "neo4j", "samspil"),
    ],
)
def test_who_asks_and_what(environment: dict[str, str], user: str, database: str | None) -> None:
    found = target("neo4j://host", environment={"NEO4J_PASSWORD": "x", **environment})
    assert (found.user, found.database) == (user, database)
    assert target("neo4j://host", "own", {"NEO4J_PASSWORD": "x", **environment}).database == "own"
