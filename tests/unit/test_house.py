"""The house: what may stand in a tracked file, and what the packaging rests on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

# Put together here, so that this file does not hold what it forbids.
_DOT = r"\."
REGISTRIES = tuple(
    re.compile(rf"(?<![\w-]){_DOT.join(parts)}(?![\w-])", re.IGNORECASE)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("repo1?", "maven", "(?:apache", ")?org"),
        ("repo", "maven", "apache", "org"),
        ("registry", "npmjs", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
        ("security", "debian", "org"),
    )
)
MACHINE_PATHS = tuple(
    re.compile(rf"(?<![\w.~-])/{folder}(?![\w-])")
    for folder in ("wo" + "rk", "ro" + "ot", "ho" + r"me/\w+", "tm" + "p/w", "opt/" + "wheels")
)


def _tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def _forbidden(text: str) -> list[str]:
    return [
        match.group()
        for pattern in (*REGISTRIES, *MACHINE_PATHS)
        for match in pattern.finditer(text)
    ]


def test_no_registry_and_no_path_of_a_machine_in_a_tracked_file() -> None:
    found = {
        name: hits
        for name in _tracked()
        if (hits := _forbidden((ROOT / name).read_bytes().decode("utf-8", errors="replace")))
    }
    assert not found


@pytest.mark.parametrize(
    "parts",
    [
        ("https://", "pypi.", "org/simple"),
        ("files.python", "hosted.org"),
        ("https://repo1.", "maven.org/maven2"),
        ("https://repo.maven.", "apache.org"),
        ("crates", ".io"),
        ("cd /wo", "rk/main"),
        ("/ho", "me/anna/x"),
        ("'/tm", "p/w/v'"),
    ],
)
def test_the_search_for_forbidden_names_finds_them(parts: tuple[str, ...]) -> None:
    assert _forbidden("".join(parts))


@pytest.mark.parametrize("text", ["ontology/work/x", "/workflow", "~/root", "maven.apache.org/POM"])
def test_the_search_for_forbidden_names_finds_no_more(text: str) -> None:
    assert not _forbidden(text)


@pytest.mark.parametrize("folder", ["ontology", "queries"])
def test_no_code_among_the_data(folder: str) -> None:
    # A .py there would become a package of that name when samspil is installed.
    assert not list((ROOT / folder).rglob("*.py"))


def _pins(name: str) -> dict[str, list[Requirement]]:
    pins: dict[str, list[Requirement]] = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", " ")):
            pin = Requirement(line.removesuffix("\\").strip())
            pins.setdefault(canonicalize_name(pin.name), []).append(pin)
    return pins


def _wanted(*groups: str) -> list[Requirement]:
    texts = list(PROJECT["project"]["dependencies"])
    for group in groups:
        texts += PROJECT["dependency-groups"][group]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(
    ("name", "groups"),
    [("constraints.txt", ("build",)), ("constraints-dev.txt", ("build", "dev"))],
)
def test_each_dependency_is_pinned_within_its_range(name: str, groups: tuple[str, ...]) -> None:
    pins = _pins(name)
    for wanted in _wanted(*groups):
        for pin in pins[canonicalize_name(wanted.name)]:
            (exact,) = pin.specifier
            assert exact.operator == "=="
            assert wanted.specifier.contains(exact.version, prereleases=True), (
                f"{pin} is outside {wanted}: run `make constraints`"
            )


def test_the_development_pins_hold_the_same_versions() -> None:
    # An environment with the development pins thus serves the program too.
    def versions(name: str) -> dict[str, set[str]]:
        return {key: {str(pin.specifier) for pin in pins} for key, pins in _pins(name).items()}

    run, development = versions("constraints.txt"), versions("constraints-dev.txt")
    assert {name: development.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["constraints.txt", "constraints-dev.txt"])
def test_each_pin_has_hashes_and_no_address(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line and not line.startswith(("#", " ")):
            assert after.startswith("    --hash=sha256:"), line
    assert not [line for line in lines if "://" in line or line.startswith("-")]


def test_the_build_tools_are_the_same_in_both_places() -> None:
    assert PROJECT["build-system"]["requires"] == PROJECT["dependency-groups"]["build"]


def test_every_ignored_rule_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    start = text.index("\nignore = [")
    ignored = text[start : text.index("[tool.ruff.lint.mccabe]")]
    rules = [line for line in ignored.splitlines() if re.match(r'\s+"[A-Z]+\d*",', line)]
    assert rules
    assert not [line for line in rules if "# " not in line]
