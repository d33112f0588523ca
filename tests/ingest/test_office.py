"""Lists of winners in the formats of older offices, as LibreOffice writes them: .doc and .wps, .xls and .et, .odt, .ods, .rtf."""

import shutil
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.errors import DocumentError
from kg.facts.records import as_facts
from kg.ingest import read_document
from kg.ingest.office import soffice
from kg.read import DocumentReading, Reader
from tests.ingest.formats import write_docx, write_xlsx
from tests.ingest.notices import NOTICES, Notice
from tests.ingest.office import convert, needs_soffice
from tests.ingest.test_notices import IDS, awards_in, rows_in, rows_of

pytestmark = pytest.mark.xdist_group("soffice")

OWN = ("doc", "wps", "xls", "et")
BY_LIBREOFFICE = ("odt", "rtf", "ods")
RENAMED = {"wps": "doc", "et": "xls"}
ONE = next(notice for notice in NOTICES if notice.name == "merged")

Written = dict[tuple[str, str], Path]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Written]:
    """The path of every notice in every format, by name and format."""
    needs_soffice()
    folder = tmp_path_factory.mktemp("office")
    texts = [folder / f"{notice.name}.docx" for notice in NOTICES]
    books = [folder / f"{notice.name}.xlsx" for notice in NOTICES]
    for notice, text, book in zip(NOTICES, texts, books, strict=True):
        write_docx(notice, text)
        write_xlsx(notice, book)
    one, book = folder / f"{ONE.name}.docx", folder / f"{ONE.name}.xlsx"
    paths: Written = {}
    for sources, kind in ((texts, "doc"), (books, "xls"), ([book], "ods"), ([one], "odt"), ([one], "rtf")):
        for path in convert(sources, kind, folder):
            paths[path.stem, kind] = path
    for suffix, kind in RENAMED.items():
        for notice in NOTICES[:3]:
            source = paths[notice.name, kind]
            paths[notice.name, suffix] = Path(shutil.copy(source, source.with_suffix(f".{suffix}")))
    yield paths


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_every_format_has_every_cell_and_every_award_without_libreoffice(
    notice: Notice, reader: Reader, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.VARIABLE, "")
    for kind in OWN:
        if (notice.name, kind) not in written:
            continue
        reading = reader.read(written[notice.name, kind])
        assert (reading.document.warnings, reading.document.lacks) == ((), ()), kind
        assert_all_is_read(reading, notice)


def assert_all_is_read(reading: DocumentReading, notice: Notice) -> None:
    articles = [one.article for one, _ in reading.articles]
    assert rows_in(articles) == [row for listing in notice.listings for row in rows_of(listing)]
    assert {table.confidence for article in articles for table in article.tables} == {1.0}
    facts = as_facts(statement for _, statements in reading.articles for statement in statements)
    assert sorted(map(str, awards_in(facts, notice))) == sorted(map(str, notice.awards))


@pytest.mark.parametrize("kind", BY_LIBREOFFICE)
def test_libreoffice_opens_what_we_do_not(
    kind: str, reader: Reader, written: Written, tmp_path: Path
) -> None:
    path = Path(shutil.copy(written[ONE.name, kind], tmp_path / "by its content.dat"))
    reading = reader.read(path)

    document = reading.document
    assert (document.reader, document.path, document.warnings) == ("converted/1", str(path), ())
    assert_all_is_read(reading, ONE)


@pytest.mark.parametrize("kind", BY_LIBREOFFICE)
def test_without_libreoffice_it_is_asked_for(
    kind: str, written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(soffice.VARIABLE, "")
    path = written[ONE.name, kind]
    target = "xlsx" if kind == "ods" else "docx"

    with pytest.raises(DocumentError) as caught:
        read_document(path)
    assert caught.value.en == (
        f"{path} is an {kind.upper()} document, which takes LibreOffice to read; install it, or save as {target}."
    )
    assert caught.value.lacks == ("office",)


def test_a_damaged_one_is_refused(written: Written, tmp_path: Path) -> None:
    data = written[ONE.name, "odt"].read_bytes()
    (tmp_path / "cut.odt").write_bytes(data[:200] + data[-200:])

    with pytest.raises(DocumentError):
        read_document(tmp_path / "cut.odt")


def test_a_conversion_that_takes_too_long_is_given_up(written: Written) -> None:
    path = written[ONE.name, "rtf"]

    with (
        pytest.raises(soffice.NotConverted, match=r"not done within 0 seconds|0 秒内没有完成"),
        soffice.converted(path, ".rtf", seconds=0.01),
    ):
        pass


CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" office:version="1.2">
<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load"
 xlink:href="vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"/></office:event-listeners></office:scripts>
<office:body><office:text><text:p>关于公布名单的通知</text:p>
<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{address}/picture.png" xlink:type="simple"
 xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="S"><text:section-source xlink:href="{address}/part.odt"/><text:p>旧</text:p></text:section>
</office:text></office:body></office:document-content>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Main
Open "{file}" For Output As #1
Print #1, "ran"
Close #1
End Sub</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library{s} xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink" {rest}"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
{entries}</manifest:manifest>"""


def hostile(path: Path, address: str, touched: Path) -> Path:
    """An OpenDocument text with a picture and a section of a web server's, and a macro that runs when it is opened."""
    parts = {
        "content.xml": CONTENT.format(address=address),
        "Basic/script-lc.xml": LIBRARY.format(
            s="raries",
            rest='><library:library library:name="Standard" library:link="false"/></library:libraries>',
        ),
        "Basic/Standard/script-lb.xml": LIBRARY.format(
            s="",
            rest='library:name="Standard" library:readonly="false" library:passwordprotected="false">'
            '<library:element library:name="Module1"/></library:library>',
        ),
        "Basic/Standard/Module1.xml": MODULE.format(file=touched),
    }
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="text/xml"/>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", MANIFEST.format(entries="".join(map(entry.format, parts))))
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def test_a_document_runs_no_macro_and_fetches_nothing(tmp_path: Path) -> None:
    needs_soffice()
    asked: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    server = HTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        path = hostile(tmp_path / "a.odt", f"http://127.0.0.1:{server.server_port}", tmp_path / "touched")
        text = read_document(path).text
    finally:
        server.shutdown()
        server.server_close()

    assert "关于公布名单的通知" in text
    assert asked == []
    assert not (tmp_path / "touched").exists()
