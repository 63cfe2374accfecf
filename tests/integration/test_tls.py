"""A server that takes encrypted connections only, with a certificate of an authority of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import trustme

from tests.integration.neo4j_server import Neo4jServer
from tests.program import AS_OF, LILLEBY, Result, call

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.neo4j

ENCRYPTED = pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s"])


class EncryptedServer(Neo4jServer):
    """Known as `localhost`, and by no other name, so that 127.0.0.1 is the wrong one."""

    @property
    def uri(self) -> str:
        """Asks for encryption; whose certificate it is, the tests look at."""
        return f"neo4j+ssc://localhost:{self.port}"

    def settings(self) -> dict[str, str]:
        """Takes nothing that isn't encrypted."""
        return super().settings() | {
            "server.bolt.advertised_address": f"localhost:{self.port}",
            "server.bolt.tls_level": "REQUIRED",
            "dbms.ssl.policy.bolt.enabled": "true",
            "dbms.ssl.policy.bolt.base_directory": str(self.home / "bolt"),
            "dbms.ssl.policy.bolt.client_auth": "NONE",
        }

    def certify(self, authority: trustme.CA) -> None:
        """Puts a key and its certificate where the server looks for them."""
        issued = authority.issue_cert("localhost")
        folder = self.home / "bolt"
        folder.mkdir()
        (folder / "private.key").write_bytes(issued.private_key_pem.bytes())
        chain = b"".join(part.bytes() for part in issued.cert_chain_pems)
        (folder / "public.crt").write_bytes(chain)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server(neo4j_jars_folder: Path, authority: trustme.CA) -> Iterator[EncryptedServer]:
    encrypted = EncryptedServer(neo4j_jars_folder)
    encrypted.certify(authority)
    with encrypted:
        yield encrypted


@pytest.fixture
def ours(authority: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "ours.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture(autouse=True)
def _environment(server: EncryptedServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server.clear()
    monkeypatch.setenv("SAMSPIL_PASSWORD", server.password)
    monkeypatch.setenv("SAMSPIL_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("SAMSPIL_CA_FILE", raising=False)


def _trust(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("SAMSPIL_CA_FILE", str(file))


def _load(address: str) -> Result:
    return call("load", "--to", address, "--data", str(LILLEBY), "--lang", "en", "--format", "json")


def _loaded(address: str) -> None:
    ended = _load(address)
    assert ended.code == 0, ended
    assert {one["status"] for one in json.loads(ended.out)["datasets"]} == {"loaded"}


def _refused(server: EncryptedServer, address: str, *words: str) -> None:
    """One line that says why, exit code 2, and an empty database."""
    ended = _load(address)
    assert (ended.code, ended.out) == (2, ""), ended
    (line,) = ended.err.splitlines()
    for word in (address, *words):
        assert word in line
    assert server.password not in line
    with server.driver() as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0


@ENCRYPTED
def test_an_authority_of_ones_own(
    server: EncryptedServer, ours: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _trust(monkeypatch, ours)
    address = f"{scheme}://localhost:{server.port}"
    _loaded(address)
    asked = (
        "informed",
        "akut-tilfaelde",
        "--data",
        str(LILLEBY),
        "--as-of",
        AS_OF,
        "--format",
        "json",
    )
    answers = [call(*asked, "--store", store).json for store in (address, "embedded")]
    assert answers[0] == answers[1]


@ENCRYPTED
def test_an_authority_that_the_system_does_not_know(server: EncryptedServer, scheme: str) -> None:
    _refused(server, f"{scheme}://localhost:{server.port}", "unable to get local issuer")


@ENCRYPTED
def test_another_authority(
    server: EncryptedServer, tmp_path: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    _trust(monkeypatch, other)
    _refused(server, f"{scheme}://localhost:{server.port}", "certificate")


@ENCRYPTED
def test_a_certificate_for_another_name(
    server: EncryptedServer, ours: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _trust(monkeypatch, ours)
    _refused(server, f"{scheme}://127.0.0.1:{server.port}", "127.0.0.1", "not valid")


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_without_encryption(server: EncryptedServer, scheme: str) -> None:
    _refused(server, f"{scheme}://localhost:{server.port}")


@pytest.mark.parametrize("scheme", ["neo4j+ssc", "bolt+ssc"])
def test_any_certificate(server: EncryptedServer, scheme: str) -> None:
    _loaded(f"{scheme}://localhost:{server.port}")
