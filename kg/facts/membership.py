"""PART_OF: subsidiaries, subordinate units and members, as the text states them.

Needs two of COMPANY, ORGANIZATION, AGENCY. Gives PART_OF: child → parent.
"""

import re
from collections.abc import Iterator

from kg.facts import recipients
from kg.facts.context import Context
from kg.facts.statements import between
from kg.facts.view import A, C, O, Token
from kg.model import Predicate, Statement

_BODY = f"[{C}{O}{A}]"
_LINK = "旗下|下属|所属|直属|控股|全资|下辖|麾下|的?全资子公司|的?控股子公司|的?子公司|的?分公司|的?成员单位|的?会员单位|的?成员企业|的?会员企业|的?二级单位|系统内"
_OWNS = re.compile(
    f"({_BODY})(?:（[^）]{{0,10}}）)?(?:及其|和它|及|在[^，。]{{0,4}})?(?:{_LINK})(?:的|企业|公司|子公司|孙公司|单位|全资|控股|重要|核心|有)*(?:——|：)?[“]?(?={_BODY})"
)
_IS = re.compile(
    f"({_BODY})[^，。；{C}{O}{A}]{{0,8}}(?:是|为|系|作为|隶属于?|属于|归属于|挂靠在?|由)({_BODY})"
    "(?:的|旗下|下属|所属|集团)*(?:的)?(?:全资|控股|参股)?(?:子公司|孙公司|成员单位|成员企业|下属企业|会员单位|会员企业|分公司|分支机构|直属单位|下属单位|一员|理事单位|副会长单位|会长单位|会员|管理|控股|分会)"
)
_SUBORDINATE = re.compile(f"({_BODY})[^，。；{C}{O}{A}]{{0,6}}(?:隶属于?|归属于?|挂靠在?|从属于)({_BODY})")
_OF_FIRM = re.compile(f"({C})的(?={C}(?:每|年|去|今|生产|作|已))")
_CHILD = re.compile(f"(?:全资|控股|参股)?(?:子公司|孙公司|分公司)(?:——|：|—)?(?={C})")
_MEMBER = re.compile(f"(?:会员|成员|理事|副会长|会长|理事长|副理事长)(?:单位|企业)(?:——|：)?(?={C})")
_MEMBERS = re.compile(
    f"({O})(?:的)?(?:会员|成员|理事|副会长|副理事长|会长|理事长)(?:单位|企业)?(?:有|包括|名单：?|：|为)?(?={_BODY})"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every stated parent of a firm or body."""
    for pattern, rule, confidence in (
        (_OWNS, "owns", 0.9),
        (_MEMBERS, "members", 0.8),
        (_OF_FIRM, "of_firm", 0.6),
    ):
        for match in pattern.finditer(context.masked):
            parent, first = context.token_at(match.start(1)), context.token_at(match.end())
            for child in _run(context, first) if parent and first else ():
                if parent and context.name(child) != context.name(parent):
                    yield between(context, Predicate.PART_OF, child, parent, f"membership.{rule}", confidence)
    for pattern, rule, confidence in ((_IS, "is", 0.9), (_SUBORDINATE, "subordinate", 0.9)):
        for match in pattern.finditer(context.masked):
            member, owner = context.token_at(match.start(1)), context.token_at(match.start(2))
            if member and owner and context.name(member) != context.name(owner):
                proof = (match.start(), match.end())
                rule_name = f"membership.{rule}"
                yield between(context, Predicate.PART_OF, member, owner, rule_name, confidence, proof)
    yield from _of_main(context)


def _of_main(context: Context) -> Iterator[Statement]:
    """子公司X and 会员单位X in an article about one firm or one association."""
    for pattern, parent, rule in (
        (_CHILD, context.main_company, "of_main_firm"),
        (_MEMBER, context.main_organisation, "of_main_body"),
    ):
        for match in pattern.finditer(context.masked) if parent else ():
            first = context.token_at(match.end())
            if first is None or parent is None or context.token_at(match.start() - 1):
                continue
            for child in _run(context, first):
                if context.name(child) != context.name(parent):
                    proof = (match.start(), child.pos + 1)
                    yield between(context, Predicate.PART_OF, child, parent, f"membership.{rule}", 0.7, proof)


def _run(context: Context, first: Token) -> list[Token]:
    run = [first]
    end = context.units[context.unit_index(first.pos)][1]
    for token in context.between(first.pos + 1, end, C + O + A):
        if recipients.group(context, [*run, token]) != [*run, token]:
            break
        run.append(token)
    return run
