"""LOCATED_IN: what the text says or plainly implies about where a firm, a body or a place is.

Needs PLACE. Gives LOCATED_IN. Nothing is read from a name alone; two places side by side are one in the other.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise, permutations

from kg.facts import awards_lists, places, recipients
from kg.facts.context import Context
from kg.facts.counts import value_of
from kg.facts.listed import Listing
from kg.facts.statements import between
from kg.facts.view import A, C, D, L, O, P, Token
from kg.model import EntityType, Predicate, Ref, Statement
from kg.offsets import Span

_CHAIN = f"{L}(?:[ 　]?{L})*"
_FIRM = f"[{C}{O}]"
_BEFORE = re.compile(
    f"(?:(?:位于|坐落于|坐落在|地处|落户|来自|驻|扎根|注册在|注册于|在|走进|来到|赴|到|访|与|和|、|，|。|；|：|“|\n|^|的|由|有|看|“))?"
    f"({_CHAIN})(?:市|的|来的|企业|一家企业|本土企业|本地企业|籍企业|这家企业|的企业|的一家|——|内的|境内的)*[“]?(?={_FIRM})"
)
_AFTER = re.compile(
    f"({_FIRM})(?:（[^）]*）)?[^，。；{C}{O}{L}]{{0,6}}(?:总部|注册地|厂区|工厂|公司)?[^，。；{C}{O}{L}]{{0,4}}"
    f"(?:位于|坐落于|坐落在|地处|落户于?|设在|设于|驻扎?在?|驻|迁至|迁入|搬进|搬到|扎根于?|注册在|注册于|落地|入驻|总部在|就在|落户|落)[了]?"
    f"({_CHAIN})(?=[，。；、）的\n]|正在|城|里|老厂|一|盖|建|投资|投产|设立|开工|扩建|新建|办|租|有|$)"
)
_WITH_PRODUCTS = re.compile(
    f"(?:[”’]?(?:的|（|：)?[“]?{D}[”）]?(?:产品|项目)?[、和与]?)+[，、；]?(?:以及|和|与|及)?[“]?"
)
_STEPS = ((1, 2), (2, 3), (3, 4))
_CITY = 2
_OF = re.compile(f"{L}的(?={L})")
_ONE_OF = re.compile(
    f"({_CHAIN})(?:的)?(?:这|那|本土的?)?(?:有)?一?[家个][^，。；{C}{O}{L}{P}]{{0,14}}(?:企业|公司|厂|厂家|小厂|供应商)(?:——|叫做?|名叫|，叫|，|是)?[“]?(?={_FIRM})"
)
_EXPLAINED = re.compile(f"({_FIRM})，({L}+)(?:本土|本地)?(?:的(?=[，。；、\\n]|企业|一家|老)|企业|人开的)")
_STANDS_IN = re.compile(f"({_FIRM})(?:就|也|都)?在({_CHAIN})(?=[。；]|，(?:做|是|主|有|以|离|占|专))")
_BESIDE = re.compile(
    f"({_CHAIN})(?:[^，。；{C}{O}{L}]{{0,6}}(?:边上?|旁边?|脚下|郊外|附近|对面|里|内)|境内)的[“]?(?={_FIRM})"
)
_ALL_IN = re.compile(f"([两二三四五六七八九\\d])[家个](?:企业|单位)?(?:都|均|全)(?:位于|坐落在|在)({_CHAIN})")
_ONE_EACH = re.compile(f"一[家个]在({L})[，、；]?(?:另)?一[家个]在({L})")
_VISITED = re.compile(f"(?<![一-龥])在({_CHAIN})(?:看|走访|调研|考察|参观|见到)了?[“]?(?={_FIRM})")
_BROUGHT = re.compile(f"(?:引进|引入)了?[“]?(?={C}[^，。；]{{0,60}}等[^，。；{C}]{{0,16}}企业)")
_SPOT = re.compile(
    f"(?:^|[。；\n])(?:\\d{{1,2}}[:：]\\d\\d)?[\\s　]*(?:在|第[一二三四五六七八九十]站|第[一二三四五六七八九十]家在|到)?({L})[，。：](?=[“]?{_FIRM})",
    re.MULTILINE,
)
_SEAT = re.compile(
    f"(?:位于|坐落于|坐落在|地处|迁往|迁至|迁到|搬到|搬进|搬至|落户|扎根|建在|设在|租在)了?({_CHAIN})"
)
_ROAD = re.compile("(?:路|街|大道|巷|弄|大厦|楼|号|胡同)$")
_OURS = re.compile(f"[我本]([市县区省州])的?[“]?(?=[{C}{O}{A}])")
_ZONE = re.compile("(?:园|区|新城|科学城|开发区|保税区|小镇|基地|片区|产业带)$")
_SITED = re.compile(
    f"(?:厂区|总部|新厂|工厂|生产线|基地|公司|车间|厂子|厂)(?:现在|现)?(?:位于|坐落于|坐落在|地处|设在|就在|搬到|搬至|落户|在)了?({_CHAIN})"
)
_BRACKETED = re.compile(
    f"({_FIRM})（(?:[^）{L}]{{0,6}}(?:位于|驻|在|地址|注册地))?：?({_CHAIN})(?:）|的|，|、)"
)
_ADDRESS = re.compile(
    f"(?:地\u3000*址|住\u3000*所|住所地|所在地|注册地址|通讯地址)[为在]?[：: ]?\\s*({_CHAIN})"
)
_ROLL = re.compile(
    f"({L})(?:市|地区|的)?(?:唯一上榜的|上榜的)?(?:企业)?(?:的?有|的独苗|的|是|为|仅|只有|则有|则是|：|（\\d+[家户个项]）|(?:新增|共有|共|占|入选|入围|获评|上榜|独得|拿下)*[\\d一二三四五六七八九十两]+\\s*[家户个项件席台]"
    f"(?:企业|产品)?(?:入选|入围|上榜|获评)?[，：（]?(?:分别是|分别为|依次是|依次为|包括|有|为|是)?[：]?)+[“]?(?={_FIRM})"
)
_SHARE = re.compile(
    f"{L}(?:市|区|县)?(?:共|有|占|又添|新增|入选|上榜|获评|的)*(?P<number>\\d+|[一二三四五六七八九十]+)\\s*[家户项个]"
)
_QUOTA = re.compile(
    f"{L}(?:市|区|县)?(?:又添|新增|共有|有|共)?(?P<number>\\d+|[一二三四五六七八九十]+)\\s*[家户项](?:企业|单位)?(?:入围|入选|上榜|获评|通过|[，。、；])"
)


def extract(context: Context) -> Iterator[Statement]:
    """Every place that is stated for an entity."""
    yield from _chains(context)
    yield from _stated(context)
    yield from _addresses(context)
    yield from _sited(context)
    yield from _seated(context)
    yield from _spots(context)
    yield from _groups(context)
    yield from _counted_list(context)
    yield from _listed(context)
    yield from _at_home(context)


def _listed(context: Context) -> Iterator[Statement]:
    """The place beside a firm in a row, and the place above it in a group row."""
    for listing in context.listings:
        placed = any(
            record.places or (record.heading and context.between(*record.heading, L))
            for record in listing.records
        )
        local = None if placed else _list_place(context) or _quota_place(context, listing)
        for record in listing.records:
            proof = (record.start, record.end)
            above = context.between(*record.heading, L) if record.heading else []
            for subject in record.subjects:
                for place in record.places:
                    yield _located(context, subject, place, "row", 0.9, proof)
                for place in above if not record.places else ():
                    yield _located(context, subject, place, "group", 0.85, proof)
                if local and not record.places and not above:
                    yield _located(context, subject, local, "local_list", 0.6, proof)


def of_winners(context: Context, statements: Iterable[Statement]) -> Iterator[Statement]:
    """The city or county that the title names alone, of the firms whose honours the article reports and that it places
    nowhere else."""
    titled = context.between(0, context.position(context.reading.article.title_span[1]), L)
    if len(titled) != 1 or places.rank(context.name(titled[0])) not in (2, 3):
        return
    known = list(statements)
    placed = {one.subject for one in known if one.predicate is Predicate.LOCATED_IN}
    winners = {one.subject for one in known if one.predicate is Predicate.AWARDED} - placed
    for name, firm in {context.name(token): token for token in reversed(context.of(C))}.items():
        if Ref(EntityType.COMPANY, name) in winners:
            yield _located(context, firm, titled[0], "winner", 0.65, (firm.pos, firm.pos + 1))


_PART = (f"（{L}部分", f"({L}部分")


def _list_place(context: Context) -> Token | None:
    """The city or county in the title of a list that it publishes of its own firms."""
    titled = context.between(0, context.position(context.reading.article.title_span[1]), L)
    part = next((token for token in titled if context.masked[token.pos - 1 : token.pos + 3] in _PART), None)
    place = part or (titled[0] if titled else None)
    return place if place and places.rank(context.name(place)) in (2, 3) else None


def _quota_place(context: Context, listing: Listing) -> Token | None:
    """The place of 某市占15个 on the line right above a list of just so many firms."""
    lead = [line for line in context.lines if line[1] <= listing.start and line[1] > line[0]][-1:]
    for start, end in lead:
        for match in _SHARE.finditer(context.masked, start, end):
            if value_of(match["number"]) == len(listing.records):
                return context.token_at(match.start())
    return None


def _tokens(context: Context, start: int, end: int) -> list[Token]:
    return context.between(start, end, L)


def _located(
    context: Context, subject: Token, place: Token, rule: str, confidence: float, proof: Span | None = None
) -> Statement:
    return between(context, Predicate.LOCATED_IN, subject, place, f"locations.{rule}", confidence, proof)


def _chains(context: Context) -> Iterator[Statement]:
    """杭州市上城区: each place lies in the one before it."""
    for match in re.finditer(f"{L}[ 　]?{L}(?:[ 　]?{L})*", context.masked):
        chain = _tokens(context, *match.span())
        bare = context.masked[match.end() : match.end() + 1] not in ("的", C, O)
        for outer, inner in pairwise(chain):
            if bare and _ROAD.search(context.name(inner)):
                continue
            if _may_hold(context.name(outer), context.name(inner)):
                yield _located(context, inner, outer, "chain", 0.9)

    for match in _OF.finditer(context.masked):
        outer_token, inner_token = context.token_at(match.start()), context.token_at(match.end())
        if (
            outer_token
            and inner_token
            and places.inside(context.name(inner_token), context.name(outer_token))
        ):
            yield _located(context, inner_token, outer_token, "of", 0.9)


def _may_hold(outer: str, inner: str) -> bool:
    """Not a county before its province, nor two places that the catalogue knows as neighbours."""
    if places.meant(outer) and places.meant(inner):
        return places.inside(inner, outer)
    return not places.inside(outer, inner)


def _stated(context: Context) -> Iterator[Statement]:
    for pattern, rule, confidence in (
        (_BEFORE, "before", 0.95),
        (_ONE_OF, "one_of", 0.85),
        (_VISITED, "visited", 0.8),
        (_BESIDE, "beside", 0.8),
        (_ROLL, "roll", 0.95),
    ):
        for match in pattern.finditer(context.masked):
            first = context.token_at(match.end())
            if first is None or (rule == "before" and _is_subject(context, match)):
                continue
            for subject in _run(context, first) if rule == "roll" else [first]:
                for place in _tokens(context, *match.span(1)):
                    yield _located(context, subject, place, rule, confidence)
    for pattern, rule, confidence in (
        (_AFTER, "after", 0.95),
        (_BRACKETED, "bracket", 0.95),
        (_EXPLAINED, "explained", 0.85),
        (_STANDS_IN, "stands_in", 0.85),
    ):
        for match in pattern.finditer(context.masked):
            firm = context.token_at(match.start(1))
            for place in _tokens(context, *match.span(2)) if firm else ():
                if firm:
                    yield _located(context, firm, place, rule, confidence)


def _is_subject(context: Context, match: re.Match[str]) -> bool:
    """Whether the place before a firm is no attribute of it (从深圳到…)."""
    gap = context.masked[match.end(1) : match.end()]
    return gap == "" and context.masked[max(match.start(1) - 1, 0)] in "从赴到往去"


def _run(context: Context, first: Token) -> list[Token]:
    run = [first]
    end = context.units[context.unit_index(first.pos)][1]
    for token in context.between(first.pos + 1, end, C + O + L):
        gap = context.masked[run[-1].pos + 1 : token.pos]
        joined = recipients.group(context, [*run, token]) == [*run, token] or _WITH_PRODUCTS.fullmatch(gap)
        if token.mask == L or not joined:
            break
        run.append(token)
    return run


def _addresses(context: Context) -> Iterator[Statement]:
    """地址：… in a notice: of the firm named right before it, or of the body that the notice comes from."""
    for match in _ADDRESS.finditer(context.masked):
        owner = _owner(context, match.start())
        for place in _tokens(context, *match.span(1)) if owner else ():
            if owner:
                yield _located(context, owner, place, "address", 0.8)


def _owner(context: Context, pos: int) -> Token | None:
    """The body of an address: the one at the head of the same or the last line, or who signs the notice."""
    line = context.masked.rfind("\n", 0, pos) + 1
    above = context.masked.rfind("\n", 0, max(line - 1, 0)) + 1
    if re.search("秘书处|本会|我会", context.masked[line:pos]):
        return context.main_organisation
    for start in (line, above):
        tokens = context.between(start, pos, C + O + A)
        if tokens and tokens[0].pos - start < 8:
            return tokens[0]
    signed = [
        token
        for start, end in context.lines
        if end - start < 4
        for token in context.between(start, end, C + O)
    ]
    after = [token for token in signed if token.pos > pos]
    run = [token for token in after if token.pos - after[0].pos < 12]
    return run[-1] if run else None


def _seated(context: Context) -> Iterator[Statement]:
    """地处… in a clause without a firm: of the firm that the article is about."""
    for match in _SEAT.finditer(context.masked):
        unit = context.units[context.unit_index(match.start())]
        named = context.between(unit[0], match.start(), C + O + A + P + L)
        owner = context.focus if not named else _leading(context, named, match.start())
        for place in _tokens(context, *match.span(1)) if owner else ():
            if owner:
                yield _located(context, owner, place, "seated", 0.7, match.span())


def _leading(context: Context, named: list[Token], pos: int) -> Token | None:
    """The firm that begins the sentence whose later clause says where it is: 甲公司成立于2006年，位于…."""
    clause = max(context.masked.rfind(mark, 0, pos) for mark in "，；：") + 1
    bare = not re.sub("[现也还今已总部厂区公司]", "", context.masked[clause:pos])
    only = len({context.name(token) for token in named}) == 1
    first = named[0]
    return first if only and bare and first.mask in C + O and recipients.leads(context, first) else None


def _spots(context: Context) -> Iterator[Statement]:
    """湘东区，X; 在建阳区，X: a place alone at the head of a sentence about a firm."""
    for match in _SPOT.finditer(context.masked):
        place = context.token_at(match.start(1))
        firm = next(iter(context.between(match.end(), match.end() + 2, C + O)), None)
        if place and firm:
            yield _located(context, firm, place, "spot", 0.8, (match.start(1), firm.pos + 1))


def _sited(context: Context) -> Iterator[Statement]:
    """厂区位于…: of the firm that the sentence, or else the article, is about."""
    for match in _SITED.finditer(context.masked):
        unit = context.units[context.unit_index(match.start())]
        firms = context.between(unit[0], match.start(), C + O)
        owner = firms[-1] if firms else context.main_company
        for place in _tokens(context, *match.span(1)) if owner else ():
            if owner:
                yield _located(context, owner, place, "sited", 0.7, match.span())


def _groups(context: Context) -> Iterator[Statement]:
    """甲，乙，丙。三家都在昌都市; 甲与乙，一个在城关区，一个在堆龙德庆区: of the firms named last."""
    for match in _ALL_IN.finditer(context.masked):
        number = value_of(match[1])
        firms = _firms_before(context, match.start())
        for firm in firms[-int(number) :] if number and len(firms) >= number else ():
            for place in _tokens(context, *match.span(2)):
                yield _located(context, firm, place, "all_in", 0.85, (firm.pos, match.end()))
    for match in _ONE_EACH.finditer(context.masked):
        firms = _firms_before(context, match.start())[-2:]
        for firm, at in zip(firms, (match.start(1), match.start(2)), strict=False):
            spot = context.token_at(at)
            if spot:
                yield _located(context, firm, spot, "all_in", 0.85, (firm.pos, match.end()))


def _firms_before(context: Context, pos: int) -> list[Token]:
    """The firms of this sentence and the one before, each once, in order."""
    floor = context.units[max(context.unit_index(pos) - 1, 0)][0]
    return list({context.name(one): one for one in context.between(floor, pos, C + O)}.values())


def _counted_list(context: Context) -> Iterator[Statement]:
    """海淀区11家企业入围 before a list of eleven firms: the numbers agree, so the firms are from there."""
    subjects = awards_lists.recipients_of(context)
    if len(subjects) < 2:
        return
    for match in _QUOTA.finditer(context.masked):
        number = value_of(match["number"])
        place = context.token_at(match.start())
        home = context.home.place
        if place and home and context.name(place) == context.name(home) and number == len(subjects):
            for subject in subjects:
                yield _located(context, subject, place, "counted", 0.75, match.span())
            return


def _at_home(context: Context) -> Iterator[Statement]:
    """我市…X: a firm in a sentence about the article's own place; and places that lie in it by the catalogue."""
    for unit in context.units:
        word = context.home.own_word(*unit)
        if not word or word[0][0] not in "我本":
            continue
        place = context.home.meant_by(word[0], word.start())
        if place is None:
            continue
        for subject in context.between(word.end(), unit[1], C):
            yield _located(context, subject, place, "own", 0.65, (word.start(), subject.pos + 1))
    for match in _OURS.finditer(context.masked):
        ours, owned = context.home.meant_by(match[1], match.start()), context.token_at(match.end())
        if ours and owned:
            yield _located(context, owned, ours, "ours", 0.8, (match.start(), owned.pos + 1))
    yield from _brought(context)
    yield from _named_together(context)
    yield from _inner_places(context)


