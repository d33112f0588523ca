"""Products: a concrete thing with a name, where the text shows that it is one.

Evidence is a table's column of products, a model code (WD175-6250机组, 化油器TL-200), a maker (X公司的A), the pairing
of maker and product in a list (X公司（A）, A——X公司), or quotation marks with a product noun (“水掌柜”巡检平台).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg.catalog.lists import alternation, words
from kg.model import EntityType
from kg.nlp.candidates import Candidate, article_of, propose
from kg.nlp.edges import cuts, left_edge
from kg.nlp.list_lines import products_in_lines
from kg.nlp.overlap import resolve_overlaps
from kg.nlp.programmes import CATALOGUE
from kg.nlp.propagation import short_firms
from kg.nlp.spans import place_ends_by_start, proposed, text_of
from kg.nlp.tables import cells_of
from kg.offsets import Span

SOURCE = "products"
QUOTED = "quoted-product"
SHORTEST, LONGEST = 4, 32
_CODE = re.compile(
    r"(?<![A-Za-z0-9\-./])(?=[A-Za-z0-9\-+./·]*[A-Za-z])(?=[A-Za-z0-9\-+./·]*\d)"
    r"(?!(?:ISO|GB|IATF|HACCP|DB|SA|AS|EN|IEC|CNAS|GDP|PM|CO|www|http)[\d/. \-])"
    r"[A-Za-z0-9][A-Za-z0-9\-+./·]*[A-Za-z0-9+](?:[型系]列?)?"
)
_NUMBER_OF = re.compile(
    r"(?:编号|证书号|文号|号码|代码|批号|编码|注册号|许可证)[为是：:]?$"
)  # of a certificate
_UNIT = re.compile(r"[\d.]+(?:k|M|G|T)?(?:W|Wh|VA|V|A|m|mm|cm|km|kg|g|t|L|ml|Hz|Pa|N|C|K)$", re.IGNORECASE)
_BODY = r"[\u4e00-\u9fffA-Za-z0-9\-+./·×±α-ωΑ-Ω]"
_AFTER_MAKER = re.compile(
    rf"(?:公司|自主|研制|研发|生产|制造|开发|推出|打造){{0,3}}的(?:新一代|新型|一种|一款|一台|同款)?({_BODY}{{2,34}})"
)
_OWNED_ITEM = re.compile(
    r"的[“]?(?P<thing>[^、，。；：的“”（）\s]{2,20})[”]?(?:产品|装备)?(?:(?P<next>[、；和及与]|以及)|[。，等\n]|$)"
)
_IN_BRACKETS = re.compile(rf"（(?:产品为|产品：|主导产品：?)?({_BODY}{{3,30}})）")
_BEFORE_MAKER = re.compile(
    rf"(?m)(?:^|[、；。）])[ \u3000]*(?:\d{{1,3}}[.．、][ \u3000]*)?((?!\d{{1,2}}\.){_BODY}{{4,34}})(?:——|—|－|：|，)$"
)
_QUOTED = re.compile(rf"“({_BODY}{{2,7}})”({_BODY}{{1,16}})")
_NUMBERING = re.compile(r"\d{1,2}\.(?=[A-Z]|\d+[A-Z])")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_LINE_PAIR = re.compile(r"（([^（）\n]{3,30})）(?=\s|$)")
_LINE_REST = re.compile(
    rf"(?:[：:/／][ \u3000]*|[ \u3000]{{2,}}|\u3000|\t)“?({_BODY}{{3,30}})”?[。；]?(?=[ \u3000]{{2,}}|\t|[ \u3000]*(?:\n|$))"
)
_LINE_START = re.compile(r"(?:^|\n)[ \u3000]*(?:[（(]?\d{1,4}[.、)）．]?[ \u3000]*)?$")
_MAKING = r"(?:发明专利|专利|项目|产品|共同|联合|自主|牵头|合作|参与|完成|研制|研发|开发|生产|申报|制造|设计|打造|等单位|的){0,4}"
_THING = r"(?:等)?(?:[\d一二三四五六七八九十两]+[个项款种])?(?:的)?(?:产品|项目|成果|技术|装备|设备|系统|软件|发明专利|专利)?"
_QUOTED_OF_MAKER = re.compile(
    rf"{_MAKING}“([^“”，。；：\n]{{3,40}})”(?:（[^（）\n]{{1,20}}）)?{_THING}(?=[、，；。]|和|与|及|[荣喜斩]?获|入选|入围|上榜|被|列入|通过|成功|顺利|分别|再次|均|[去今]年)"
)
_QUOTED_OF_FIRM = re.compile(  # 其“A”2018年获…; 公司的“A”入选…
    rf"(?:其|公司|企业|该厂)(?:自主|研制|研发|开发|生产|制造)*的?“({_BODY}{{3,40}})”{_THING}(?:(?:19|20)\d\d年|[去今]年|又|还|也|先后|曾|成功|近日){{0,3}}"
    r"(?:荣?获|入选|入围|上榜|被|列入|通过)"
)
_WON = r"(?:荣?获|入选|入围|上榜|斩获|摘得|列入|通过|被[认评列授命])"
_WHEN = r"(?:先后|成功|顺利|还|也|又|再次|曾|近日|日前|[去今前]年|同年|(?:19|20)\d\d年(?:\d{1,2}月)?|于){0,3}"
# 其自主研发的A获…; 2020年，“A”入选…
_MADE_AND_WON = re.compile(
    rf"(?:研发|研制|开发|生产|制造|设计|打造)的“?(?P<name>{_BODY}{{3,30}}?)”?{_THING}{_WHEN}{_WON}"
    rf"|(?:^|[，；。\n])“(?P<quoted>{_BODY}{{4,30}})”{_WHEN}{_WON}"
    rf"|[，；：](?P<bare>(?!其|该|公司|企业|集团|全|我|本|此|这|另|并|又|还|也){_BODY}{{5,24}}?)(?:产品)?{_WHEN}{_WON}",
    re.MULTILINE,
)
# 该公司A、B两项产品已通过…: counted as products behind their names
_COUNTED = re.compile(
    rf"(?:公司|企业|集团|该厂)(?:自主|研发|研制|生产|申报)*的?(?P<list>{_BODY}{{4,30}}(?:、{_BODY}{{4,30}})*(?:和|及|以及){_BODY}{{4,30}}|{_BODY}{{4,30}}(?:、{_BODY}{{4,30}})+)(?:等)?[\d一二两三四五六七八九十]+[项个款种](?:产品|装备)"
)
# 三项产品被评定为首台（套），分别是A、B和C
_LISTED = re.compile(
    rf"(?:产品|装备)[^。；\n]{{0,40}}[，：](?:分别|依次|具体)?(?:是|为|包括|有)：?(?P<list>{_BODY}{{3,30}}(?:（[^（）\n]{{1,20}}）)?(?:(?:、|和|以及|及){_BODY}{{3,30}}(?:（[^（）\n]{{1,20}}）)?)+)(?=[。；，\n]|等|$)"
)
_LISTED_ITEM = re.compile(r"[^、和及以（）]+(?:（[^（）]*）)?")
_NO_THING = re.compile("(?:工厂|车间|模式|经验|案例|活动|大会|论坛|行动|工程|计划|企业|单位|公司)$")
_CALLED_PRODUCT = re.compile(rf"（(?:产品|产品名称|冠军产品|获奖产品|入选产品)[：:为]“?({_BODY}{{3,30}})”?）")
_AWARDED = re.compile("等奖|获|入选|入围|上榜|评为|认定|列入|列为")
_FIRST_OF_KIND = re.compile(
    rf"(?:^|[，；。\n]|[这那]家?[企公][业司]的|公司的|企业的)[“]?(?P<name>{_BODY}{{6,30}}?)[”]?(?:产品|装备)?"
    r"(?:[去今前]年[底初]?|同年|\d{4}年(?:\d{1,2}月)?|又|还|也|先后|再次|成功|顺利|曾|近日|日前){0,3}"
    r"(?:被[^，。；]{2,24}?)?(?:认定为|评为|列为|列入|入选|获评|评上|获得|获|拿到|拿下|进入|进了)[^，。；]{0,14}?首[（(]?(?:台|批次|版次)",
    re.MULTILINE,
)
_NO_PRODUCT = re.compile(
    r"编号|证书|文号|十[一二三四五]五|复核|机构|^[省市县区]|[省市县区]$|女|男|公司|经理|主任|董事|平台$|车间|[主防底一热路专战直曲]线$|短板$|窗口"
)
_MODEL_IN_BRACKETS = re.compile(r"（(?=[A-Za-z\d\-]*\d)[A-Za-z][A-Za-z\d\-/]+(?:系列?|型)?）")
_COUPLED = re.compile("[及和与]")
_LIST_STOP = re.compile(r"产品|等(?=\d|[一二三四五六七八九十两])|[获入列被经通]")
_STRONG_HEADS = frozenset("机仪器泵阀炉塔车船艇线床釜罐缸桥舱")


@cache
def _function_words() -> re.Pattern[str]:
    """Words that end the name before them, after words that only look as if they held one (智能, 金属)."""
    return re.compile(
        rf"{alternation(words('product_protected.txt'))}|(?P<word>[的了在是和与及被把将获凭让给供于已又也等]|产品|入选|列入|评上|进入|进了|通过|项目|成功|荣|各|一次|一举|榜上|第[一二三]|率先|首次|成为|属|用户|用于|可|能|装[进上柜]|送[进到]|卖[到给]|如期|交付|出炉|停产)"
    )


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(words('product_heads.txt'))}(?:[A-Z]{{1,4}}[\-\dA-Za-z./]*)?)$")


@cache
def _triggers() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words('product_triggers.txt'))}“?({_BODY}{{5,30}})")


@cache
def _stop() -> frozenset[str]:
    return frozenset(words("product_stop.txt"))


@Language.component("kg_products", assigns=["doc._.candidates"])
def kg_products(doc: Doc) -> Doc:
    """Propose PRODUCT candidates."""
    text = text_of(doc)
    places = place_ends_by_start(doc)
    named = resolve_overlaps([*proposed(doc), *short_firms(doc)])
    makers = [c for c in named if c.type in (EntityType.COMPANY, EntityType.ORGANIZATION)]
    article = article_of(doc)
    cells = [*cells_of(article, "product"), *cells_of(article, "main_product")]
    ends = {maker.start: maker.end for maker in makers}
    found = [
        *(Candidate(cell.start, cell.end, EntityType.PRODUCT, "table", 0.98) for cell in cells),
        *(
            Candidate(*span, EntityType.PRODUCT, "list", 0.9)
            for span in products_in_lines(text, ends, places)
        ),
        *_by_code(text, places),
        *_by_maker(text, makers),
        *_of_makers_in_turn(text, makers),
        *_in_brackets(text, makers),
        *_quoted(text),
        *_quoted_of_maker(text, makers),
        *_first_of_kind(text),
        *(_candidate(*match.span(1), 0.6) for match in _CALLED_PRODUCT.finditer(text)),
        *_by_trigger(text),
        *_listed(text),
        *_made_and_won(text),
    ]
    return propose(doc, _beside_programmes(found, named))


def _beside_programmes(found: Iterable[Candidate], named: Iterable[Candidate]) -> Iterator[Candidate]:
    """The products that neither begin in the name of a programme nor hold one of the catalogue (省首台套重大技术装备), unless
    quotation marks say where it begins and ends (“智能工厂操作系统”)."""
    programmes = [one for one in named if one.type is EntityType.PROGRAM]
    for product in found:
        inside = [one for one in programmes if one.start < product.end and product.start < one.end]
        quoted = product.source == QUOTED and all(
            one.end - one.start < product.end - product.start for one in inside
        )
        if (
            product.source == "table"
            or quoted
            or not any(one.start < product.start or one.source == CATALOGUE for one in inside)
        ):
            yield product


def _by_code(text: str, places: Mapping[int, int]) -> Iterator[Candidate]:
    """Model codes with the noun behind them or before them."""
    for match in _CODE.finditer(text):
        numbering = _NUMBERING.match(match[0])
        code_start = match.start() + (numbering.end() if numbering else 0)
        year = _YEAR.search(match[0]) if text.startswith("年", match.end()) else None
        code_end = match.end() - (4 if year else 0)
        code = text[code_start:code_end]
        if code in _stop() or _UNIT.fullmatch(code) or len(code) < 3 or _numbers(text, code_start):
            continue
        end = 0 if year else _noun_end(text, code_end)
        if end:
            yield _candidate(code_start, end, 0.75)
            continue
        start = max(left_edge(text, code_start, places), code_start - 24)
        before = text[start:code_start]
        if len(before) > 1 and _head().search(before) and not re.search("[的了]", before):
            yield _candidate(start, code_end, 0.7)


def _numbers(text: str, at: int) -> bool:
    """Whether a code is the number of a certificate or document."""
    return _NUMBER_OF.search(text, max(0, at - 6), at) is not None


def _noun_end(text: str, start: int) -> int:
    """Where the noun behind a model code ends, or 0: before a function word, or else after a longer noun."""
    run = re.compile(r"(?: [A-Z][A-Za-z]{1,8})? ?[\u4e00-\u9fff]{1,18}").match(text, start)
    if not run:
        return 0
    limit = _limit(text, start, run.end())
    if _head().search(text, start, limit):
        return limit
    return next((end for end in range(limit, start + 1, -1) if _long_head(text, start, end)), 0)


def _limit(text: str, start: int, end: int) -> int:
    """The first function word's position between ``start`` and ``end``, or ``end``."""
    found = _function_words().finditer(text, start, end)
    return next((match.start() for match in found if match["word"]), end)


