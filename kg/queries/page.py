"""The page docs/queries.md, made of the headers of the library: ``python -m kg.queries.page > docs/queries.md``."""

import json
import sys
from collections.abc import Iterator

from kg.queries import GROUPS, Parameter, Query, library

HEAD = """\
# 查询库 · The query library

{number} 条现成的查询，同一份 Cypher 在内置图数据库与 Neo4j 上给出相同的行。运行：`kg query 名称 --param 参数=值`；
`--format table|csv|json|jsonl|xlsx`，`--to bolt://…` 用 Neo4j。“获奖”指状态不是公示、撤销、到期的认定。
用一句话提问：`kg ask "2020年台州有哪些企业获得省内首台（套）"`。

类型为 `name:…` 的参数填名称、别名、编号（地方还可填代码），`kg` 先查出同名实体的编号再运行。在 Neo4j Browser 中直接运行文件时，它是编号
的列表（`kg find 名称` 可查），行数上限也要给出：`:params {{place: ['place-331083'], limit: 1000, …}}`。

{number} queries; the same Cypher gives the same rows on the embedded store and on Neo4j. Run one with
`kg query NAME --param name=value`. “Won” leaves out what is only announced (公示), revoked (撤销) or expired (到期).

A parameter of type `name:…` is given as a name, another name, an id, or the code of a place; `kg` looks up the ids of all that are
called so. Who runs a file in Neo4j Browser gives the list of ids (`kg find NAME` shows them), and the limit of rows:
`:params {{place: ['place-331083'], limit: 1000, …}}`.

This page is generated from the files in `cypher/queries` by `python -m kg.queries.page`.
"""


def page() -> str:
    """The whole page."""
    queries = library()
    parts = [HEAD.format(number=len(queries))]
    for group, (zh, en) in GROUPS.items():
        parts.append(f"\n## {zh} · {en}\n")
        parts += (_section(query) for query in queries.values() if query.group == group)
    return "".join(parts)


def _section(query: Query) -> str:
    return "".join(f"{line}\n" for line in _lines(query))


def _lines(query: Query) -> Iterator[str]:
    yield from ("", f"### {query.name}", "", f"**{query.title[0]}** · {query.title[1]}", "")
    yield from (f"{query.question[0]}<br>{query.question[1]}", "")
    if query.parameters:
        yield from ("| 参数 | parameter | 默认 |", "|---|---|---|")
        yield from map(_row, query.parameters)
        yield ""
    yield from ("列 · columns: " + "，".join(f"{zh}（{en}）" for zh, en in query.column_titles.values()), "")
    example = f"kg query {query.name} {query.example}".rstrip()
    yield from ("```console", f"$ {example}", "```", f"[{query.name}.cypher]({_address(query)})")


def _row(parameter: Parameter) -> str:
    default = "必填 required" if parameter.required else json.dumps(parameter.default, ensure_ascii=False)
    zh, en = parameter.meaning
    return f"| `{parameter.name}` {zh} | {parameter.kind}: {en} | {default} |"


def _address(query: Query) -> str:
    return f"../cypher/queries/{query.group}/{query.name}.cypher"


if __name__ == "__main__":
    sys.stdout.buffer.write(page().encode("utf-8"))
