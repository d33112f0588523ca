from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.office import soffice
from kg.ingest.office.doc_guess import cell_rows
from tests.ingest.compound import compound_file, word_document
from tests.ingest.notices import merged
from tests.ingest.test_notices import rows_in, rows_of

pytestmark = pytest.mark.usefixtures("without_office")

NOTICE = "关于公布名单的通知\r各市经信局：\r序号\x07企业名称\x07备注\x07\x071\x07甲有限公司\x07\x07\x072\x07乙厂\r（联合体）\x07复核\x07\x07二〇二二年十月八日\r"


GUESSED = (
    "the cells of tables are guessed; with LibreOffice installed, the next build reads them with its help"
)


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(soffice.VARIABLE, "")
    monkeypatch.setenv("KG_LANG", "en")


def save(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_text_and_table_of_an_old_word_document(tmp_path: Path) -> None:
    document = read_document(save(tmp_path / "notice.wps", word_document(NOTICE)))

    (article,) = cut_articles(document)
    assert document.reader == "doc/3"
    assert article.text.split("\n") == [
        "关于公布名单的通知",
        "各市经信局：",
        "序号 | 企业名称 | 备注",
        "1 | 甲有限公司 | ",
        "2 | 乙厂（联合体） | 复核",
        "二〇二二年十月八日",
    ]
    assert article.tables[0].confidence == 0.8
    assert document.lacks == ("office",)
    assert document.warnings == (GUESSED,)


def test_rows_and_merged_cells_are_those_that_the_document_defines() -> None:
    """``data/merged.doc`` is ``merged(6)`` of the notices, written by LibreOffice."""
    document = read_document(Path(__file__).parent / "data" / "merged.doc")

    (article,) = cut_articles(document)
    assert rows_in([article]) == list(rows_of(merged(6).listings[0]))
    assert article.tables[0].confidence == 1.0
    assert (document.warnings, document.lacks) == ((), ())


def test_fields_show_their_result(tmp_path: Path) -> None:
    text = '见\x13 HYPERLINK "http://x" \x14附件\x15，型号XQ\x1e3。\r'

    assert read_document(save(tmp_path / "a.doc", word_document(text))).text == "见附件，型号XQ-3。"


def test_cells_without_rhythm_are_read_as_text_with_a_warning(tmp_path: Path) -> None:
    document = read_document(
        save(tmp_path / "a.doc", word_document("甲\x07乙\x07\x07丙\x07丁\x07戊\x07\x07尾\r"))
    )

    assert document.text.split("\n") == ["甲", "乙", "丙", "丁", "戊", "尾"]
    assert document.warnings == (
        GUESSED,
        "the cells of a table are not certain, read as text; save the file as docx",
    )


def test_rows_of_cells_with_empty_ones() -> None:
    assert cell_rows("a\x07\x07\x07b\x07c\x07\x07") == [["a", ""], ["b", "c"]]
    assert cell_rows("a\x07b\x07c\x07") is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (word_document("甲", flags=0x0100), "is protected by a password; remove it and try again."),
        (
            compound_file({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}),
            "is protected by a password; remove it and try again.",
        ),
        (
            compound_file({"PowerPoint Document": b"x"}),
            "is an old Office file, but no Word document or workbook; save it as docx or xlsx and try again.",
        ),
        (word_document("\r\r"), "holds no text."),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, message: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a.doc", data)

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == f"{path} {message}"