def _ends_before(name: str) -> bool:
    """Whether a name ends before its end: a function word stands in it."""
    return _limit(name, 0, len(name)) < len(name)


def _long_head(text: str, start: int, end: int) -> bool:
    found = _head().search(text, start, end)
    return found is not None and (found.end() - found.start() > 1 or found[0] in _STRONG_HEADS)


def _by_maker(text: str, makers: list[Candidate]) -> Iterator[Candidate]:
    """X公司的A, and A——X公司 on a line."""
    starts = {maker.start for maker in makers if maker.confidence >= 0.8}
    for maker in makers:
        owned = _AFTER_MAKER.match(text, maker.end)
        if owned:
            joined = _joined(text, owned.start(1), owned.end(1), starts)
            yield from (_candidate(*joined, 0.68),) if joined else _named(text, *owned.span(1), 0.65)
        line = max(text.rfind("\n", 0, maker.start) + 1, maker.start - 60)
        before = _BEFORE_MAKER.search(text[line : maker.start])
        if before and _specific(before[1]):
            yield _candidate(line + before.start(1), line + before.end(1), 0.55)


def _of_makers_in_turn(text: str, makers: list[Candidate]) -> Iterator[Candidate]:
    """X公司的A、Y公司的B和Z公司的C: short nouns too, when one of them is surely a product and all end like one."""
    owned = {maker.start: thing for maker in makers if (thing := _OWNED_ITEM.match(text, maker.end))}
    for start, thing in owned.items():
        if any(one["next"] and one.end() == start for one in owned.values()):
            continue  # not the first of its run
        run = [thing]
        while run[-1]["next"] and run[-1].end() in owned:
            run.append(owned[run[-1].end()])
        names = [one["thing"] for one in run]
        if len(run) > 1 and all(map(_head().search, names)) and any(map(_specific, names)):
            yield from (_candidate(*one.span("thing"), 0.6) for one in run)


