"""The prize that a bare grade is of: 二等奖 after 国家科技进步一等奖 means 国家科技进步二等奖."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.catalog.grades import GRADES
from kg.model import EntityType
from kg.nlp.candidates import Candidate

_BARE = re.compile(GRADES)
_GRADED = re.compile(f"(?P<prize>.{{2,}}?)的?(?P<grade>{GRADES})")
_PRIZE = re.compile(".{2,}奖(?:项)?")


def name_grades(text: str, mentions: Iterable[Candidate]) -> Iterator[Candidate]:
    """The mentions of an article, in order, those of bare grades with the name of the last prize before them."""
    prize = ""
    for one in mentions:
        if one.type is not EntityType.PROGRAM:
            yield one
            continue
        said = "".join(text[one.start : one.end].split()).strip("“”")
        if _BARE.fullmatch(said):
            yield replace(one, name=prize + said) if prize else one
            continue
        graded = _GRADED.fullmatch(said)
        if graded or _PRIZE.fullmatch(said) or _BARE.match(text, one.end):  # 优秀新产品 + 一等奖
            prize = graded["prize"] if graded else said
        yield one
