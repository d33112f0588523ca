"""PRODUCES: which firm makes a product (X的D, X自主研发的D, D由X研制).

Needs PRODUCT and COMPANY or ORGANIZATION. Gives PRODUCES.
"""

import re
from collections.abc import Iterator

from kg.facts.context import Context
from kg.facts.statements import between
from kg.facts.view import C, D, O, Token
from kg.model import Predicate, Statement

_MAKES = "自主研发|研发|研制|自主研制|开发|自主开发|生产|制造|推出|出品|自研|新出|设计制造|首创|打造"
_OF = re.compile(
    f"({C})(?:（[^）]{{0,20}}）)?(?:的|(?:自主|联合|最新|成功|独立)*(?:{_MAKES})(?:的|了|出)?)?(?:一种|一款|一台|新型|首台|国内首台)?[“‘]?(?={D})"
)
_BY = re.compile(
    f"({D})[”’]?[^，。；{C}{O}{D}]{{0,6}}(?:由|是|系)({C})[^，。；{C}{O}{D}]{{0,10}}(?:{_MAKES}|造|提供|做)"
)
_HOLDS = re.compile(f"({C})[”’]?[，。]?(?:其|它的|公司的)(?={D})")


def extract(context: Context) -> Iterator[Statement]:
    """Every product with its stated maker."""
    for pattern, rule, confidence in ((_OF, "of", 0.85), (_HOLDS, "its", 0.75)):
        for match in pattern.finditer(context.masked):
            maker, product = context.token_at(match.start(1)), context.token_at(match.end())
            if maker and product:
                yield from _made(context, maker, product, rule, confidence)
    for match in _BY.finditer(context.masked):
        product, maker = context.token_at(match.start(1)), context.token_at(match.start(2))
        if maker and product:
            yield between(context, Predicate.PRODUCES, maker, product, "produces.by", 0.85, match.span())


def _made(context: Context, maker: Token, first: Token, rule: str, confidence: float) -> Iterator[Statement]:
    """The product and those that are joined to it by 、."""
    last = first
    end = context.units[context.unit_index(first.pos)][1]
    yield between(context, Predicate.PRODUCES, maker, first, f"produces.{rule}", confidence)
    for product in context.between(first.pos + 1, end, D):
        if not re.fullmatch("[”’]?(?:、|和|与|及)[“‘]?", context.masked[last.pos + 1 : product.pos]):
            return
        last = product
        yield between(context, Predicate.PRODUCES, maker, product, f"produces.{rule}", confidence)
