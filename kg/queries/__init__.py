"""The library of named queries in ``cypher/queries``: finding them, checking them, and queries written by hand."""

import difflib
import json
import shlex
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from kg.errors import UsageError
from kg.queries.header import SUFFIX, Bilingual, Parameter, Query, parse
from kg.store.library import cypher_files
from kg.store.protocol import Result, Store
from kg.store.readonly import check

__all__ = [
    "GROUPS", "Bilingual", "Parameter", "Query", "bind_free", "example_parameters", "faults", "find", "library", "parse",
    "run",
]  # fmt: skip

LIMIT = "limit"
"""The parameter that bounds the rows of every query: one more than are wanted, so that it is seen when there are more."""

GROUPS: Mapping[str, Bilingual] = {
    "awards": ("称号与获奖", "Awards"),
    "firms": ("企业", "Firms"),
    "places": ("地方", "Places"),
    "programmes": ("项目", "Programmes"),
    "people": ("人物", "People"),
    "agencies": ("机关", "Agencies"),
    "quality": ("查阅与核对", "Looking up and checking"),
}
"""The folders of the library, in the order in which they are shown."""


@cache
def library() -> Mapping[str, Query]:
    """All queries, by name. Raises StoreError when a header is not valid."""
    found = {}
    for group in GROUPS:
        for file in cypher_files("queries", group, suffix=SUFFIX):
            name = file.name.removesuffix(SUFFIX)
            found[name] = parse(name, file.read_text(encoding="utf-8"), group)
    return found


def find(name: str) -> Query:
    """The query with this name. Raises UsageError that offers the nearest names."""
    queries = library()
    if name in queries:
        return queries[name]
    near = difflib.get_close_matches(name, queries, n=3)
    near = (
        near
        or [other for other, query in queries.items() if name in query.title[0] or name in query.question[0]][
            :3
        ]
    )
    zh = f"；相近的有 {'、'.join(near)}" if near else ""
    en = f"; near ones: {', '.join(near)}" if near else ""
    raise UsageError(
        f"没有名为 {name} 的查询{zh}。kg query --list 列出全部。",
        f"there is no query {name}{en}. `kg query --list` lists them all.",
    )


def faults(query: Query) -> list[str]:
    """What is wrong with a query of the library, one text a fault: header against text, and the rules of the library."""
    checked = check(query.text)
    found = []
    declared, used = {parameter.name for parameter in query.parameters}, checked.parameters - {LIMIT}
    if declared != used:
        found.append(f"parameters declared {sorted(declared)}, used {sorted(used)}")
    if query.columns != checked.columns:
        found.append(f"columns declared {query.columns}, returned {checked.columns}")
    if not query.text.rstrip().endswith(f"LIMIT ${LIMIT}"):
        found.append(f"it does not end with LIMIT ${LIMIT}")
    if "ORDER BY" not in query.text.rpartition("RETURN")[2]:
        found.append("the rows have no order")
    try:
        query.bind(example_parameters(query))
    except UsageError as error:
        found.append(f"example: {error.en}")
    return found


def run(store: Store, query: Query, given: Mapping[str, Any], *, limit: int, timeout: float) -> Result:
    """The first rows of a query, with values as ``Query.bind`` gives them; names are looked up in the store first."""
    named = {
        one.name: store.named(one.names, given[one.name])
        for one in query.parameters
        if one.names and given[one.name] is not None
    }
    result = store.run(query.text, {**given, **named, LIMIT: limit + 1}, limit=limit, timeout=timeout)
    return replace(result, unknown=tuple(given[name] for name, ids in named.items() if not ids))


def example_parameters(query: Query) -> dict[str, str]:
    """The parameters of the header's example. Raises UsageError when it is not made of ``--param name=value``."""
    words = shlex.split(query.example)
    if set(words[::2]) - {"--param"} or any("=" not in word for word in words[1::2]) or len(words) % 2:
        raise UsageError(f"例子有误：{query.example}", f"not a valid example: {query.example}")
    return dict(word.split("=", 1) for word in words[1::2])


def bind_free(text: str, given: Mapping[str, str]) -> dict[str, Any]:
    """Values for a query written by hand: JSON where a value is JSON, else text. Raises UsageError for a missing one."""
    used = check(text).parameters
    for name in sorted(used - given.keys()):
        raise UsageError(
            f"缺少参数 {name}；用 --param {name}=值 给出。",
            f"the parameter {name} is missing; give it with --param {name}=value.",
        )
    return {name: _free(value) for name, value in given.items() if name in used}


def _free(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text
