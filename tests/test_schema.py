"""docs/schema.md and kg/schema.py say the same, and the validator finds every kind of fault."""

import copy
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from kg import schema
from kg.model import EntityType, Predicate
from kg.schema import validate_export, validate_record

DOC = (Path(__file__).parents[1] / "docs" / "schema.md").read_text(encoding="utf-8")


def table(heading: str) -> list[list[str]]:
    """The rows (without the header) of the first table below a heading."""
    section = DOC.split(f"{heading}\n", 1)[1]
    lines = re.search(r"(?:^\|.*\n)+", section, re.M)[0].splitlines()  # type: ignore[index]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def nullable(annotation: Any) -> bool:
    return type(None) in get_args(annotation)


def test_every_entity_property_is_in_the_document() -> None:
    documented = {row[0]: row[1].endswith("?") for row in table("### Properties of every entity")}
    coded = {name: nullable(kind) for name, kind in schema.ENTITY.items()}
    assert documented == coded | {"id": False}


def test_every_edge_property_is_in_the_document() -> None:
    documented = {row[0]: row[1].endswith("?") for row in table("### Properties of every edge")}
    assert documented == {name: nullable(kind) for name, kind in schema.EDGE.items()} | {"id": False}


def test_labels_and_their_properties() -> None:
    documented = {row[0]: set(filter(None, row[3].split(", "))) for row in table("### Labels")}
    coded = {schema.LABELS[kind]: set(extra) for kind, extra in schema.ENTITY_EXTRA.items()}
    assert documented == coded | {"Document": set(schema.DOCUMENT), "Article": set(schema.ARTICLE)}


def test_ends_keys_and_properties_of_edges() -> None:
    for name, source, target, key, more in table("## Edges"):
        predicate = Predicate(name)
        assert schema.ENDS[predicate] == (source, target)
        assert schema.KEYS.get(predicate, ()) == tuple(key.split())
        assert set(schema.EDGE_EXTRA[predicate]) == {*key.split(), *filter(None, more.split(", "))}
    assert {row[0] for row in table("## Edges")} == {one.value for one in schema.ENDS}


def test_further_edge_properties_may_be_null_where_the_document_says_so() -> None:
    for name, kind, edges, _ in table("### Further properties of edges"):
        for edge in edges.split():
            assert nullable(schema.EDGE_EXTRA[Predicate(edge)][name]) == kind.endswith("?"), (name, edge)


def test_statement_records_and_qualifiers() -> None:
    assert {row[0] for row in table("## Statement records")} == set(schema.StatementRecord.model_fields)
    documented = re.findall(r"^\| (AWARDED|HOLDS_POSITION|COUNTED) \| ([a-z, ]+) \|$", DOC, re.M)
    assert {Predicate(one): tuple(names.split(", ")) for one, names in documented} == schema.QUALIFIERS


DOCUMENT = "ab" * 32
ARTICLE = f"{DOCUMENT[:16]}:0001"
EXPORT: list[dict[str, Any]] = [
    {"record": "document", "id": DOCUMENT, "title": "题", "issue": None, "date": "2021-02", "publisher": None, "media_type": "text/plain"},
    {"record": "article", "id": ARTICLE, "document": DOCUMENT, "ordinal": 1, "title": "题", "section": None, "source": None, "date": None},
    {
        "record": "entity", "id": "company-0123456789abcdef", "type": "COMPANY", "name": "某某有限公司", "aliases": [], "support": 1,
        "first_seen": None, "last_seen": None, "origin": "text", "place": None, "credit_code": None,
        "mentions": [{"document": DOCUMENT, "article": ARTICLE, "start": 0, "end": 6}],
    },
    {
        "record": "entity", "id": "program-0123456789abcdef", "type": "PROGRAM", "name": "首台（套）", "aliases": [], "support": 1,
        "first_seen": None, "last_seen": None, "origin": "text+catalogue", "program_kind": "honour", "program_level": None,
        "uncatalogued": False, "mentions": [],
    },
    {
        "record": "edge", "id": "awarded-0123456789abcdef", "type": "AWARDED", "source": "company-0123456789abcdef",
        "target": "program-0123456789abcdef", "support": 1, "confidence": 0.9, "first_seen": None, "last_seen": None,
        "quote": "某某有限公司获得首台（套）", "quote_article": ARTICLE, "articles": [ARTICLE], "statements": ["st-0123456789abcdef"],
        "origin": "text", "catalogue": None, "level": "省", "jurisdiction": "330000", "year": 2020, "batch": None,
        "product": None, "rank": None, "grantors": [], "status": None, "date": None, "incomplete": False,
    },
]  # fmt: skip


def test_a_sound_export_has_no_faults() -> None:
    assert list(validate_export(EXPORT)) == []


@pytest.mark.parametrize(
    ("record", "change", "fault"),
    [
        (0, {"id": "x"}, "record 1: id: String should match pattern '^[0-9a-f]{64}$'"),
        (0, {"date": "2021年"}, r"record 1: date: String should match pattern '^\d{4}(-\d{2}(-\d{2})?)?$'"),
        (1, {"ordinal": "1"}, "record 2: ordinal: Input should be a valid integer"),
        (2, {"colour": "red"}, "record 3: colour: Extra inputs are not permitted"),
        (
            2,
            {"id": "firm-0123456789abcdef"},
            "record 3: id: 'firm-0123456789abcdef' does not begin with company-",
        ),
        (4, {"confidence": 1.5}, "record 5: confidence: Input should be less than or equal to 1"),
        (4, {"level": "州"}, "record 5: level: Input should be '国际', '国家', '国内', '省', '市' or '县'"),
        (
            4,
            {"source": "company-ffffffffffffffff"},
            "record 5: source: company-ffffffffffffffff is no record of this export",
        ),
        (
            4,
            {"target": "company-0123456789abcdef"},
            "record 5: target: Company cannot stand there in AWARDED",
        ),
        (4, {"type": "LOVES"}, "record 5: record 'edge' of type 'LOVES' is not in the schema"),
    ],
)
def test_each_fault_is_named(record: int, change: dict[str, Any], fault: str) -> None:
    export = copy.deepcopy(EXPORT)
    export[record] |= change
    assert fault in list(validate_export(export))


def test_a_missing_field_is_named() -> None:
    record = {key: value for key, value in EXPORT[4].items() if key != "quote"}
    assert validate_record(record) == ["quote: Field required"]


def test_doubled_and_unsorted_records_are_named() -> None:
    assert "record 2: " + DOCUMENT + " is out of order or there twice" in list(
        validate_export([EXPORT[0], EXPORT[0]])
    )
    assert f"record 2: {DOCUMENT} is out of order or there twice" in list(
        validate_export([EXPORT[1], EXPORT[0]])
    )


def test_the_command_prints_the_faults(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "export.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in EXPORT[1:]), encoding="utf-8")
    assert schema.main([str(file)]) == 0
    file.write_text(json.dumps(EXPORT[4]) + "\n", encoding="utf-8")
    assert schema.main([str(file)]) == 1
    assert "source: company-0123456789abcdef is no record of this export" in capsys.readouterr().out


def test_every_type_and_predicate_has_its_model() -> None:
    assert set(schema.ENTITY_EXTRA) == set(EntityType)
    assert set(schema.EDGE_EXTRA) == set(Predicate) - {Predicate.ALIAS}