def _joined(text: str, start: int, limit: int, makers: set[int]) -> Span | None:
    """A及B as one product, and what is called 产品 at its end, where nobody else's product begins in between."""
    stop = _LIST_STOP.search(text, start + 1, limit)
    end = stop.start() if stop else limit
    if any(start < maker < end for maker in makers):
        return None
    called = (
        text.startswith("产品", end) and end - start >= SHORTEST and not _NO_PRODUCT.search(text, start, end)
    )
    if called and _limit(text, start, end) == end:
        return start, end
    coupled = _COUPLED.search(text, start + 2, end)
    parts = (text[start : coupled.start()], text[coupled.end() : end]) if coupled else ()
    return (start, end) if parts and all(map(_specific, parts)) else None


def _in_brackets(text: str, makers: list[Candidate]) -> Iterator[Candidate]:
    """X公司（A) and lines X公司：A: a product noun, or anything where most or many lines end like that."""
    pairs = [pair for maker in makers if (pair := _LINE_PAIR.match(text, maker.end))]
    rests = [line for maker in makers if (line := _rest_of_line(text, maker))]
    named = sum(map(_specific, (line[1] for line in rests)))
    listed = len(pairs) > 2
    for line in rests:
        if _specific(line[1]) or (named * 2 >= len(rests) > 1 and not _ends_before(line[1])):
            yield _candidate(*line.span(1), 0.6)
    for maker in makers:
        pair = _IN_BRACKETS.match(text, maker.end)
        if pair and not _NO_PRODUCT.search(pair[1]) and (listed or _specific(pair[1])):
            yield _candidate(*pair.span(1), 0.6)


