"""The recogniser of characters, when it is installed."""

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

NAME = "ocr"
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Character:
    """A character and the corners of its box in pixels, from the upper left one clockwise."""

    text: str
    corners: tuple[Point, ...]


def available() -> bool:
    """Whether text in pictures can be read here."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(picture: Any) -> list[list[Character]]:
    """The characters of a picture (an array of height, width and colours), line by line as they were found."""
    found = _engine()(picture, return_word_box=True, return_single_char_box=True)
    if not found.txts:
        return []
    return [
        [Character(text, tuple((float(x), float(y)) for x, y in corners)) for text, _, corners in line]
        for line in found.word_results or ()
    ]


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "error"})
