"""Articles, mentions and statements as rows of the workspace, and back."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from kg.layout import locator_from_json, locator_to_json
from kg.model import (
    Article,
    Cell,
    EntityType,
    Evidence,
    Mention,
    Predicate,
    Reading,
    Ref,
    Row,
    RowKind,
    Statement,
    Table,
)
from kg.offsets import OffsetMap, Run

ARTICLE_COLUMNS = "id, document, ordinal, title, section, source, date, text, layout"
MENTION_COLUMNS = "article, start, end, type, text, name, source, confidence"
STATEMENT_COLUMNS = (
    "id, article, predicate, subject_type, subject, object_type, object, qualifiers, start, end, quote, "
    "extractor, rule, origins, confidence"
)

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def dumps(value: Any) -> str:
    """JSON with sorted keys, no blanks, Chinese as it is: the same value gives the same text."""
    return _ENCODER.encode(value)


def article_row(reading: Reading) -> tuple[Any, ...]:
    """The row of an article, its sentences with it."""
    article = reading.article
    layout = {
        "offsets": [[run.clean, run.raw, run.length] for run in article.offsets.runs],
        "title": article.title_span,
        "source": article.source_span,
        "sentences": reading.sentences,
        "tables": [_table(table) for table in article.tables],
        "places": [[start, end, locator_to_json(locator)] for start, end, locator in article.places],
    }
    return (
        article.id,
        article.document,
        article.ordinal,
        article.title,
        article.section,
        article.source,
        article.date,
        article.text,
        dumps(layout),
    )


def _table(table: Table) -> list[Any]:
    rows = [[row.kind, [[cell.text, cell.start, cell.end] for cell in row.cells]] for row in table.rows]
    return [table.start, table.end, rows, table.confidence]


def article_of_row(row: Sequence[Any]) -> tuple[Article, tuple[tuple[int, int], ...]]:
    """An article and its sentences from its row."""
    *head, text, layout_text = row
    identity, document, ordinal, title, section, source, date = head
    layout = json.loads(layout_text)
    tables = tuple(
        Table(
            start,
            end,
            tuple(Row(RowKind(kind), tuple(Cell(*cell) for cell in cells)) for kind, cells in rows),
            *confidence,
        )
        for start, end, rows, *confidence in layout["tables"]
    )
    article = Article(
        id=identity,
        document=document,
        ordinal=ordinal,
        title=title,
        text=text,
        offsets=OffsetMap(tuple(Run(*run) for run in layout["offsets"])),
        title_span=_span(layout["title"]),
        section=section,
        source=source,
        source_span=_span(layout["source"]) if layout["source"] else None,
        date=date,
        tables=tables,
        places=tuple(
            (start, end, locator)
            for start, end, where in layout.get("places", ())
            if (locator := locator_from_json(where))
        ),
    )
    return article, tuple(_span(sentence) for sentence in layout["sentences"])


def _span(pair: Sequence[int]) -> tuple[int, int]:
    return pair[0], pair[1]


def mention_row(article: str, mention: Mention) -> tuple[Any, ...]:
    """The row of a mention."""
    return (
        article,
        mention.start,
        mention.end,
        mention.type,
        mention.text,
        mention.name,
        mention.source,
        round(mention.confidence, 3),
    )


def mention_of_row(row: Sequence[Any]) -> Mention:
    """A mention from its row (without the article's id)."""
    start, end, kind, text, name, source, confidence = row
    return Mention(EntityType(kind), start, end, text, name, source, confidence)


def statement_id(document: str, statement: Statement) -> str:
    """Hash of what a statement says and where: reading the same thing twice gives one row."""
    subject = statement.subject
    parts = [
        document,
        statement.evidence.article,
        statement.predicate,
        [subject.type, subject.name] if subject else None,
        [statement.object.type, statement.object.name],
        dict(statement.qualifiers),
        [statement.evidence.start, statement.evidence.end],
    ]
    return "st-" + hashlib.sha256(dumps(parts).encode()).hexdigest()[:16]


def statement_row(document: str, statement: Statement) -> tuple[Any, ...]:
    """The row of a statement."""
    subject = statement.subject
    return (
        statement_id(document, statement),
        statement.evidence.article,
        statement.predicate,
        subject.type if subject else None,
        subject.name if subject else None,
        statement.object.type,
        statement.object.name,
        dumps(dict(statement.qualifiers)),
        statement.evidence.start,
        statement.evidence.end,
        statement.evidence.quote,
        statement.extractor,
        statement.rule,
        dumps({field: list(span) for field, span in statement.origins.items()}),
        round(statement.confidence, 3),
    )


def statement_of_row(row: Sequence[Any]) -> tuple[str, Statement]:
    """A statement and its id from its row."""
    (identity, article, predicate, subject_type, subject, object_type, object_name, qualifiers) = row[:8]
    start, end, quote, extractor, rule, origins, confidence = row[8:]
    return identity, Statement(
        predicate=Predicate(predicate),
        subject=Ref(EntityType(subject_type), subject) if subject_type else None,
        object=Ref(EntityType(object_type), object_name),
        evidence=Evidence(article, start, end, quote),
        extractor=extractor,
        rule=rule,
        confidence=confidence,
        qualifiers=json.loads(qualifiers),
        origins={field: _span(span) for field, span in json.loads(origins).items()},
    )
