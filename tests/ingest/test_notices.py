"""Lists of winners as agencies lay them out, in every format: every award is read, none twice, wherever it stands."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.facts.records import as_facts
from kg.ingest import cut_articles, read_document
from kg.model import Article, RowKind
from kg.read import Reader
from tests.ingest.formats import CHROMIUM, WRITERS
from tests.ingest.notices import NOTICES, Award, Listing, Notice

pytestmark = pytest.mark.xdist_group("notices")  # the files are written once

SURE = [kind for kind in WRITERS if kind != "borderless"]
IDS = [notice.name for notice in NOTICES]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, str], Path]]:
    """The path of every notice in every format, by name and format."""
    folder = tmp_path_factory.mktemp("notices")
    paths: dict[tuple[str, str], Path] = {}
    for notice in NOTICES:
        for kind, (suffix, write) in WRITERS.items():
            if kind == "printed" and not CHROMIUM:
                continue
            paths[notice.name, kind] = folder / f"{notice.name} {kind}.{suffix}"
            write(notice, paths[notice.name, kind])
    yield paths


def path_of(written: dict[tuple[str, str], Path], notice: Notice, kind: str) -> Path:
    if (notice.name, kind) not in written:
        pytest.skip("no Chromium")
    return written[notice.name, kind]


@pytest.mark.browser
@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_every_format_gives_every_award_once_and_the_same_facts(
    notice: Notice, reader: Reader, written: dict[tuple[str, str], Path]
) -> None:
    for kind in WRITERS:
        if (notice.name, kind) not in written:
            continue
        facts = facts_of(reader, written[notice.name, kind])
        assert sorted(map(str, awards_in(facts, notice))) == sorted(map(str, notice.awards)), kind


def facts_of(reader: Reader, path: Path) -> list[dict[str, object]]:
    reading = reader.read(path)
    return as_facts(statement for _, statements in reading.articles for statement in statements)


def awards_in(facts: list[dict[str, object]], notice: Notice) -> list[Award]:
    """The awards of facts, the programme cut to the name that the notice knows it by, with the firm's place."""
    places: dict[object, set[object]] = {}
    for fact in facts:
        if fact["type"] == "located_in":
            places.setdefault(fact["entity"], set()).add(fact["place"])
    expected = {(award.company, award.product): award for award in notice.awards}
    found = []
    for fact in facts:
        if fact["type"] != "award":
            continue
        wanted = expected.get((str(fact["company"]), fact["product"]))  # type: ignore[arg-type]
        known = wanted is not None and wanted.program in str(fact["program"])
        place = wanted.place if wanted and wanted.place in places.get(fact["company"], ()) else None
        found.append(
            Award(
                company=str(fact["company"]),
                program=wanted.program if wanted and known else str(fact["program"]),
                product=fact["product"],  # type: ignore[arg-type]
                level=str(fact["level"]),
                year=fact["year"],  # type: ignore[arg-type]
                place=place,
            )
        )
    return found


@pytest.mark.browser
@pytest.mark.parametrize("kind", SURE)
@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_ruled_tables_have_every_cell(
    notice: Notice, kind: str, written: dict[tuple[str, str], Path]
) -> None:
    articles = cut_articles(read_document(path_of(written, notice, kind)))

    assert rows_in(articles) == [row for listing in notice.listings for row in rows_of(listing)]
    assert {table.confidence for article in articles for table in article.tables} == {1.0}


@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_tables_without_rules_have_their_rows_and_are_uncertain(
    notice: Notice, written: dict[tuple[str, str], Path]
) -> None:
    articles = cut_articles(read_document(path_of(written, notice, "borderless")))

    wanted = [row for listing in notice.listings for row in rows_of(listing)]
    found = rows_in(articles)
    assert sum(row in found for row in wanted) >= 0.9 * len(wanted)
    assert {table.confidence for article in articles for table in article.tables} == {0.6}


def rows_in(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    """Headings, titles of groups and rows, as they are read."""
    return [
        tuple(cell.text for cell in row.cells)
        for article in articles
        for table in article.tables
        for row in table.rows
    ]


def rows_of(listing: Listing) -> Iterator[tuple[str, ...]]:
    """What must be read: of lists side by side one after the other."""
    headings = listing.headings
    width = len(headings) // 2 if headings[: len(headings) // 2] * 2 == headings else len(headings)
    yield headings[:width]
    for first in range(0, len(headings), width):
        for row in listing.rows:
            if isinstance(row, str):
                yield (row,)
            elif any(cells := row[first : first + width]):
                yield cells if any(cells[1:]) else cells[:1]


@pytest.mark.browser
@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_the_text_is_in_reading_order(
    notice: Notice, kind: str, written: dict[tuple[str, str], Path]
) -> None:
    articles = cut_articles(read_document(path_of(written, notice, kind)))

    text = "".join("".join(article.text.split()).replace("|", "") for article in articles)
    pieces = [notice.title, *notice.above]
    for listing in notice.listings:
        pieces += [*listing.above, *("".join(row) for row in rows_of(listing))]
    truth = "".join("".join([*pieces, *notice.below]).split())
    windows = [truth[at : at + 20] for at in range(len(truth) - 19)]
    assert sum(window in text for window in windows) >= 0.99 * len(windows)


def test_group_rows_are_told_from_data(written: dict[tuple[str, str], Path]) -> None:
    for kind in ("txt", "docx", "xlsx", "pdf", "borderless"):
        (article,) = cut_articles(read_document(written["by city", kind]))
        groups = [row.cells[0].text for row in article.tables[0].rows if row.kind is RowKind.GROUP]
        assert groups == ["成都市（4家）", "绵阳市（4家）", "德阳市（4家）", "宜宾市（4家）"], kind
