import hashlib
import subprocess
import sys

import pytest

from kg.errors import DocumentError
from kg.ingest import fingerprint, plaintext, read_document, tools
from kg.ingest.ocr import engine
from kg.ingest.office import soffice

ISSUE = "○要闻○\n\n我省机械工业平稳增长\n\n前三季度，全省机械工业运行平稳。\n\n·· 6 ·· 7\n\n燕 北 机 械 2022年第5期 总第88期 燕 北 机 械\n"


def refusal(path, monkeypatch, language="zh"):
    monkeypatch.setenv("KG_LANG", language)
    with pytest.raises(DocumentError) as caught:
        read_document(path)
    return str(caught.value)


def test_a_text_file_becomes_a_document(tmp_path):
    path = tmp_path / "issue.txt"
    data = b"\xef\xbb\xbf" + ISSUE.replace("\n", "\r\n").encode()
    path.write_bytes(data)

    document = read_document(path)

    assert document.id == hashlib.sha256(data).hexdigest()
    assert document.text == ISSUE.replace("\n", "\r\n")
    assert (document.reader, document.encoding, document.media_type) == ("text/1", "utf-8", "text/plain")
    assert (document.title, document.issue) == ("燕北机械", "2022年第5期 总第88期")
    assert document.date is None
    assert document.warnings == ()


def test_content_decides_not_the_suffix(tmp_path):
    path = tmp_path / "notice.docx"
    path.write_text("关于开展认定工作的通知", encoding="utf-8")

    assert read_document(path).text == "关于开展认定工作的通知"


def test_damage_is_counted_with_its_place(tmp_path, monkeypatch):
    monkeypatch.setenv("KG_LANG", "en")
    path = tmp_path / "cut.txt"
    path.write_bytes(("近日，企业的新产品在我市发布。\n" * 4 + "公司").encode("gb18030")[:-1])

    assert read_document(path).warnings == ("1 places cannot be decoded as gb18030, in line 5",)


def test_a_missing_file_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "none.txt"

    assert refusal(path, monkeypatch) == f"找不到文件 {path}；请检查路径。"
    assert refusal(path, monkeypatch, "en") == f"There is no file {path}; check the path."


def test_a_folder_is_refused(tmp_path, monkeypatch):
    assert (
        refusal(tmp_path, monkeypatch, "en") == f"{tmp_path} is a folder, not a file; name the files in it."
    )


def test_an_empty_file_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")

    assert refusal(path, monkeypatch, "en") == f"{path} is empty."


def test_a_file_of_blanks_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "blank.txt"
    path.write_bytes("\u3000 \r\n\r\n".encode())

    assert refusal(path, monkeypatch, "en") == f"{path} holds no text, only blanks."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(64),
            "a JPEG picture; reading text in pictures needs kg[ocr], or get a version with text.",
        ),
        (b"Rar!\x1a\x07\x00" + bytes(64), "a RAR archive; unpack it, or use ZIP instead."),
        (
            bytes(range(256)) * 8,
            "a binary file; no document; text, PDF, Word, Excel, web pages and ZIP can be read.",
        ),
    ],
)
def test_what_is_no_document_is_refused_by_name(tmp_path, monkeypatch, data, message):
    path = tmp_path / "odd.txt"
    path.write_bytes(data)

    assert refusal(path, monkeypatch, "en") == f"{path} is {message}"


@pytest.mark.parametrize("head", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_the_mere_head_of_a_document_is_a_damaged_file(tmp_path, monkeypatch, head):
    path = tmp_path / "cut"
    path.write_bytes(head + bytes(64))

    message = refusal(path, monkeypatch, "en")
    assert message.startswith(f"{path} is damaged or incomplete and cannot be read (")
    assert message.endswith("); get the file again.")


def test_a_huge_file_of_zeros_is_refused_from_its_head(tmp_path, monkeypatch):
    path = tmp_path / "zeros.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    assert refusal(path, monkeypatch, "en") == (
        f"{path} begins with zero bytes only, there is no text; get the file again."
    )


def test_a_text_over_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(plaintext, "MAX_BYTES", 2**20)
    path = tmp_path / "big.txt"
    path.write_bytes(b"a" * (2**20 + 2**19))

    assert refusal(path, monkeypatch, "en") == (
        f"{path} has 2 MB, more than the limit of 1 MB for text; split it."
    )


def test_a_path_with_a_zero_byte_is_refused(tmp_path, monkeypatch):
    assert "cannot be read" in refusal(tmp_path / "a\x00b", monkeypatch, "en")


@pytest.mark.parametrize("available", [False, True])
def test_the_fingerprint_names_each_reader_and_the_cutter_but_no_tools(
    available: bool, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine, "available", lambda: available)
    readers = "pdf/3 docx/3 spreadsheet/3 doc/3 converted/1 html/3 zip/3 picture/1 text/1"
    assert fingerprint() == f"{readers} articles/3"


def test_the_tools_are_those_that_are_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "available", lambda: True)
    monkeypatch.setenv(soffice.VARIABLE, "")
    assert tools() == {"ocr"}


def test_a_text_is_read_without_the_libraries_of_other_formats(tmp_path):
    path = tmp_path / "issue.txt"
    path.write_text(ISSUE, encoding="utf-8")
    script = (
        "import sys; from kg.ingest import read_document; read_document(__import__('pathlib').Path(sys.argv[1]));"
        "print(sorted({'lxml', 'olefile', 'pypdfium2', 'python_calamine'} & sys.modules.keys()))"
    )

    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
