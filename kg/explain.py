"""``kg explain``: where a statement, an edge or an entity comes from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import Article, Statement
from kg.offsets import Span
from kg.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement beside the article that proves it; ``context`` is the span of the paragraph around the quote."""

    id: str
    statement: Statement
    article: Article
    path: str
    context: Span
    fields: Mapping[str, str]


def explain(workspace: Workspace, identity: str) -> Iterator[Explanation]:
    """The statements behind an id: a statement's own, an edge's, or all that speak of an entity.

    Raises UsageError when nothing has this id.
    """
    statements = _statements_behind(workspace, identity)
    if not statements:
        raise UsageError(
            f"没有编号为 {identity} 的陈述、边或实体，或它没有陈述（例如只来自目录）。可用 kg find 查编号。",
            f"no statement, edge or entity has the id {identity}, or no statement is behind it (the catalogue alone "
            "says it). Look ids up with kg find.",
        )
    for one in statements:
        statement = workspace.statement(one)
        if statement:
            yield _explanation(workspace, one, statement)


def _statements_behind(workspace: Workspace, identity: str) -> Sequence[str]:
    if workspace.statement(identity):
        return [identity]
    edges = [e for e in workspace.edges_of(workspace.current_id(identity)) if e.type != "MENTIONS"]
    return sorted({one for edge in edges for one in _list(edge.properties.get("statements"))})


def _list(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def _explanation(workspace: Workspace, identity: str, statement: Statement) -> Explanation:
    article = workspace.article(statement.evidence.article)
    start = article.text.rfind("\n", 0, statement.evidence.start) + 1
    end = article.text.find("\n", statement.evidence.end)
    fields = {name: article.text[span[0] : span[1]] for name, span in statement.origins.items()}
    path = workspace.document(article.document).path
    return Explanation(
        identity, statement, article, path, (start, end if end >= 0 else len(article.text)), fields
    )
