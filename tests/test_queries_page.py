"""docs/queries.md is what the library's headers say."""

from pathlib import Path

from kg.queries import library
from kg.queries.page import page

ROOT = Path(__file__).parents[1]


def test_the_page_is_up_to_date() -> None:
    text = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
    assert text == page(), "run: python -m kg.queries.page > docs/queries.md"


def test_every_query_has_a_section_with_its_example() -> None:
    text = page()
    for query in library().values():
        assert f"\n### {query.name}\n" in text
        assert f"\n$ {f'kg query {query.name} {query.example}'.rstrip()}\n" in text
