"""Reference numbers of official documents (鲁工信产〔2023〕189号): no name stands in one, though 鲁工信 looks like a name."""

import re
from collections.abc import Iterator

from kg.offsets import Span

_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,10}(?:[〔［\[（(【](?:19|20)\d{2}[〕］\]）)】])\s?(?:第\s?)?\d{1,5}\s?号"
)


def reference_numbers(text: str) -> Iterator[Span]:
    """The spans of reference numbers in a text, from left to right."""
    yield from (found.span() for found in _NUMBER.finditer(text))
