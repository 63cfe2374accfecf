"""What a question of one's own may say, and where it is told what it may not."""

from __future__ import annotations

import pytest

from samspil.errors import QueryError
from samspil.queries import load_bundled, names, refuse
from samspil.queries.lexing import tokens
from samspil.queries.loading import ALWAYS_GIVEN


@pytest.mark.parametrize("name", names())
def test_a_bundled_question_may_be_copied_and_changed(name: str) -> None:
    refuse(load_bundled(name).statement)


@pytest.mark.parametrize("name", names())
def test_a_bundled_question_declares_what_it_uses(name: str) -> None:
    query = load_bundled(name)
    words = tokens(query.statement)
    used = {one.written[1:] for one in words if one.kind == "parameter"} - ALWAYS_GIVEN
    assert (query.name, {one.name for one in query.parameters}) == (name, used)
    assert all(query.help[language] for language in ("da", "en"))


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (set:Actor) WHERE set.create = 'x' RETURN set.delete AS load, {merge: 1} AS show",
        "MATCH (n) // CREATE (m)\nRETURN 'LOAD CSV \\' CREATE' AS `DROP it` /* SET */",
        "MATCH (n:Actor) RETURN count(n) * 2 AS a, [x IN [1] WHERE x > 0 AND true | -x] AS b;",
        "CALL db.labels() YIELD label RETURN label ORDER BY label",
        "CALL { MATCH (n:Actor) RETURN n LIMIT 1 } RETURN n.slug AS slug",
        "MATCH (a)-[:X|Y*1..3]->(b:A&B) WHERE EXISTS { (a)<-[]-(b) } RETURN COUNT { (a)--() } AS n",
        "MATCH (a)--(b) WITH * WHERE a.x = 1 OR NOT b.y RETURN 1 AS x",
        "MATCH (a)--(b) WHERE a.x = 1 OR NOT (b.y = 2 AND b:X) RETURN 1 AS x",
        "MATCH (a)--(b) WHERE NOT EXISTS { (b)--(:X) } AND a.x = 1 RETURN 1 AS x",
        "MATCH (a)--(b) WITH * WHERE NOT EXISTS { (b)--(:X) } OR a.x = 1 RETURN 1 AS x",
        "MATCH (a)--(b) WHERE NOT EXISTS { (a)--(c:X) } OR a.x = 1 RETURN 1 AS x",
        "MATCH (a) OPTIONAL MATCH (a)--(b) OPTIONAL MATCH (b)--(a) RETURN 1 AS x",
        "MATCH (a) OPTIONAL MATCH (a)--(b), (c)--(b) RETURN 1 AS x",
        "MATCH (a) CALL (a) { OPTIONAL MATCH (a)--(b) RETURN b.x AS c } MATCH (a)--(b) RETURN a",
        "MATCH (a:A) WHERE any(x IN a.y WHERE x = 'b') AND a['y'] = 1 RETURN 1 AS x",
        "RETURN (1) - (2) AS a, (1) < -2 AS b",
    ],
)
def test_what_may_be_asked(statement: str) -> None:
    refuse(statement)


