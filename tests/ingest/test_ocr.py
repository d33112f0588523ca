"""Text in pictures: read with kg[ocr], marked as such; without the extra, what is missing is said."""

import math
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.ocr import engine
from kg.ingest.ocr.boxes import page_of
from kg.ingest.ocr.engine import Character
from kg.layout import locators_at
from kg.model import Article
from tests.ingest.formats import write_pdf
from tests.ingest.notices import Notice, attachment

installed = pytest.mark.skipif(not engine.available(), reason="kg[ocr] is not installed")
SIZE = 20


def line(text: str, x: float, y: float, angle: float = 0.0) -> list[Character]:
    """Characters of 20 pixels in a row, turned about the origin."""
    found = []
    for at, character in enumerate(text):
        left = x + at * SIZE
        corners = [(left, y), (left + SIZE, y), (left + SIZE, y + SIZE), (left, y + SIZE)]
        cosine, sine = math.cos(angle), math.sin(angle)
        found.append(
            Character(character, tuple((a * cosine - b * sine, a * sine + b * cosine) for a, b in corners))
        )
    return found


def test_characters_become_glyphs_on_a_sheet_of_paper() -> None:
    page = page_of([line("名单", 100, 50)], width=1190, height=1684, number=3)

    assert (page.number, page.width, page.height) == (3, 595, 842)
    assert [(glyph.text, glyph.left, glyph.right) for glyph in page.glyphs] == [
        ("名", 50, 60),
        ("单", 60, 70),
    ]
    assert all(25 < glyph.base < 35 and 7 < glyph.size < 10 for glyph in page.glyphs)


@pytest.mark.parametrize("degrees", [-4, 0.5, 3])
def test_a_tilted_page_is_put_upright(degrees: float) -> None:
    rows = [line("一二三四五六七八九十", 100, 100 + 60 * row, math.radians(degrees)) for row in range(9)]

    page = page_of(rows, width=595, height=842, number=1)

    bases = [glyph.base for glyph in page.glyphs]
    assert all(max(row) - min(row) < 1e-6 for row in (bases[at : at + 10] for at in range(0, 90, 10)))


def test_a_page_without_characters_is_empty() -> None:
    assert page_of([], width=100, height=100, number=1).glyphs == ()


def scan(notice: Notice, folder: Path, degrees: float = 0.0) -> list[Image.Image]:
    """Pictures of the pages of a notice."""
    write_pdf(notice, folder / "text.pdf")
    document = pdfium.PdfDocument(folder / "text.pdf")
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in document]
    document.close()
    return [picture.rotate(degrees, fillcolor=255, expand=True) for picture in pictures]


def save(pictures: list[Image.Image], path: Path) -> Path:
    many = {"save_all": True, "append_images": pictures[1:]} if path.suffix in (".pdf", ".tiff") else {}
    pictures[0].save(path, resolution=200, **many)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("suffix", ["png", "jpg", "tiff", "pdf"])
def test_without_the_extra_it_is_asked_for(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    path = save(scan(attachment(3), tmp_path), tmp_path / f"scan.{suffix}")

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert "needs kg[ocr], or get a version with text." in caught.value.en
    assert "kg[ocr]" in caught.value.zh


@installed
@pytest.mark.parametrize(("suffix", "degrees"), [("png", 0), ("jpg", 1.5), ("tiff", 0), ("pdf", -1)])
def test_a_scanned_list_is_read(suffix: str, degrees: float, tmp_path: Path) -> None:
    notice = attachment(6)
    path = save(scan(notice, tmp_path, degrees), tmp_path / f"scan.{suffix}")

    (article,) = cut_articles(read_document(path))

    rows = [tuple(cell.text for cell in row.cells) for table in article.tables for row in table.rows]
    wanted = notice.listings[0].rows
    assert sum(row in rows for row in wanted) >= len(wanted) - 1
    assert article.tables[0].confidence < 1
    assert all(str(place[2]).endswith("OCR") for place in article.places)
    assert text_of(article, 0) == notice.title


def text_of(article: Article, number: int) -> str:
    return article.text.split("\n")[number]


@installed
def test_the_text_pages_of_a_pdf_are_not_marked(tmp_path: Path) -> None:
    save(scan(attachment(3), tmp_path), tmp_path / "scan.pdf")
    both = pdfium.PdfDocument.new()
    for name in ("text.pdf", "scan.pdf"):
        source = pdfium.PdfDocument(tmp_path / name)
        both.import_pages(source)
    both.save(tmp_path / "both.pdf")

    document = read_document(tmp_path / "both.pdf")

    marks = {
        (locator.page, bool(locator.ocr))
        for article in cut_articles(document)
        for locator in locators_at(article.places, 0, len(article.text))
    }
    assert marks == {(1, False), (2, True)}
    assert document.warnings == ()


@installed
def test_a_damaged_picture_is_said_to_be_one(tmp_path: Path) -> None:
    path = save(scan(attachment(3), tmp_path), tmp_path / "scan.png")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])

    with pytest.raises(DocumentError, match=r"已损坏|damaged"):
        read_document(path)


@installed
def test_a_picture_without_text_is_said_to_have_none(tmp_path: Path) -> None:
    path = tmp_path / "white.png"
    Image.new("L", (600, 800), 255).save(path)

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == f"no text was recognised in the picture {path}."
