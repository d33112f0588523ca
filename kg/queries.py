"""The library of named queries in ``cypher/queries``: finding them, their headers, and binding parameters.

A file holds one read-only statement, and before it a header of comment lines::

    // title: 获奖名单 | Winners
    // question: 谁获得了什么称号？ | Who won what?
    // param: year int = null -- 年份 | year
    // column: winner = 获奖者 | Winner
    // example: --param year=2020

``param`` and ``column`` may stand several times, in the order of the query. A parameter without ``= default`` is
required; a default is JSON. The name of the query is the name of its file.
"""

import difflib
import json
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import StoreError, UsageError
from kg.language import tr
from kg.store.library import cypher_files
from kg.store.readonly import check

SUFFIX = ".cypher"
Bilingual = tuple[str, str]

_HEADER = re.compile(r"//\s*(title|question|param|column|example):\s*(.*?)\s*")
_PARAM = re.compile(r"([a-z_]+) (text|int|float|bool)(?: = (\S+))? -- (.+)")
_COLUMN = re.compile(r"([a-z_]+) = (.+)")
_TRUTH = {"true": True, "1": True, "是": True, "false": False, "0": False, "否": False}
_KINDS: Mapping[str, Bilingual] = {
    "text": ("文本", "text"),
    "int": ("整数", "a whole number"),
    "float": ("数字", "a number"),
    "bool": ("true 或 false", "true or false"),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query; ``required`` ones have no default."""

    name: str
    kind: str
    required: bool
    default: Any
    meaning: Bilingual

    def __str__(self) -> str:
        shown = self.name if self.required else f"{self.name}={json.dumps(self.default, ensure_ascii=False)}"
        return f"{shown}（{tr(*self.meaning)}）"

    def read(self, text: str) -> Any:
        """The value that a text stands for. Raises UsageError when it is none of this type."""
        try:
            if self.kind == "bool":
                return _TRUTH[text.lower()]
            return {"text": str, "int": int, "float": float}[self.kind](text)
        except (ValueError, KeyError) as error:
            zh, en = _KINDS[self.kind]
            raise UsageError(
                f"参数 {self.name} 应是{zh}，而不是 {text!r}。",
                f"the parameter {self.name} is {en}, not {text!r}.",
            ) from error


@dataclass(frozen=True, slots=True)
class Query:
    """A query of the library. ``text`` is the whole file, which is what runs."""

    name: str
    text: str
    title: Bilingual
    question: Bilingual
    parameters: tuple[Parameter, ...]
    column_titles: Mapping[str, Bilingual]
    example: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(self.column_titles)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the columns in the language in force."""
        return tuple(tr(*title) for title in self.column_titles.values())

    def bind(self, given: Mapping[str, str]) -> dict[str, Any]:
        """Values for all parameters. Raises UsageError for one that is missing, unknown or of the wrong type."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in given:
            if name not in known:
                raise UsageError(
                    f"查询 {self.name} 没有参数 {name}；它的参数是：{'，'.join(known) or '无'}。",
                    f"the query {self.name} has no parameter {name}; it has: {', '.join(known) or 'none'}.",
                )
        return {name: self._value(parameter, given.get(name)) for name, parameter in known.items()}

    def _value(self, parameter: Parameter, text: str | None) -> Any:
        if text is not None:
            return parameter.read(text)
        if parameter.required:
            raise UsageError(
                f"缺少参数 {parameter.name}（{parameter.meaning[0]}）。例：kg query {self.name} {self.example}",
                f"the parameter {parameter.name} ({parameter.meaning[1]}) is missing. Example: kg query {self.name} "
                f"{self.example}",
            )
        return parameter.default


@cache
def library() -> Mapping[str, Query]:
    """All queries, by name. Raises StoreError when a header is not valid."""
    found = {}
    for file in cypher_files("queries", suffix=SUFFIX):
        name = file.name.removesuffix(SUFFIX)
        found[name] = parse(name, file.read_text(encoding="utf-8"))
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


def parse(name: str, text: str) -> Query:
    """Read a query file. Raises StoreError that names the file and what is wrong with its header."""
    lines = [match.groups() for line in text.splitlines() if (match := _HEADER.fullmatch(line))]
    fields: dict[str, list[str]] = {key: [] for key in ("title", "question", "param", "column", "example")}
    for key, value in lines:
        fields[key].append(value)
    for key in ("title", "question", "example"):
        if len(fields[key]) != 1:
            raise _faulty(name, f"{key}: {len(fields[key])}")
    return Query(
        name=name,
        text=text,
        title=_two(name, fields["title"][0]),
        question=_two(name, fields["question"][0]),
        parameters=tuple(_parameter(name, value) for value in fields["param"]),
        column_titles=dict(_column(name, value) for value in fields["column"]),
        example=fields["example"][0],
    )


def _two(name: str, value: str) -> Bilingual:
    zh, bar, en = value.partition(" | ")
    if not (bar and zh and en):
        raise _faulty(name, value)
    return zh, en


def _parameter(name: str, value: str) -> Parameter:
    match = _PARAM.fullmatch(value)
    if not match:
        raise _faulty(name, value)
    key, kind, default, meaning = match.groups()
    try:
        return Parameter(key, kind, default is None, json.loads(default or "null"), _two(name, meaning))
    except json.JSONDecodeError as error:
        raise _faulty(name, value) from error


def _column(name: str, value: str) -> tuple[str, Bilingual]:
    match = _COLUMN.fullmatch(value)
    if not match:
        raise _faulty(name, value)
    return match[1], _two(name, match[2])


def _faulty(name: str, what: str) -> StoreError:
    return StoreError(
        f"查询文件 {name}{SUFFIX} 的头部有误：{what}", f"the header of {name}{SUFFIX} is not valid: {what}"
    )


def faults(query: Query) -> list[str]:
    """What is wrong with a query of the library, one text a fault: header against text, and the rules of the library."""
    checked = check(query.text)
    found = []
    declared = {parameter.name for parameter in query.parameters}
    if declared != checked.parameters:
        found.append(f"parameters declared {sorted(declared)}, used {sorted(checked.parameters)}")
    if query.columns != checked.columns:
        found.append(f"columns declared {query.columns}, returned {checked.columns}")
    if "ORDER BY" not in query.text.rpartition("RETURN")[2]:
        found.append("the rows have no order")
    try:
        query.bind(example_parameters(query))
    except UsageError as error:
        found.append(f"example: {error.en}")
    return found


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