def _rest_of_line(text: str, maker: Candidate) -> re.Match[str] | None:
    """What stands behind a firm that begins its line: 1. X公司：A, 1、X公司  A  A-80."""
    begins = _LINE_START.search(text, max(0, maker.start - 10), maker.start)
    return _LINE_REST.match(text, maker.end) if begins else None


def _specific(name: str) -> bool:
    """Whether a name ends like a product and says more than its kind; no verb stands inside."""
    if (
        name in _stop()
        or _NO_PRODUCT.search(name)
        or not SHORTEST <= len(name) <= LONGEST
        or len(cuts(name, 0, len(name))[0]) > 1
    ):
        return False
    code = _CODE.search(name)
    return bool(code and code.end() == len(name)) or _long_head(name, 0, len(name))


def _named(text: str, start: int, limit: int, confidence: float) -> Iterator[Candidate]:
    """The product whose name starts here and goes up to a function word."""
    end = _limit(text, start + 1, limit)
    if _specific(text[start:end]):
        model = _MODEL_IN_BRACKETS.match(text, end)
        yield _candidate(start, model.end() if model else end, confidence)


def _quoted(text: str) -> Iterator[Candidate]:
    """A name in quotation marks with a product noun or code right behind: both together, marks inside."""
    for match in _QUOTED.finditer(text):
        end = _limit(text, match.start(2), match.end(2))
        noun = text[match.start(2) : end]
        if _NO_PRODUCT.search(match[1]) or len(noun) < 2:
            continue
        if _CODE.fullmatch(noun) or (
            _long_head(noun, 0, len(noun)) and len(cuts(noun, 0, len(noun))[0]) == 1
        ):
            yield _candidate(match.start(), end, 0.55)


