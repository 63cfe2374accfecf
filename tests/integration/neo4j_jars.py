"""Neo4j itself: its jars, fetched by Maven the first time and kept in the user's cache."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs

POM = Path(__file__).parent / "neo4j" / "pom.xml"
SUMS = "SHA256SUMS"
OLDEST_JAVA = 17


class Neo4jUnavailableError(Exception):
    """This machine can't run Neo4j; the text says in one line what it lacks."""


def neo4j_jars(version: str | None = None) -> Path:
    """The folder with Neo4j's jars, fetched by Maven the first time; those of the pom, or others.

    They lie in the user's cache, under a name made from the pom: another pom, another folder. What
    has changed there since is fetched anew.

    Raises:
        Neo4jUnavailableError: Java 17 or Maven is missing.
        RuntimeError: Maven could not fetch them; its first lines.
    """
    if java_version() < OLDEST_JAVA:
        message = f"Neo4j needs Java {OLDEST_JAVA} or newer on the path"
        raise Neo4jUnavailableError(message)
    pom_hash = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    cache = platformdirs.user_cache_path("samspil-tests", appauthor=False)
    jars = cache / f"neo4j-{version or ''}{pom_hash}"
    if is_whole(jars):
        return jars
    shutil.rmtree(jars, ignore_errors=True)
    maven = shutil.which("mvn")
    if maven is None:
        message = "Neo4j's jars need Maven (mvn) on the path"
        raise Neo4jUnavailableError(message)
    cache.mkdir(parents=True, exist_ok=True)
    # Built beside and renamed: a run that was broken off leaves no half-filled folder.
    with tempfile.TemporaryDirectory(dir=cache) as building:
        target = Path(building) / "jars"
        done = subprocess.run(
            [
                maven,
                "--batch-mode",
                "--quiet",
                "--strict-checksums",
                "--file",
                str(POM),
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                *([f"-Dneo4j.version={version}"] if version else []),
                f"-DoutputDirectory={target}",
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            why = [line for line in done.stdout.splitlines() if line.strip()][:3]
            raise RuntimeError("\n".join(["Maven could not fetch Neo4j's jars:", *why]))
        (target / SUMS).write_text(sums(target), encoding="utf-8")
        with contextlib.suppress(OSError):  # another run was faster: its folder is as good
            target.rename(jars)
    return jars


def sums(jars: Path) -> str:
    """A line with hash and name for each jar, as `sha256sum --check` reads it."""
    return "".join(
        f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.name}\n"
        for jar in sorted(jars.glob("*.jar"))
    )


def is_whole(jars: Path) -> bool:
    """Whether the jars are those that Maven has checked, each one and no other."""
    kept = jars / SUMS
    return kept.is_file() and kept.read_text(encoding="utf-8") == sums(jars)


def class_archive(jars: Path) -> Path:
    """Where Java keeps the classes of some jars as it needs them in memory; it may be missing."""
    return jars.with_name(f"{jars.name}-java{java_version()}.jsa")


@functools.cache
def java_version() -> int:
    """The major version of the Java on the path; 0 where there is none."""
    java = shutil.which("java")
    if java is None:
        return 0
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0
