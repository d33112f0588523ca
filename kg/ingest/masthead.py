"""What the running heads of a journal say about the document: its name, issue and date."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.furniture import furniture, head_name, issue_mark
from kg.ingest.lines import Line
from kg.ingest.marks import date_in

_NUMBER = re.compile(
    r"\d{4}\s*年\s*第\s*\d{1,3}\s*期|\d{4}\s*[·.．/]\s*\d{1,2}|总第\s*\d{1,4}\s*期|第\s*\d{1,4}\s*期|第\s*\d{1,3}\s*卷"
)
_PUBLISHER = re.compile(r"(?:主办|编印|编印单位|主办单位|主管单位|出版)\s*[:：]\s*(?P<name>\S{4,40})")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a journal says of itself; None for what it does not say."""

    title: str | None = None
    issue: str | None = None
    date: str | None = None
    publisher: str | None = None


def read_masthead(lines: Sequence[Line]) -> Masthead:
    """Read the running heads of a text; the most frequent name and issue are believed."""
    heads = [lines[index].text for index in sorted(furniture(lines)) if issue_mark(lines[index].text)]
    issues = Counter(issue for head in heads if (issue := _issue(head)))
    names = Counter(name for head in heads if (name := _name(head)))
    dates = {date for head in heads if (date := date_in(head))}
    return Masthead(
        title=_most(names),
        issue=_most(issues),
        date=dates.pop() if len(dates) == 1 else None,
        publisher=_publisher(lines) if heads else None,
    )


def _issue(head: str) -> str | None:
    parts = [re.sub(r"\s+", "", part) for part in _NUMBER.findall(head)]
    return " ".join(dict.fromkeys(parts)) or None


def _name(head: str) -> str | None:
    """The journal's name without its blanks; a double page names it twice."""
    name = re.sub(r"[\s\u3000]+", "", head_name(head))
    half = len(name) // 2
    if len(name) % 2 == 0 and name[:half] == name[half:]:
        name = name[:half]
    return name if re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{2,20}", name) else None


def _publisher(lines: Sequence[Line]) -> str | None:
    """The publisher in the imprint of a journal: its first or last lines."""
    for line in [*lines[:20], *lines[-20:]]:
        match = _PUBLISHER.fullmatch(line.text)
        if match:
            return match["name"]
    return None


def _most(counts: Counter[str]) -> str | None:
    return counts.most_common(1)[0][0] if counts else None