@pytest.mark.parametrize(
    ("statement", "code", "word"),
    [
        ("CREATE (n)", "query-write-clause", "CREATE"),
        ("MATCH (n) SET n.x = 1", "query-write-clause", "SET"),
        ("MATCH (n)\nDETACH DELETE n", "query-write-clause", "DETACH"),
        ("CALL { CREATE (n) } RETURN 1 AS x", "query-write-clause", "CREATE"),
        ("MATCH (n) FOREACH (x IN [1] | SET n.x = x)", "query-write-clause", "FOREACH"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "query-clause", "LOAD"),
        ("WITH 1 AS by LOAD CSV FROM 'x' AS l RETURN l", "query-clause", "LOAD"),
        ("SHOW TRANSACTIONS", "query-clause", "SHOW"),
        ("TERMINATE TRANSACTIONS 'x'", "query-clause", "TERMINATE"),
        ("EXPLAIN RETURN 1 AS x", "query-clause", "EXPLAIN"),
        ("RETURN 1 AS a; RETURN 2 AS b", "query-clause", ";"),
        ("MATCH (n) LET x = n.y RETURN x", "query-clause", "LET"),
        ("CALL algo.pagerank() YIELD node, score RETURN node", "query-procedure", "algo.pagerank"),
        ("CALL `dbms`.killConnection('x')", "query-procedure", "`dbms`.killConnection"),
        ("CALL no.such()", "query-procedure", "no.such"),
        ("WITH 1 AS by CALL db.clearQueryCaches()", "query-procedure", "db.clearQueryCaches"),
        ("MATCH (n) RETURN apoc.load.json('x') AS x", "query-function", "json"),
        ("MATCH (n) RETURN `rand`() AS x", "query-function", "`rand`"),
        ("MATCH (n) RETURN stDev(n.x) AS x", "query-function", "stDev"),
        ("MATCH (n) RETURN keys(n) AS x", "query-function", "keys"),
        ("MATCH (n) RETURN labels(n) AS x", "query-labels", "labels"),
        ("MATCH (n) RETURN n.hash AS x", "query-property", "hash"),
        ("MATCH ()-[r]-() RETURN r.id AS x", "query-property", "id"),
        ("MATCH (n) RETURN n {.*} AS x", "query-property", "."),
        ("MATCH (n:A:B|C) RETURN 1 AS x", "query-label-expression", ":"),
        ("MATCH (n)-[r:A|:B]-() RETURN 1 AS x", "query-label-expression", ":"),
        ("MATCH (n) RETURN COUNT { (n)-[:A|B|`A`]-() } AS x", "query-type-twice", "`A`"),
        ("MATCH (n)-[:(A|A)]-() RETURN 1 AS x", "query-type-twice", "A"),
        (
            "MATCH (a) OPTIONAL MATCH (a)--(b) MATCH (a)-[:X]->(b) RETURN 1 AS x",
            "query-optional",
            "b",
        ),
        (
            "MATCH (a) OPTIONAL MATCH (a)--(b) WITH a, b AS c RETURN EXISTS { (a)--(c) } AS x",
            "query-optional",
            "c",
        ),
        ("MATCH (n:A|B)-[*..2]-(n) RETURN 1 AS x", "query-cycle", "("),
        ("MATCH (a)--(n:A {b: ['*']})<-[r:C*2]-(`n`) RETURN 1 AS x", "query-cycle", "("),
        ("MATCH (n) RETURN [(n)-->(m) | m.x] AS x", "query-pattern-comprehension", ")"),
        ("MATCH (n) RETURN (n)--() AS x", "query-pattern-expression", ")"),
        ("MATCH (n) WHERE NOT (n)<-[:A]-() RETURN 1 AS x", "query-pattern-expression", ")"),
        ("MATCH p = SHORTEST 1 (a)--+(b) RETURN 1 AS x", "query-path-pattern", "SHORTEST"),
        ("MATCH (a)-[:A]-{1,3}(b) RETURN 1 AS x", "query-path-pattern", "{"),
        ("MATCH (n) RETURN n.x AS a, count(n) > 1 AND true AS b", "query-aggregate", "AND"),
        ("MATCH (n) RETURN n.x AS a, 'x' IN collect(n.y) AS b", "query-aggregate", "collect"),
        ("MATCH (a)--(b) WHERE a.x = 1 OR NOT b.y RETURN 1 AS x", "query-condition", "NOT"),
        ("MATCH (a)--(b) WHERE a.x = b['y'] RETURN 1 AS x", "query-condition", "["),
        (
            "MATCH (a)--(b) WHERE NOT EXISTS { (b)--(:X) } OR a.x = 1 RETURN 1 AS x",
            "query-condition",
            "b",
        ),
        (
            "MATCH (a)--(b) WHERE (COUNT { (c)--(b) } = 0 AND a.x = 1) RETURN 1 AS x",
            "query-condition",
            "b",
        ),
        (
            "MATCH (a)--(b) WHERE a.x = 1 OR isEmpty(b.y) RETURN 1 AS x",
            "query-condition",
            "isEmpty",
        ),
        ("RETURN '\\u0027' AS x", "query-spelling", "'\\u0027'"),
        ("L\\u004FAD CSV FROM 'x' AS l RETURN l", "query-clause", "L"),
        ("RETURN 'x AS x", "query-spelling", "'"),
        ("RETURN 1_000 AS x", "query-spelling", "1_000"),
    ],
)
def test_what_may_not_is_named_where_it_stands(statement: str, code: str, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        refuse(f"// mine\n{statement}")
    error = caught.value
    assert (error.code, error.params["word"]) == (code, word)
    line, column = error.params["line"], error.params["column"]
    assert isinstance(line, int)
    assert isinstance(column, int)
    found = f"// mine\n{statement}".splitlines()[line - 1][column - 1 :]
    assert found.startswith(word.rpartition(".")[2] if code == "query-procedure" else word)
