"""What an honour recognises, a firm or a thing: by the catalogue of programmes, else by the words of its name."""

import re
from enum import Enum
from functools import cache

from kg.catalog.grades import GRADES
from kg.catalog.programmes import programmes
from kg.facts import lexicon
from kg.facts.names import squash
from kg.facts.view import Token, View

_THINGS = frozenset({"product", "result", "project", "brand", "skill"})
_GRADE = re.compile(f"{GRADES}$")
_BRANCH = re.compile("(?:科学?技术?进步|技术发明|自然科学|科学技术|国际科技合作|科技成果转化|专利|设计)奖?")
_CALLED_PRODUCT = re.compile("[”’」』]?[（(]?产品(?!企业)")
_CALLED_FIRM = re.compile("[”’」』]?(?:中小|示范|培育|产品)?企业")
_FIRM_ENDS = ("企业", "单位", "工厂")
_SHORTEST = 3


class Kind(Enum):
    """Who an honour is given to: a firm (or park, team, place) alone, a thing of a firm's, or either; or not known."""

    FIRM = "firm"
    THING = "thing"
    EITHER = "either"
    UNKNOWN = "unknown"


def is_grade(program: Token) -> bool:
    """Whether a name is that of a prize's grade, alone (一等奖) or after a branch of the prize (技术发明三等奖), so that what
    was announced of the prize holds for it; 中国专利奖银奖 is a prize of its own."""
    name = squash(program.mention.text)
    branch = _GRADE.sub("", name)
    return branch != name and (not branch or _BRANCH.fullmatch(branch) is not None)


def is_graded(program: Token) -> bool:
    """Whether a name ends with a grade: 省长质量奖提名奖 is another honour than 省长质量奖."""
    return _GRADE.search(squash(program.mention.text)) is not None


def kind_of(view: View, program: Token) -> Kind:
    """What an honour recognises; what it is called where it stands (专精特新产品, 单项冠军企业) comes first."""
    kind = _by_name(program.mention.text)
    if _CALLED_PRODUCT.match(view.masked, program.pos + 1):
        return Kind.THING
    if kind is Kind.EITHER and _CALLED_FIRM.match(view.masked, program.pos + 1):
        return Kind.FIRM
    return kind


@cache
def _by_name(text: str) -> Kind:
    name = _GRADE.sub("", squash(text))
    if name.endswith(_FIRM_ENDS):
        return Kind.FIRM
    known = _catalogue()
    held = [one for one in known if one in name]
    best = max(held, key=lambda one: (len(one), name.rfind(one)), default=None)
    if best:
        return known[best]
    firm, thing = lexicon.cue("firm_honour").search(name), lexicon.cue("product_honour").search(name)
    if thing:
        return Kind.THING
    return Kind.FIRM if firm else Kind.UNKNOWN


@cache
def _catalogue() -> dict[str, Kind]:
    """The names of the honours whose recipients the catalogue knows."""
    found: dict[str, Kind] = {}
    for programme in programmes():
        recipients = set(programme.recognises.split("|")) - {""}
        things = recipients & _THINGS
        if not recipients:
            continue
        kind = Kind.FIRM if not things else Kind.THING if things == recipients else Kind.EITHER
        found |= {squash(name): kind for name in programme.names if len(name) >= _SHORTEST}
    return found
