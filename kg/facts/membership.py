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
_LINK = "旗下|名下|下属|所属|直属|控股|全资|下辖|麾下|的?全资子公司|的?控股子公司|的?子公司|的?分公司|的?成员单位|的?会员单位|的?成员企业|的?会员企业|的?二级单位|系统内"
_OWNS = re.compile(
    f"({_BODY})(?:（[^）]{{0,10}}）)?(?:及其|和它|及|在[^，。]{{0,4}})?(?:{_LINK})(?:的|企业|公司|子公司|孙公司|单位|全资|控股|重要|核心|有个|有一家|有)*(?:——|：)?[“]?(?={_BODY})"
)
_HELD = re.compile(f"({C})(?:持股|持有)(?:其)?(\\d{{2,3}})(?:\\.\\d+)?[%％](?:股[份权])?的(?={C})")
_IN_BRACKETS = re.compile(
    f"({_BODY})（(?:系|是|为)?({_BODY})(?:的|旗下|下属)*(?:全资|控股)?(?:子公司|孙公司|分公司|下属企业|成员单位|成员企业)"
)
_IS = re.compile(
    f"({_BODY})[^，。；{C}{O}{A}]{{0,8}}(?:是|为|系|作为|隶属于?|属于|归属于|挂靠在?|由)({_BODY})"
    "(?:的|旗下|下属|所属|集团)*(?:的)?(?:全资|控股|参股)?(?:子公司|孙公司|成员单位|成员企业|下属企业|会员单位|会员企业|分公司|分支机构|直属单位|下属单位|一员|理事单位|副会长单位|会长单位|会员|管理|控股|分会)"
)
_SUBORDINATE = re.compile(f"({_BODY})[^，。；{C}{O}{A}]{{0,6}}(?:隶属于?|归属于?|挂靠在?|从属于)({_BODY})")
_OF_FIRM = re.compile(f"({C})的(?={C}(?:每|年|去|今|生产|作|已))")
_CHILD = re.compile(
    f"(?:全资|控股|参股)?(?:子公司|孙公司|分公司)(?:——|：|—|，即|，名为)?(?={C})"
    f"|(?<![^，。；、\\n])(?:集团|公司|总公司)(?:旗下|下属|所属|控股)的?(?={C})"
)
_MEMBER = re.compile(
    "(?:会员|成员|理事|副会长|会长|理事长|副理事长)(?:单位|企业)(?:——|：|，?(?:包括|分别[是为]|依次[是为]|另有|还有|有))?"
    f"(?={_BODY})"
)
_JOINS = re.compile(
    f"(?:吸收|吸纳|接纳|批准|同意|增补|通过)(?P<who>[{C}{O}](?:[^，。；]{{0,4}}[{C}{O}])*)(?:等[^，。；]{{0,6}})?"
    "(?:为|加入|入会|入盟|成为)(?!.{0,4}[副会]?长)"
)
_LIKE_CLUB = re.compile("协会|学会|商会|联盟|联合会|促进会|工会|理事会")
_HAS = re.compile(
    f"(?:下设|旗下有|旗下拥有|拥有|现有|设有)(?:全资|控股)?(?:子公司)?[“]?(?=[{C}][^，。；]{{0,60}}?(?:[两二三四五六\\d]家|等)(?:全资|控股|参股)*(?:及控股)?子公司)"
)
_HALF = 50
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
    for match in _HELD.finditer(context.masked):
        parent, held = context.token_at(match.start(1)), context.token_at(match.end())
        if parent and held and int(match[2]) > _HALF:
            yield between(context, Predicate.PART_OF, held, parent, "membership.held", 0.9)
    for pattern, rule, confidence in (
        (_IS, "is", 0.9),
        (_IN_BRACKETS, "is", 0.9),
        (_SUBORDINATE, "subordinate", 0.9),
    ):
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
        (_HAS, context.main_company, "of_main_firm"),
        (_MEMBER, _club(context), "of_main_body"),
    ):
        for match in pattern.finditer(context.masked) if parent else ():
            first = context.token_at(match.end())
            if first is None or parent is None or context.token_at(match.start() - 1):
                continue
            for child in _run(context, first):
                if context.name(child) != context.name(parent):
                    proof = (match.start(), child.pos + 1)
                    yield between(context, Predicate.PART_OF, child, parent, f"membership.{rule}", 0.7, proof)
    parent = _club(context)
    for match in _JOINS.finditer(context.masked) if parent else ():
        for child in context.between(*match.span("who"), C + O):
            if parent and context.name(child) != context.name(parent):
                yield between(
                    context, Predicate.PART_OF, child, parent, "membership.joins", 0.8, match.span()
                )


def _club(context: Context) -> Token | None:
    """The association that the article is about, if it is about one."""
    body = context.main_organisation
    return body if body and _LIKE_CLUB.search(context.name(body)) else None


def _run(context: Context, first: Token) -> list[Token]:
    run = [first]
    end = context.units[context.unit_index(first.pos)][1]
    for token in context.between(first.pos + 1, end, C + O + A):
        if recipients.group(context, [*run, token]) != [*run, token]:
            break
        run.append(token)
    return run
