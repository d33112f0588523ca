"""The statement log as records; see "Statement records" in docs/schema.md."""

from collections.abc import Iterator
from typing import Any

from kg.model import Statement
from kg.workspace import Workspace
from kg.workspace.records import dumps


def statement_records(workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Every statement, by id."""
    owners = {document.id[:16]: document.id for document in workspace.documents()}
    for identity, statement in workspace.statements():
        owner = owners[statement.evidence.article.partition(":")[0]]
        yield {"id": identity, "document": owner, **_record(statement)}


def statements_jsonl(workspace: Workspace) -> Iterator[str]:
    """The records as lines, without line ends."""
    return map(dumps, statement_records(workspace))


def _record(statement: Statement) -> dict[str, Any]:
    subject, evidence = statement.subject, statement.evidence
    return {
        "article": evidence.article,
        "predicate": statement.predicate.value,
        "subject_type": subject.type.value if subject else None,
        "subject": subject.name if subject else None,
        "object_type": statement.object.type.value,
        "object": statement.object.name,
        "qualifiers": dict(statement.qualifiers),
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "extractor": statement.extractor,
        "rule": statement.rule,
        "origins": {field: list(span) for field, span in statement.origins.items()},
        "confidence": statement.confidence,
    }
