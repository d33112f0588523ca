"""Files that are damaged, protected, mislabelled or made to do harm: each is one clear error, or is read."""

import random
import zipfile
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from tests.ingest.lists import WRITERS, winners, write_docx, write_xlsx

BOMB = b"0" * (64 * 2**20)
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def refusal(path: Path) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    return caught.value.en


def with_part(path: Path, source: Path, part: str, data: bytes) -> Path:
    """A copy of a package with one part replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, data)
    return path


@pytest.fixture
def docx(tmp_path: Path) -> Path:
    write_docx(winners(3), tmp_path / "good.docx")
    return tmp_path / "good.docx"


@pytest.fixture
def xlsx(tmp_path: Path) -> Path:
    write_xlsx(winners(3), tmp_path / "good.xlsx")
    return tmp_path / "good.xlsx"


def test_a_document_type_declaration_is_refused(docx: Path, xlsx: Path, tmp_path: Path) -> None:
    body = f"{ENTITIES}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    word = with_part(tmp_path / "a.docx", docx, "word/document.xml", body.encode())
    sheet = with_part(
        tmp_path / "a.xlsx", xlsx, "xl/sharedStrings.xml", ENTITIES.encode() + b"<sst>&x;</sst>"
    )

    assert "word/document.xml" in refusal(word) and "declares a DTD (perhaps an XXE attack)" in refusal(word)
    assert "declares a DTD (perhaps an XXE attack)" in refusal(sheet)


def test_zip_bombs_are_refused_before_they_are_unpacked(docx: Path, xlsx: Path, tmp_path: Path) -> None:
    word = with_part(tmp_path / "a.docx", docx, "word/document.xml", BOMB)
    sheet = with_part(tmp_path / "a.xlsx", xlsx, "xl/media/image1.png", BOMB)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", BOMB)

    for path in (word, sheet, tmp_path / "a.zip"):
        assert "is too large when unpacked (perhaps a zip bomb); it is not read." in refusal(path)


def test_a_protected_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret"))
    canvas.drawString(60, 700, "text")
    canvas.save()

    assert refusal(path) == f"{path} is protected by a password; remove it and try again."


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "zip", "pdf"])
def test_a_truncated_file_is_said_to_be_one(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{suffix}"
    WRITERS[suffix](winners(20), path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])

    message = refusal(path)
    assert message.startswith(f"{path} is damaged or incomplete and cannot be read (")


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_suffix_does_not_matter(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "right"
    WRITERS[suffix](winners(5), path)
    wrong = path.rename(tmp_path / "wrong.dat")

    assert [article.title for article in cut_articles(read_document(wrong))] == [winners(5).title]


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_a_mutated_file_is_read_or_refused(suffix: str, tmp_path: Path) -> None:
    chance = random.Random(8)
    good = tmp_path / "good"
    WRITERS[suffix](winners(5), good)
    data = good.read_bytes()
    path = tmp_path / "mutated"
    for _ in range(25):
        path.write_bytes(mutated(data, chance))
        try:
            document = read_document(path)
        except DocumentError:
            continue
        for article in cut_articles(document):
            assert all(
                article.text[cell.start : cell.end] == cell.text
                for table in article.tables
                for row in table.rows
                for cell in row.cells
            )


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A copy with some bits flipped, or cut off."""
    changed = bytearray(data)
    if chance.random() < 0.3:
        return bytes(changed[: chance.randrange(1, len(data))])
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def test_macros_are_left_alone(docx: Path, tmp_path: Path) -> None:
    plain = read_document(docx)

    with_macros = with_part(
        tmp_path / "a.docm", docx, "word/vbaProject.bin", b"\xd0\xcf\x11\xe0" + bytes(600)
    )

    assert read_document(with_macros).text == plain.text
