"""A query of the library: its header, and binding its parameters.

A file holds one read-only statement, and before it a header of comment lines::

    // title: 获奖名单 | Winners
    // question: 谁获得了什么称号？ | Who won what?
    // param: year int = null -- 年份 | year
    // column: winner = 获奖者 | Winner
    // example: --param year=2020

``param`` and ``column`` may stand several times, in the order of the query. A parameter without ``= default`` is
required; a default is JSON. A parameter ``name:Place`` is given as the name, other name, id or code of a place; the
query gets the list of the ids of all places that are called so. Each query ends with ``LIMIT $limit``, which is no
parameter of its own. The name of the query is the name of its file; its group, that of the folder: who asks.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import StoreError, UsageError
from kg.language import tr

SUFFIX = ".cypher"
Bilingual = tuple[str, str]

_HEADER = re.compile(r"//\s*(title|question|param|column|example):\s*(.*?)\s*")
_PARAM = re.compile(r"([a-z_]+) (text|int|float|bool|name:[A-Z][a-z]+)(?: = (\S+))? -- (.+)")
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

    @property
    def names(self) -> str | None:
        """The label of the nodes that the parameter names; None where it is a plain value."""
        return self.kind.partition(":")[2] or None

    def __str__(self) -> str:
        shown = self.name if self.required else f"{self.name}={json.dumps(self.default, ensure_ascii=False)}"
        return f"{shown}（{tr(*self.meaning)}）"

    def read(self, text: str) -> Any:
        """The value that a text stands for. Raises UsageError when it is none of this type."""
        try:
            if self.kind == "bool":
                return _TRUTH[text.lower()]
            return {"int": int, "float": float}.get(self.kind, str)(text)
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
    group: str
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


def parse(name: str, text: str, group: str = "") -> Query:
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
        group=group,
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
