"""The reader of pictures of pages: PNG, JPEG, TIFF (of several pages) and others, with ``kg[ocr]``."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.ingest import sniff
from kg.ingest.limits import read_bytes
from kg.ingest.ocr import engine
from kg.ingest.ocr.boxes import page_of
from kg.ingest.office.package import damaged
from kg.ingest.pdf.content import page_text
from kg.ingest.pdf.writing import write_pages
from kg.ingest.structure.writer import LayoutWriter
from kg.model import Document

MAX_BYTES = 128 * 2**20
MAX_PIXELS = 100_000_000
MAX_PAGES = 500


def read(path: Path, label: str) -> Document:
    """Read the text of a picture.

    Raises:
        DocumentError: it is damaged or too large, or shows no text.
    """
    data = read_bytes(path, MAX_BYTES)
    texts = []
    for number, picture in enumerate(_pictures(path), start=1):
        height, width = picture.shape[:2]
        texts.append(page_text(page_of(engine.recognise(picture), width, height, number)))
    writer = LayoutWriter()
    write_pages(writer, texts, recognised=frozenset(page.number for page in texts))
    if not writer.layout.blocks:
        raise DocumentError(
            f"{path} 的图片中没有认出文字。", f"no text was recognised in the picture {path}."
        )
    return Document(
        id=hashlib.sha256(data).hexdigest(),
        path=path.as_posix(),
        media_type=f"image/{_kind(data)}",
        text=writer.text,
        reader=label,
        warnings=tuple(writer.warnings),
        layout=writer.layout,
    )


def _kind(data: bytes) -> str:
    known = sniff.binary_format(data[: sniff.HEAD_SIZE])
    return known.en.split()[1].lower() if known else "unknown"


def _pictures(path: Path) -> Iterator[Any]:
    """The pictures of a file as arrays of height, width and colours."""
    import numpy
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(path) as file:
            for number, frame in enumerate(ImageSequence.Iterator(file)):
                if frame.width * frame.height > MAX_PIXELS or number >= MAX_PAGES:
                    raise _too_large(path)
                yield numpy.asarray(ImageOps.exif_transpose(frame).convert("RGB"))
    except Image.DecompressionBombError as error:
        raise _too_large(path) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise damaged(path, error) from error


def _too_large(path: Path) -> DocumentError:
    return DocumentError(
        f"{path} 的图片太大（上限 {MAX_PIXELS // 10**6} 百万像素、{MAX_PAGES} 页）；请缩小或拆分。",
        f"the picture {path} is too large (at most {MAX_PIXELS // 10**6} million pixels, {MAX_PAGES} pages); "
        "scale it down or split it.",
    )
