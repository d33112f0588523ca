"""Speed and memory of the readers of each format: ``python -m pipelines.bench.readers [PAGES]``.

Writes one list of winners with prose in every format, as long as so many pages of a PDF, and reads each in a process
of its own. Prints processor seconds, pages (those of the PDF) and characters a second, and the peak memory of the
process, of which the program itself takes the line "nothing".
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium

from kg.cli.console import Format, write_rows
from tests.ingest.formats import WRITERS
from tests.ingest.notices import Notice, many_pages

ROWS_ON_A_PAGE = 38


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    notice = many_pages(pages * ROWS_ON_A_PAGE)
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        rows.append(["nothing", "", "", "", "", round(_measured(None)[2])])
        for kind, (suffix, write) in WRITERS.items():
            if kind != "printed":
                rows.append(_row(kind, write, notice, Path(folder) / f"{kind}.{suffix}", pages))
    columns = ["format", "MB", "seconds", "pages/s", "characters/s", "peak MB"]
    write_rows(columns, rows, Format.TABLE)


def _row(
    kind: str, write: Callable[[Notice, Path], None], notice: Notice, path: Path, pages: int
) -> list[object]:
    write(notice, path)
    if path.suffix == ".pdf":
        document = pdfium.PdfDocument(path)
        pages = len(document)
        document.close()
    seconds, characters, peak = _measured(path)
    size = path.stat().st_size / 2**20
    return [
        f"{kind} ({pages} pages)",
        f"{size:.1f}",
        f"{seconds:.2f}",
        round(pages / seconds),
        round(characters / seconds),
        round(peak),
    ]


def _measured(path: Path | None) -> tuple[float, int, float]:
    """Processor seconds, characters and peak memory in MB of reading a file in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_read, (path,))


def _read(path: Path | None) -> tuple[float, int, float]:
    from kg.ingest import cut_articles, read_document

    begin = time.process_time()
    characters = sum(len(article.text) for article in cut_articles(read_document(path))) if path else 0
    seconds = time.process_time() - begin
    return seconds, characters, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
