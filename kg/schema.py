"""The schema of docs/schema.md as code, and the validator of an export: ``python -m kg.schema FILE``."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, create_model

from kg.model import EntityType, Predicate

Text = Annotated[str, StringConstraints(min_length=1)]
Date = Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Code = Annotated[str, StringConstraints(pattern=r"^\d{6,12}$")]
DocumentId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
ArticleId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}:\d{4}$")]
StatementId = Annotated[str, StringConstraints(pattern=r"^st-[0-9a-f]{16}$")]
NodeId = Annotated[str, StringConstraints(pattern=r"^[a-z_]+-[0-9A-Z]+$|^[a-z_]+-[0-9a-f]{16}$")]
Share = Annotated[float, Field(ge=0, le=1)]
Level = Literal["国际", "国家", "国内", "省", "市", "县"]
Status = Literal["公示", "认定", "复核", "到期", "撤销"]

Fields = Mapping[str, Any]

LABELS: Mapping[EntityType, str] = {kind: kind.value.capitalize() for kind in EntityType}

DOCUMENT: Fields = {
    "title": str | None,
    "issue": str | None,
    "date": Date | None,
    "publisher": str | None,
    "media_type": Text,
}
ARTICLE: Fields = {
    "document": DocumentId,
    "ordinal": int,
    "title": str | None,
    "section": str | None,
    "source": str | None,
    "date": Date | None,
}
ENTITY: Fields = {
    "name": Text,
    "aliases": list[Text],
    "support": int,
    "first_seen": Date | None,
    "last_seen": Date | None,
    "origin": Literal["text", "catalogue", "text+catalogue"],
}
ENTITY_EXTRA: Mapping[EntityType, Fields] = {
    EntityType.COMPANY: {"place": Code | None, "credit_code": str | None},
    EntityType.AGENCY: {"place": Code | None},
    EntityType.ORGANIZATION: {"place": Code | None},
    EntityType.PERSON: {},
    EntityType.PLACE: {"code": Code | None, "level": Literal["国", "省", "市", "县", "乡"] | None},
    EntityType.PROGRAM: {"program_kind": str | None, "program_level": Level | None, "uncatalogued": bool},
    EntityType.PRODUCT: {},
}
EDGE: Fields = {
    "support": int,
    "confidence": Share,
    "first_seen": Date | None,
    "last_seen": Date | None,
    "quote": str | None,
    "quote_article": ArticleId | None,
    "articles": Annotated[list[ArticleId], Field(max_length=20)],
    "statements": Annotated[list[StatementId], Field(max_length=20)],
    "origin": Literal["text", "catalogue"],
    "catalogue": str | None,
}
EDGE_EXTRA: Mapping[Predicate, Fields] = {
    Predicate.MENTIONS: {"count": int, "first_offset": int},
    Predicate.AWARDED: {
        "level": Level | None,
        "jurisdiction": Code | None,
        "year": int | None,
        "batch": str | None,
        "product": str | None,
        "rank": str | None,
        "grantors": list[Text],
        "status": Status | None,
        "date": Date | None,
        "incomplete": bool,
    },
    Predicate.PRODUCES: {},
    Predicate.LOCATED_IN: {},
    Predicate.HOLDS_POSITION: {"title": Text, "former": bool},
    Predicate.PART_OF: {},
    Predicate.GRANTS: {},
    Predicate.COUNTED: {
        "value": float,
        "unit": str | None,
        "kind": Literal["new", "total", "target"] | None,
        "level": Level | None,
        "year": int | None,
    },
    Predicate.POSSIBLY_SAME: {"score": Share, "reason": Text},
    Predicate.SUCCEEDED_BY: {"date": Date | None},
}
ENDS: Mapping[Predicate, tuple[str, str]] = {
    Predicate.MENTIONS: ("Article", "Entity"),
    Predicate.AWARDED: ("Company Organization Agency Person Place Product", "Program"),
    Predicate.PRODUCES: ("Company Organization", "Product"),
    Predicate.LOCATED_IN: ("Company Agency Organization Place Product Program", "Place"),
    Predicate.HOLDS_POSITION: ("Person", "Company Agency Organization Place Program"),
    Predicate.PART_OF: (
        "Company Agency Organization Place Article",
        "Company Agency Organization Place Program Document",
    ),
    Predicate.GRANTS: ("Agency Organization", "Program"),
    Predicate.COUNTED: ("Place", "Program"),
    Predicate.POSSIBLY_SAME: ("Entity", "Entity"),
    Predicate.SUCCEEDED_BY: ("Agency Place", "Agency Place"),
}
KEYS: Mapping[Predicate, tuple[str, ...]] = {
    Predicate.AWARDED: ("level", "jurisdiction", "year", "batch", "product"),
    Predicate.HOLDS_POSITION: ("title", "former"),
    Predicate.COUNTED: ("value", "unit", "kind", "level", "year"),
}
QUALIFIERS: Mapping[Predicate, tuple[str, ...]] = {
    Predicate.AWARDED: ("level", "year", "batch", "product", "grantor", "rank", "status", "date"),
    Predicate.HOLDS_POSITION: ("title", "former"),
    Predicate.COUNTED: ("value", "unit", "kind", "level", "year"),
}


class _Record(BaseModel):
    """A record with exactly its fields, each of exactly its type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Mention(_Record):
    document: DocumentId
    article: ArticleId
    start: int
    end: int


