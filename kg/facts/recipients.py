"""Who receives: the firms (and their products) before the word that says so, or carried over from before."""

import re
from dataclasses import dataclass, replace

from kg.facts.context import Context
from kg.facts.view import ANY, A, C, D, G, L, O, P, Token
from kg.offsets import Span

_JOINT = re.compile(
    "^(?:（[^）]{0,40}）|\\([^)]{0,40}\\))?(?:[”’」』])?(?:等)?\\s*(?:、|和|与|及|，?以及|暨|；|/)\\s*(?:其)?"
    f"(?:{L}+(?:市|区|县)?的?|[^，。；、：（）{ANY}]{{1,16}}的)?[“‘「『]?$"  # 甲市的A、做担架的B
    # 甲区的A，乙市的B，以及丙县的C
    f"|^，(?:以及|还有|和)?(?:{L}+(?:市|区|县)?|高新区|经开区|开发区|新区|保税区|园区)的$"
    f"|^）、[^，。；、：（）{ANY}]{{1,20}}（$"  # 焊接（A）、灯检（B）
    "|^(?:牵头|主持|领衔)，(?:由|与|和|会同|联合)?$"  # 由A牵头，B、C共同完成
    # A牵头完成的“…”、B的“…”
    f"|^(?:牵头|主持|承担|联合|合作|共同)?(?:完成|研发|研制|申报|实施|建设)?的(?:“(?:[^”\n{ANY}]{{2,40}}|{D})”|{D})(?:项目|产品|成果)?(?:、|和|以及|；)由?$"
    "|^$"
)
_GOES_ON = ("以及", "及")  # a clause that goes on with what the one before enumerates
_ITEM = re.compile("^[^，。；]{0,12}$")
_PRODUCT_JOINT = re.compile(
    "^[”’]?(?:产品|装备|项目|系统|设备|技术|系列)?(?:、|和|与|及|以及)?(?:一种)?[“‘]?$"
)
_PLACE_TAIL = re.compile(
    "^(?:也|还|又|再次|再度|分别|双双|均|都|一举|成功|正式|首次|此次|今年|去年|同时|先后|于|在|年|月|日|近日|日前|\\d|被|曾|已|，|、)*$"
)
_COUNTED = re.compile("[\\d一二三四五六七八九十两]+\\s*(?:余|多)?(?:家|个|项|户|件)")
_OWN_COUNTED = re.compile(
    f"(?:该|本)?(?:公司|企业|集团|厂)(?:共?有)?{_COUNTED.pattern}(?:产品|装备|成果|项目)"
)  # 集团三项产品
_COUNTED_FIRMS = re.compile(f"(?:{_COUNTED.pattern}|[两多数])(?:[^，。；]{{0,6}})(?:企业|公司|集团|工厂)")
_OTHER = re.compile(
    "旗下|下属|子公司|所属|合作的|供应商|客户|经销商|投资的|参股|合建|共建|负责人|董事长|总经理|员工|职工|工人|师傅|同志"
)
_PRONOUN = re.compile(
    "该公司|该企业|该厂|该集团|该院|该单位|该项目|本公司|我公司|公司|企业|集团|厂里|工厂|我们|咱们|我厂|我院|学校|其|它|这家|该园区|该产品|这套|这台|这款|该装备|该设备|此项|这项"
)
_PRODUCT_PRONOUN = re.compile(
    "该产品|该装备|该设备|该系统|该技术|其产品|这套|这台|这款|此项技术|该项目|产品(?:也|还|又|已|先后|曾)"
)
_OWN_PRONOUN = re.compile("[\\s\\d年月日底初]*(公司|该公司|该企业|该厂|我厂|厂里|我们)(?![叫名称是原])")
_MADE = re.compile("这(?:种|台|款|套|张|个|只|项)|该(?:机|型|产品|设备|装备|系统)|此(?:机|项|款)|产品")
_EXAMINED = re.compile(f"({_MADE.pattern})[^，]*(?:通过了?|经过?)$")  # 这款产品通过了某研究院的鉴定
_ADVERBIAL = re.compile(
    "^[\\s“”（）—·\\d年月日底初末今去前同当上也还又再先后曾已均都并于在被继而此后随后目前至期间其同时连续多次成功顺利近日前个以之内第一二三四五六七八九十几、]*$"
)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A firm or other body, with the product that was recognised if it is named. ``carried``: not in this clause."""

    subject: Token
    product: Token | None
    carried: bool


_OWN_WORDS = (
    "企业",
    "厂子",
    "我们",
    "咱们",
    "我厂",
    "我公司",
    "本公司",
    "我院",
    "公司",
    "集团",
    "厂里",
    "工厂",
)
_LOOSE = ("它", "其", "")
_ELSEWHERE = re.compile(
    "他们|人家|对方|同行|别的|另一家|那家|有人|全市|全省|全县|全区|我市|我省|我县|各地|哪|谁|某"
)
_UNDER = re.compile("^(?:集团|公司|总公司)?(?:旗下|下属|所属|控股|名下)的?(?:全资|控股)?(?:子公司)?")
_DATED_PART = re.compile("\\s*(?:(?:19|20)\\d\\d年|[去今前]年|次年)")
_WORD_OF_MAKER = re.compile(
    "(该公司|该企业|该厂|该集团|该院)(?:的|自主|联合|研发|研制|开发|生产|制造|申报|“)*$"
)
_PRODUCT_IN_BRACKETS = re.compile(f"（(?:[^（），。；{ANY}]{{0,6}}[：为])?[“]?(?P<product>{D})[”]?）")
# 建有某中心: what a firm has is not what the next clause speaks of
_HAS = re.compile(
    "(?:建有|设有|拥有|建成|共建|组建|成立|设立|依托|联合|携手)(?:了|国家级|省级|一个|一家)*[“]?$"
)
_PUBLISHES = re.compile("(?:日前|近日|昨日|联合|正式)*(?:公布|发布|公示|印发|下发|揭晓|评出)")
_WHOSE = re.compile(f"(?:[^，。；、{ANY}]{{0,6}}的)?[“‘「]?{G}")
BLOCKED: list[Recipient] = []


def before(
    context: Context, unit: Span, clauses: list[Span], number: int, end: int
) -> list[Recipient] | None:
    """The recipients before a masked position in a clause; an empty list when it is certain that there are none."""
    first = number
    while first and context.masked.startswith(_GOES_ON, clauses[first][0]):
        first -= 1
    start = clauses[first][0]
    tokens = [
        token
        for token in context.between(start, end, C + O + D + A + L + P)
        if not _bracketed(context, start, token) and not _qualifies_honour(context, token, end)
    ]
    if tokens:
        found = _last_group(context, tokens, end)
        if found is not None:
            return found
    return _carried(context, unit, clauses, number, start, end)


def _qualifies_honour(context: Context, token: Token, end: int) -> bool:
    """Whether a place or agency only says whose honour an earlier one is: 2017年入选工信部“G1”、2019年获评G2."""
    honour = _WHOSE.match(context.masked, token.pos + 1, end) if token.mask in A + L else None
    return honour is not None and token.pos > 0 and context.masked[token.pos - 1] not in "，。；、"


def _bracketed(context: Context, start: int, token: Token) -> bool:
    text = context.masked[start : token.pos]
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _last_group(context: Context, tokens: list[Token], end: int) -> list[Recipient] | None:
    last = tokens[-1]
    tail = context.masked[last.pos + 1 : end]
    if last.mask == P:
        return BLOCKED
    if last.mask == D:
        return _products(context, tokens)
    if last.mask in C + O:
        if _OTHER.search(tail):
            return BLOCKED
        return [Recipient(token, _in_brackets(context, token), False) for token in group(context, tokens)]
    if last.mask == A and len(tokens) > 1 and context.masked[last.pos - 1] in "在被由经获受从向与":
        return _last_group(context, tokens[:-1], end)
    if last.mask == A:
        return (
            [Recipient(last, None, False)]
            if len(tail) <= 3 and "被" not in tail and _PLACE_TAIL.match(tail)
            else None
        )
    if _PLACE_TAIL.match(tail) and not _COUNTED.search(tail):
        return [Recipient(token, None, False) for token in group(context, tokens)]
    bodies = [token for token in tokens if token.mask in C + O + D]
    if bodies and not _COUNTED.search(tail) and context.masked[last.pos - 1] in "在于的自由":
        return _last_group(context, bodies, end)
    return BLOCKED if _COUNTED.search(tail) or "企业" in tail or "产品" in tail else None


def _in_brackets(context: Context, firm: Token) -> Token | None:
    """The product that stands in brackets behind a firm: 甲公司（A）、乙公司（B）入选."""
    match = _PRODUCT_IN_BRACKETS.match(context.masked, firm.pos + 1)
    return context.token_at(match.start("product")) if match else None


def group(context: Context, tokens: list[Token]) -> list[Token]:
    """The last token with those of its kind that are joined to it: A、B和C; 甲市的A、乙县的B."""
    kinds = C + O if tokens[-1].mask in C + O else tokens[-1].mask
    found = [tokens[-1]]
    for token in reversed([one for one in tokens[:-1] if one.mask in kinds]):
        joint = context.masked[token.pos + 1 : found[0].pos]
        if not joint or not _JOINT.match(joint):
            break
        found.insert(0, token)
    return found


def _products(context: Context, tokens: list[Token]) -> list[Recipient] | None:
    """X的A产品、Y的B产品: each product with the firm before it."""
    chosen = [tokens[-1]]
    for token in reversed(tokens[:-1]):
        gap = context.masked[token.pos + 1 : chosen[0].pos]
        fits = _PRODUCT_JOINT.match(gap) if token.mask == D and chosen[0].mask == D else _ITEM.match(gap)
        if token.mask not in C + O + D or not fits:
            break
        if token.mask in C + O and chosen[0].mask in C + O and not _JOINT.match(gap):
            break
        chosen.insert(0, token)
    return pairs(context, chosen)


def pairs(context: Context, tokens: list[Token]) -> list[Recipient] | None:
    """Firms and products in order as recipients: a product belongs to the firm (or firms) right before it."""
    found: list[Recipient] = []
    owners: list[Token] = []
    fresh = True
    for token in tokens:
        if token.mask == D:
            if not owners and any(one.mask != D for one in tokens):
                continue  # another's product before the first firm: A“甲”、乙公司“B” where A was not recognised
            if not owners:
                owner = topic(context, token.pos, word=_word_before(context, token))
                owners = [owner] if owner else []
            found.extend(Recipient(owner, token, False) for owner in owners)
            fresh = True
        else:
            owners = [token] if fresh else [*owners, token]
            fresh = False
    if not fresh:
        found.extend(Recipient(owner, None, False) for owner in owners)
    return found or None


def _word_before(context: Context, product: Token) -> str:
    """The word for its maker that a product stands behind: 该公司 in 该公司研制的A."""
    found = _WORD_OF_MAKER.search(context.masked, max(0, product.pos - 16), product.pos)
    return found[1] if found else ""


def topic(context: Context, pos: int, *, word: str = "") -> Token | None:
    """The firm that 公司, 该厂, 它, 我们 or nothing at all speaks of."""
    index = context.unit_index(pos)
    line = context.masked.rfind("\n", 0, pos)
    if word.startswith("该") and (firm := _before_this(context, index, line)):
        return firm
    if word in _OWN_WORDS and context.main_company:
        return _of_paragraph(context, line + 1, pos) or context.main_company
    here = [
        one for one in context.between(context.units[index][0], pos, C + O) if not recognises(context, one)
    ]
    if here and not (context.focus and word in _LOOSE and not any(leads(context, one) for one in here)):
        firms = [token for token in here if token.mask == C]
        return (firms or here)[-1] if word.startswith(("该", "它", "其")) else (firms or here)[0]
    if context.focus:
        return context.focus
    for number in range(index - 1, max(index - 4, -1), -1):
        start, end = context.units[number]
        if end <= line:
            break
        firms = [firm for firm in context.between(start, end, C) if _is_subject(context, firm)]
        if firms:
            return firms[0] if len({context.name(firm) for firm in firms}) == 1 else None
    if context.several_firms:
        return None
    return context.main_company


def _of_paragraph(context: Context, start: int, pos: int) -> Token | None:
    """The one firm that a paragraph is about up to here: 企业 in it is that one, whoever the article is about."""
    firms = context.between(start, pos, C)
    if len({context.name(firm) for firm in firms}) != 1 or not _is_subject(context, firms[0]):
        return None
    opening = context.masked[context.units[context.unit_index(firms[0].pos)][0] : firms[0].pos]
    return None if re.search(f"[^{L}\\d\\s年月日，]", opening) else firms[0]


def _before_this(context: Context, index: int, line: int) -> Token | None:
    """The one firm that the sentence before, in the same paragraph, is about or names: what 该厂 speaks of."""
    start, end = context.units[index - 1] if index else (0, 0)
    firms = context.between(start, end, C) if end > line else []
    named = [firm for firm in firms if not context.is_parent(firm)]
    for firms in ([firm for firm in named if _is_subject(context, firm)], named):
        if len({context.name(firm) for firm in firms}) == 1:
            return firms[0]
    return None


def recognises(context: Context, token: Token) -> bool:
    """Whether a body is named as the one that recognised or examined: 被某协会评为."""
    return token.pos > 0 and context.masked[token.pos - 1] in "被由经获"


def leads(context: Context, token: Token) -> bool:
    """Whether a firm begins its clause, as a subject does (卖给X does not)."""
    before = re.split("[，。；：、\n]", context.masked[max(token.pos - 24, 0) : token.pos])[-1]
    before = _UNDER.sub("", before)
    return len(re.sub(f"[{L}\\d年月日“的在]", "", before)) <= 2


def _is_subject(context: Context, token: Token) -> bool:
    """Whether a firm may be what its sentence is about: it leads its clause, and not as a place (在X干了六年)."""
    before, after = context.masked[token.pos - 1 : token.pos], context.masked[token.pos + 1 : token.pos + 2]
    return leads(context, token) and (before not in tuple("在从到向给对跟往") or after in tuple("，里内的"))


def _carried(
    context: Context, unit: Span, clauses: list[Span], number: int, start: int, end: int
) -> list[Recipient] | None:
    """The recipients of a clause that names none: of the clauses before it, or of the sentence before."""
    text = context.masked[start:end]
    if _COUNTED.search(text) and not _OWN_COUNTED.match(text):
        return BLOCKED
    pronoun = _PRONOUN.search(text)
    if pronoun and text[: pronoun.start()].endswith("你"):
        return BLOCKED
    if pronoun:
        subject = topic(context, start + pronoun.start(), word=pronoun[0])
        product = _product_before(context, start) if _PRODUCT_PRONOUN.search(text) else None
        return [Recipient(subject, product, True)] if subject else None
    for earlier in range(number - 1, -1, -1):
        found = _subjects_of(context, clauses[earlier])
        if found and starts_anew(context, clauses[earlier][0], start):
            return [replace(one, product=None) for one in found]
        if found:
            return found
        if found is not None:
            return BLOCKED
    if _ADVERBIAL.match(text) and not _COUNTED.search(context.masked[unit[0] : start]):
        found = _of_last_unit(context, unit)
        if found:
            return found
    return _of_focus(context, unit, start, end)


def starts_anew(context: Context, before: int, start: int) -> bool:
    """Whether a dated part of a series begins between two positions: 2009年，A列入…；2011年，被认定为…."""
    part = context.masked.rfind("；", before, start)
    return part >= 0 and _DATED_PART.match(context.masked, part + 1) is not None


def _of_focus(context: Context, unit: Span, start: int, end: int) -> list[Recipient] | None:
    """这种电缆去年被…认定: the firm that the article is about, when the sentence names no other body."""
    text = context.masked[unit[0] : end]
    if context.focus is None or _ELSEWHERE.search(text) or _COUNTED.search(text):
        return None
    if context.between(unit[0], end, C + O + P + L):
        return None
    product = _product_before(context, start) if _MADE.search(context.masked[start:end]) else None
    return [Recipient(context.focus, product, True)]


def _subjects_of(context: Context, clause: Span) -> list[Recipient] | None:
    tokens = context.between(*clause, C + O + D + P + L)
    text = context.masked[clause[0] : clause[1]]
    heads = [
        token
        for token in tokens
        if token.mask in C + O + D
        and not _bracketed(context, clause[0], token)
        and not (token.mask == O and _PUBLISHES.match(context.masked, token.pos + 1))
    ]
    if not heads:
        word = _PRONOUN.search(_COUNTED_FIRMS.sub("", text))
        subject = topic(context, clause[0], word=word[0]) if word else None
        product = _product_before(context, clause[0]) if subject and _PRODUCT_PRONOUN.search(text) else None
        if subject:
            return [Recipient(subject, product, True)]
        return [] if any(token.mask == P for token in tokens) or (_COUNTED.search(text) and tokens) else None
    if heads[0].mask in C + O and _HAS.search(text[: heads[0].pos - clause[0]]):
        return None
    if heads[0].mask in C + O and not leads(context, heads[0]):
        if one := _other_subject(context, clause, heads[0]):
            return [Recipient(one, None, True)]
        if made := _EXAMINED.match(text[: heads[0].pos - clause[0]]):
            product = _product_before(context, clause[0])
            subject = topic(context, clause[0], word=made[1])
            return [Recipient(subject, product, True)] if subject else None
    if makers := _makers(context, heads, clause):
        return [Recipient(maker, heads[0], True) for maker in makers]
    run = [heads[0]]
    for token in heads[1:]:
        gap = context.masked[run[-1].pos + 1 : token.pos]
        if not (
            _JOINT.match(gap)
            or (token.mask == D and gap in ("的", "", "研发的", "自主研发的", "生产的", "的“"))
        ):
            break
        run.append(token)
    found = pairs(context, run)
    product = _product_before(context, clause[0]) if _PRODUCT_PRONOUN.search(text) else None
    return [Recipient(one.subject, one.product or product, True) for one in found] if found else None


def _other_subject(context: Context, clause: Span, firm: Token) -> Token | None:
    """公司的轴瓦装进了甲厂的机器: the firm that the words before a firm speak of."""
    word = _OWN_PRONOUN.match(context.masked, clause[0], firm.pos)
    subject = topic(context, clause[0], word=word[1]) if word else None
    return subject if subject and context.name(subject) != context.name(firm) else None


def _makers(context: Context, heads: list[Token], clause: Span) -> list[Token]:
    """甲公司 and 乙大学 in 这套D是甲公司和乙大学一起做的."""
    firms = [token for token in heads[1:] if token.mask in C + O]
    if (
        heads[0].mask != D
        or not firms
        or not re.fullmatch("[”’]?(?:是|由|系)[“]?", context.masked[heads[0].pos + 1 : firms[0].pos])
    ):
        return []
    run = group(context, firms)
    rest = context.masked[run[-1].pos + 1 : clause[1]]
    return run if run[0] is firms[0] and re.search("研制|研发|做|造|开发|生产|完成", rest) else []


def _of_last_unit(context: Context, unit: Span) -> list[Recipient] | None:
    """荣获…: the subject of the sentence before, in the same paragraph."""
    index = context.unit_index(unit[0])
    line = context.masked.rfind("\n", 0, unit[0])
    for number in range(index - 1, max(index - 5, -1), -1):
        start, end = context.units[number]
        if end <= line:
            return None
        tokens = context.between(start, end, C + O + D + P)
        if not tokens:
            continue
        if tokens[0].mask == P:
            return None
        if context.focus and tokens[0].mask in C + O and not leads(context, tokens[0]):
            return [Recipient(context.focus, None, True)]
        return _subjects_of(context, (start, end))
    return None


def _product_before(context: Context, pos: int) -> Token | None:
    floor = context.units[max(context.unit_index(pos) - 4, 0)][0]
    return context.last_before(pos, D, floor)