def _quoted_of_maker(text: str, makers: list[Candidate]) -> Iterator[Candidate]:
    """X公司的“A”获…, X公司“A”、Y公司“B”2个产品被认定为…: a thing in quotation marks of its maker, in a sentence of awards."""
    for maker in makers:
        match = _QUOTED_OF_MAKER.match(text, maker.end)
        if not match or _NO_THING.search(match[1]):
            continue
        begin = max(text.rfind(mark, 0, maker.start) for mark in "。\n") + 1
        stop = text.find("。", match.end())
        if _AWARDED.search(text, begin, maker.start) or _AWARDED.search(text, match.end() - 1, max(stop, 0)):
            yield Candidate(*match.span(1), EntityType.PRODUCT, QUOTED, 0.6)
    for match in _QUOTED_OF_FIRM.finditer(text):
        if not _NO_THING.search(match[1]) and not _NO_PRODUCT.search(match[1]):
            yield Candidate(*match.span(1), EntityType.PRODUCT, QUOTED, 0.6)


def _first_of_kind(text: str) -> Iterator[Candidate]:
    """A被认定为…首台（套）: what is the first of its kind is a product."""
    for match in _FIRST_OF_KIND.finditer(text):
        yield from _named(text, *match.span("name"), 0.55)


def _made_and_won(text: str) -> Iterator[Candidate]:
    """What somebody made, what stands in marks, or what begins its clause, and has won something: when it ends like a
    product."""
    for match in _MADE_AND_WON.finditer(text):
        kind = match.lastgroup or "name"
        name = match[kind]
        fits = _head().search(name) and not _NO_PRODUCT.search(name) and not _ends_before(name)
        if fits and (kind != "bare" or _specific(name)):
            yield _candidate(*match.span(kind), 0.6)


def _listed(text: str) -> Iterator[Candidate]:
    """Products counted and then named one by one, when most of them end like one."""
    for match in (*_LISTED.finditer(text), *_COUNTED.finditer(text)):
        items = [*_LISTED_ITEM.finditer(text, *match.span("list"))]
        if any(_NO_PRODUCT.search(one[0]) or _ends_before(one[0]) for one in items):
            continue  # firms stand among them: 甲公司的A、乙公司的B
        named = [one for one in items if _head().search(one[0].partition("（")[0]) or _CODE.search(one[0])]
        if 2 * len(named) > len(items):
            yield from (_candidate(*one.span(), 0.6) for one in items if len(one[0]) > 3)


def _by_trigger(text: str) -> Iterator[Candidate]:
    """What stands behind words such as 推出 or 凭, when it is specific enough to be a product's name."""
    for match in _triggers().finditer(text):
        for candidate in _named(text, match.start(1), match.end(1), 0.5):
            if candidate.end - candidate.start > 5:
                yield candidate


def _candidate(start: int, end: int, confidence: float) -> Candidate:
    return Candidate(start, end, EntityType.PRODUCT, SOURCE, confidence)