class StatementRecord(_Record):
    """A row of the statement log."""

    id: StatementId
    document: DocumentId
    article: ArticleId
    predicate: Predicate
    subject_type: EntityType | None
    subject: Text | None
    object_type: EntityType
    object: Text
    qualifiers: dict[str, str | int | float | bool | None]
    start: int
    end: int
    quote: Text
    extractor: Text
    rule: Text
    origins: dict[str, tuple[int, int]]
    confidence: Share


def _model(name: str, record: str, identity: Any, *groups: Fields) -> type[BaseModel]:
    fields: dict[str, Any] = {"record": (Literal[record], ...), "id": (identity, ...)}
    for group in groups:
        fields |= {key: (kind, ...) for key, kind in group.items()}
    return create_model(name, __base__=_Record, **fields)


_ENTITY_HEAD: Fields = {"type": Text, "mentions": list[_Mention]}
_EDGE_HEAD: Fields = {"type": Text, "source": Text, "target": Text}
_MODELS: Mapping[tuple[str, str | None], type[BaseModel]] = {
    ("document", None): _model("DocumentRecord", "document", DocumentId, DOCUMENT),
    ("article", None): _model("ArticleRecord", "article", ArticleId, ARTICLE),
    **{
        ("entity", kind.value): _model(f"{kind}Record", "entity", NodeId, _ENTITY_HEAD, ENTITY, extra)
        for kind, extra in ENTITY_EXTRA.items()
    },
    **{
        ("edge", kind.value): _model(f"{kind}Record", "edge", NodeId, _EDGE_HEAD, EDGE, extra)
        for kind, extra in EDGE_EXTRA.items()
    },
}


def validate_record(record: Mapping[str, Any]) -> list[str]:
    """Hold one export record against the schema; returns what is wrong with it, one text a fault."""
    kind = record.get("record")
    subtype = record.get("type") if kind in ("entity", "edge") else None
    model = _MODELS.get((str(kind), subtype))
    if model is None:
        return [f"record {kind!r} of type {subtype!r} is not in the schema"]
    faults: list[str] = []
    try:
        model.model_validate(dict(record))
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    if subtype and not str(record.get("id", "")).startswith(f"{subtype.lower()}-"):
        faults.append(f"id: {record.get('id')!r} does not begin with {subtype.lower()}-")
    return faults


def validate_export(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Hold a whole export against the schema: each record, order, unique ids, and both ends of every edge.

    Yields one line a fault, with the number of the record (from 1).
    """
    labels: dict[str, str] = {}
    edges: list[tuple[int, Mapping[str, Any]]] = []
    order = ("document", "article", "entity", "edge")
    last: tuple[int, str] = (-1, "")
    for number, record in enumerate(records, 1):
        faults = validate_record(record)
        yield from (f"record {number}: {fault}" for fault in faults)
        if faults:
            continue
        place = (order.index(record["record"]), record["id"])
        if place <= last:
            yield f"record {number}: {record['id']} is out of order or there twice"
        last = place
        if record["record"] == "edge":
            edges.append((number, record))
        else:
            labels[record["id"]] = _label(record)
    for number, edge in edges:
        yield from (f"record {number}: {fault}" for fault in _faults_of_ends(edge, labels))


def _label(record: Mapping[str, Any]) -> str:
    return (
        LABELS[EntityType(record["type"])] if record["record"] == "entity" else record["record"].capitalize()
    )


def _faults_of_ends(edge: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    for end, allowed in zip(("source", "target"), ENDS[Predicate(edge["type"])], strict=True):
        label = labels.get(edge[end])
        if label is None:
            yield f"{end}: {edge[end]} is no record of this export"
        elif label not in allowed.split() and not (allowed == "Entity" and label in LABELS.values()):
            yield f"{end}: {label} cannot stand there in {edge['type']}"


def main(arguments: list[str]) -> int:
    """Validate the export file named; prints the faults and returns 1 when there are any."""
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        faults = list(validate_export(json.loads(line) for line in lines))
    sys.stdout.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