def _brought(context: Context) -> Iterator[Statement]:
    """引进了甲、乙一批企业 in the report of a city or county: they have come there."""
    home = context.home.place
    if home is None or places.rank(context.name(home)) not in (2, 3):
        return
    for match in _BROUGHT.finditer(context.masked):
        first = context.token_at(match.end())
        for firm in _run(context, first) if first else ():
            yield _located(context, firm, home, "brought", 0.7, (match.start(), firm.pos + 1))


def _inner_places(context: Context) -> Iterator[Statement]:
    """Places that lie in the article's own by the catalogue, and zones that a sentence about it names alone."""
    home = context.home.place
    if home is None:
        return
    outer = context.name(home)
    seen: set[str] = {outer}
    for token in context.tokens:
        name = context.name(token)
        listed = any(one.start <= token.pos < one.end for one in context.listings)
        if token.mask != L or name in seen or (listed and places.rank(outer) != _CITY):
            continue
        if places.inside(name, outer) and (places.rank(outer), places.rank(name)) in _STEPS:
            rule, confidence = "inner", 0.6
        elif (
            places.rank(outer) in (2, 3)
            and not places.meant(name)
            and _ZONE.search(name)
            and _alone(context, token, outer)
        ):
            rule, confidence = "inner_zone", 0.6
        else:
            continue
        seen.add(name)
        yield _located(context, token, home, rule, confidence, (token.pos, token.pos + 1))


def _named_together(context: Context) -> Iterator[Statement]:
    """A county and its city, a town and its county, a city and its province that one sentence names."""
    for unit in context.units:
        named = {context.name(token): token for token in reversed(context.between(*unit, L))}
        for (outer, holder), (inner, held) in permutations(named.items(), 2):
            step = (places.rank(outer), places.rank(inner))
            if step in _STEPS and places.inside(inner, outer):
                first, last = sorted((holder.pos, held.pos))
                yield _located(context, held, holder, "together", 0.7, (first, last + 1))


def _alone(context: Context, token: Token, outer: str) -> bool:
    """Whether the sentence names no known place outside the article's own."""
    unit = context.units[context.unit_index(token.pos)]
    names = {context.name(other) for other in context.between(*unit, L)}
    return all(name == outer or not places.meant(name) or places.inside(name, outer) for name in names)
