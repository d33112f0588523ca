"""GRANTS: which body grants an honour, as the text states it.

Needs PROGRAM and AGENCY or ORGANIZATION. Gives GRANTS.
"""

import re
from collections.abc import Iterator

from kg.facts.context import Context
from kg.facts.statements import between
from kg.facts.view import A, C, G, O, P
from kg.model import Predicate, Statement

_VERB = "公布|公示|公开|发布|印发|下发|认定|评定|评选|授予|命名|表彰|颁发|颁布|挂出|审定|确定|批准|组织开展|开展|设立|启动|实施"
_SAYS = re.compile(
    f"([{A}{O}](?:(?:、|和|与|会同|联合){A})*)(?:等[^，。；]{{0,6}})?[^，。；{C}{P}{A}{O}]{{0,14}}(?:{_VERB})[^，。；{C}{P}{A}{O}]{{0,24}}?({G})[^，。；]{{0,10}}(?:名单|目录|企业|产品|称号|奖|认定|结果|名录|榜单|项目|单位|基地|中心|工厂|》|”)"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every body that is said to publish, recognise or confer an honour."""
    for match in _SAYS.finditer(context.masked):
        program = context.token_at(match.start(2))
        for body in context.between(*match.span(1), A + O):
            if program:
                yield between(context, Predicate.GRANTS, body, program, "grants.says", 0.85)
