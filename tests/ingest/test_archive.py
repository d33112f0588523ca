import zipfile
from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.ingest import cut_articles, read_document
from kg.ingest.archive import name_of
from kg.layout import locators_at
from tests.ingest.lists import winners, write_docx, write_xlsx

TEXT = "关于召开会议的通知\n各有关单位：\n定于近日召开会议。\n2022年3月1日\n"


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def test_every_file_of_an_archive_is_an_article_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    write_docx(winners(4), tmp_path / "a.docx")
    path = archive(
        tmp_path / "a.zip",
        **{
            "2 名单/名单.docx": (tmp_path / "a.docx").read_bytes(),
            "1 通知.txt": TEXT.encode("gb18030"),
            "3 图.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
            "__MACOSX/x.txt": b"junk",
            ".DS_Store": b"junk",
        },
    )

    document = read_document(path)
    articles = cut_articles(document)

    assert (document.reader, document.media_type) == ("zip/3", "application/zip")
    assert [article.title for article in articles] == ["关于召开会议的通知", winners(4).title]
    assert [str(place) for place in locators_at(articles[0].places, 0, 3)] == ["1 通知.txt"]
    assert [str(place) for place in locators_at(articles[1].places, 0, 3)] == ["2 名单/名单.docx"]
    assert all(
        article.text[run.clean : run.clean + run.length] == document.text[run.raw : run.raw + run.length]
        for article in articles
        for run in article.offsets.runs
    )
    assert document.warnings == ("3 图.png 的内容是PNG 图片；识别图片中的文字需要 kg[ocr]，或请取得文字版。",)


def test_archives_in_an_archive_are_read_but_not_without_end(tmp_path: Path) -> None:
    write_xlsx(winners(3), tmp_path / "a.xlsx")
    path = archive(tmp_path / "0.zip", **{"名单.xlsx": (tmp_path / "a.xlsx").read_bytes()})
    paths = [path]
    for depth in range(1, 4):
        paths.append(archive(tmp_path / f"{depth}.zip", **{f"{depth}.zip": paths[-1].read_bytes()}))

    (article,) = cut_articles(read_document(paths[1]))
    assert str(article.places[0][2]) == "1.zip/名单.xlsx, Sheet!A1:D1"
    with pytest.raises(DocumentError) as caught:
        read_document(paths[3])
    assert "archives nested deeper than 3 are not read" in caught.value.en


def test_an_archive_without_documents_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", **{"a.bin": bytes(range(256)) * 8})

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.zh.startswith(f"{path} 压缩包中没有可读的文件：a.bin 的内容是二进制文件；")


def test_names_that_chinese_windows_wrote() -> None:
    assert name_of("附件1.docx".encode("gb18030").decode("cp437"), 0) == "附件1.docx"
    assert name_of("附件1.docx", 0x800) == "附件1.docx"
    assert name_of("a.docx", 0) == "a.docx"


def test_a_name_that_climbs_out_of_the_folder_writes_nothing_there(tmp_path: Path) -> None:
    read_document(archive(tmp_path / "a.zip", **{"../../evil.txt": TEXT.encode()}))

    assert not list(tmp_path.parent.rglob("evil.txt"))
