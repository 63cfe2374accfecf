"""Compares SHACL engines: right answers on the W3C SHACL Core tests, and speed on our own data.

    python benchmarks/shacl_engines.py …/data-shapes-test-suite/tests/core

The folder is the `core` part of the W3C test suite (github.com/w3c/data-shapes), which isn't kept
here. Engines that aren't installed are left out. A test counts as passed when the engine's
`conforms` and the set of its results (focus node, path, severity, component, value) are those the
test asks for; messages don't count. Blank nodes are compared as "some blank node".
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.metadata
import io
import json
import logging
import multiprocessing
import time
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rdflib
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib.namespace import RDF
from rdflib.util import from_n3

rdflib.NORMALIZE_LITERALS = False
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SAM = Namespace("https://w3id.org/samspil/ns#")
ROOT = Path(__file__).resolve().parents[1]

Result = tuple[str, str, str, str, str]
Outcome = tuple[bool, Counter[Result]]


def term(value: Any) -> str:
    """A term as one string; blank nodes all look alike, and of a literal only its text counts.

    (Not every engine tells the datatype of a value in its report.)
    """
    if value is None:
        return ""
    return "_" if isinstance(value, BNode) else str(value)


def text_term(value: str | None) -> str:
    """A term that an engine gives as text."""
    if not value:
        return ""
    if value.startswith("_:"):
        return "_"
    if value.startswith('"'):
        return term(from_n3(value))
    return value.removeprefix("<").removesuffix(">")


def path_of(node: Any) -> str:
    """A path: its IRI, or "path" for anything longer."""
    return "" if node is None else str(node) if isinstance(node, URIRef) else "path"


def text_path(value: str | None) -> str:
    """The same of a path that an engine gives as text."""
    bare = text_term(value)
    return "path" if set(bare) & set("<>()|^*+? ") else bare


def from_report(graph: Graph, report: Any = None) -> Outcome:
    """The outcome that a validation report states."""
    report = report or next(graph.subjects(RDF.type, SH.ValidationReport))
    conforms = str(graph.value(report, SH.conforms)).lower() == "true"
    results: Counter[Result] = Counter()
    for node in graph.objects(report, SH.result):
        results[
            term(graph.value(node, SH.focusNode)),
            path_of(graph.value(node, SH.resultPath)),
            term(graph.value(node, SH.resultSeverity)),
            term(graph.value(node, SH.sourceConstraintComponent)),
            term(graph.value(node, SH.value)),
        ] += 1
    return conforms, results


def pyshacl(data: str, shapes: str) -> Outcome:
    import pyshacl as engine

    data_graph = Graph().parse(data=data, format="nt")
    shapes_graph = Graph().parse(data=shapes, format="nt")
    _, report, _ = engine.validate(data_graph, shacl_graph=shapes_graph)
    return from_report(report)


def pyshacl_turbo(data: str, shapes: str) -> Outcome:
    import pyshacl_turbo as engine

    _, report, _ = engine.validate(
        data, shacl_graph=shapes, data_graph_format="nt", shacl_graph_format="nt"
    )
    return from_report(report)


def pyrudof(data: str, shapes: str) -> Outcome:
    import pyrudof as engine

    session = engine.Rudof()
    session.read_data(data, engine.RDFFormat.NTriples)
    session.read_shacl(shapes, engine.ShaclFormat.NTriples)
    report = session.validate_shacl()
    results: Counter[Result] = Counter()
    for entry in report.violations:
        results[
            text_term(entry.focus_node),
            text_path(entry.path),
            str(SH) + entry.severity.removeprefix(str(SH)),
            entry.constraint_component,
            text_term(entry.value),
        ] += 1
    return report.conforms, results


def shacl_rust(data: str, shapes: str) -> Outcome:
    import shacl_rust as engine

    report = engine.validate(data, shapes, data_format="nt", shapes_format="nt")
    results: Counter[Result] = Counter()
    for entry in report["results"]:
        results[
            text_term(entry["focusNode"]),
            text_path(entry.get("resultPath")),
            text_term(entry["severity"]),
            text_term(entry["sourceConstraintComponent"]),
            text_term(entry.get("value")),
        ] += 1
    return report["conforms"], results


def shacl(data: str, shapes: str) -> Outcome:
    import shacl as engine

    report = engine.Shapes.from_text(shapes, "ntriples").validate_text(data, "ntriples")
    return from_report(Graph().parse(data=report.serialize("ntriples"), format="nt"))


def pyshifty(data: str, shapes: str) -> Outcome:
    import shifty as engine

    data_graph = Graph().parse(data=data, format="nt")
    shapes_graph = Graph().parse(data=shapes, format="nt")
    _, report, _ = engine.validate(data_graph, shapes_graph, infer=False)
    return from_report(report)


def maplib(data: str, shapes: str) -> Outcome:
    import maplib as engine

    model = engine.Model()
    model.reads(data, format="ntriples")
    model.reads(shapes, format="ntriples", graph="urn:shapes")
    report = model.validate(shape_graph="urn:shapes")
    return from_report(Graph().parse(data=report.graph().writes(format="ntriples"), format="nt"))


ENGINES: dict[str, Callable[[str, str], Outcome]] = {
    "pyshacl": pyshacl,
    "pyrudof": pyrudof,
    "shacl-rust": shacl_rust,
    "shacl": shacl,
    "pyshacl-turbo": pyshacl_turbo,
    "pyshifty": pyshifty,
    "maplib": maplib,
}


def test_cases(folder: Path) -> list[tuple[str, str, str, Outcome | None]]:
    """Each test: its name, data and shapes as N-Triples, what is expected (None: a failure)."""
    cases = []
    for file in sorted(folder.rglob("*.ttl")):
        if file.name == "manifest.ttl":
            continue
        base = file.as_uri()
        graph = Graph().parse(data=file.read_text("utf-8"), format="turtle", publicID=base)
        for test in graph.subjects(RDF.type, SHT.Validate):
            action = graph.value(test, MF.action)

            def load(which: URIRef, action: Any = action, graph: Graph = graph) -> str:
                name = str(graph.value(action, which))
                path = Path(name.removeprefix("file://"))
                content = path.read_text("utf-8")
                return str(Graph().parse(data=content, publicID=name).serialize(format="nt"))

            wanted = graph.value(test, MF.result)
            expected = None if wanted == SHT.Failure else from_report(graph, wanted)
            name = file.relative_to(folder).with_suffix("").as_posix()
            cases.append((name, load(SHT.dataGraph), load(SHT.shapesGraph), expected))
    return cases


def judge(name: str, folder: str) -> dict[str, Any]:
    """How many tests an engine passes, fails, and breaks down on."""
    passed, failed, errors = [], [], []
    for test, data, shapes, expected in test_cases(Path(folder)):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                found = ENGINES[name](data, shapes)
        except BaseException as error:  # noqa: BLE001 (native engines raise PanicException)
            # Where the test asks the engine to refuse, an error is the right answer.
            (passed if expected is None else errors).append(f"{test}: {type(error).__name__}")
            continue
        (passed if found == expected else failed).append(test)
    return {"passed": len(passed), "failed": failed, "errors": errors}


def own_data(triples: int) -> tuple[str, str, int]:
    """Ishøj, copied under other names until there are enough triples, and our shapes."""
    ontology = ROOT / "ontology"
    base = Graph().parse(ontology / "vocabulary.ttl")
    files = sorted((ontology / "national").glob("*.ttl")) + sorted(
        (ontology / "ishoej").glob("*.ttl")
    )
    own = Graph()
    for file in files:
        graph = Graph().parse(file)
        header = next(graph.subjects(RDF.type, SAM.LayerGraph))
        layer = graph.value(header, SAM.layer)
        for subject in set(graph.subjects()):
            graph.add((subject, SAM.layer, layer))
        own += graph
    text = str(own.serialize(format="nt"))
    parts = [str(base.serialize(format="nt")), text]
    count = len(base) + len(own)
    while count < triples:
        parts.append(text.replace("/samspil/id/", f"/samspil/id/copy{len(parts)}-"))
        count += len(own)
    shapes = str(Graph().parse(ontology / "shapes.ttl").serialize(format="nt"))
    return "".join(parts), shapes, count


def clock(name: str, data: str, shapes: str) -> dict[str, Any]:
    """Seconds from text to results, and how many results."""
    best = float("inf")
    count = 0
    for _ in range(2):
        begun = time.perf_counter()
        _, results = ENGINES[name](data, shapes)
        best = min(best, time.perf_counter() - begun)
        count = sum(results.values())
    return {"seconds": round(best, 2), "results": count}


def _child(job: str, arguments: tuple[Any, ...], pipe: Any) -> None:
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    try:
        pipe.send({"judge": judge, "clock": clock}[job](*arguments))
    except BaseException as error:  # noqa: BLE001 (told in the table)
        pipe.send({"error": f"{type(error).__name__}: {error}"[:200]})


def apart(job: str, *arguments: Any) -> dict[str, Any]:
    """Runs a job in a process of its own: an engine that crashes spoils only its own row."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_child, args=(job, arguments, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(600):
            process.kill()
            return {"error": "more than 600 s"}
        answer: dict[str, Any] = receiver.recv()
    except EOFError:
        answer = {"error": "the process crashed"}
    finally:
        process.join()
    return answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="the `core` folder of the W3C test suite")
    parser.add_argument("--triples", type=int, default=62_000)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--json", action="store_true", help="everything, test by test")
    options = parser.parse_args()
    data, shapes, count = own_data(options.triples)
    small, _, few = own_data(0)
    everything = {}
    print(f"| engine | passed | failed | errors | {few:,} triples | {count:,} triples |")
    print("| --- | --: | --: | --: | --: | --: |")
    for name in options.engine or ENGINES:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        tests = apart("judge", name, str(options.folder.resolve()))
        first = apart("clock", name, small, shapes)
        speed = apart("clock", name, data, shapes)
        everything[name] = {"version": version, **tests, "small": first, "large": speed}
        if "error" in tests:
            print(f"| {name} {version} | {tests['error']} | | | | |")
            continue
        cells = [tests["passed"], len(tests["failed"]), len(tests["errors"])]
        cells += [
            f"{run['seconds']} s" if "seconds" in run else run["error"] for run in (first, speed)
        ]
        print(f"| {name} {version} | " + " | ".join(map(str, cells)) + " |", flush=True)
    if options.json:
        print(json.dumps(everything, indent=1))


if __name__ == "__main__":
    main()
