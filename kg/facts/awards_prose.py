"""AWARDED in running text: who received what, said by a verb.

Needs COMPANY (or ORGANIZATION, PLACE, AGENCY) and PROGRAM; PRODUCT where named. Gives AWARDED.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.catalog.lists import alternation
from kg.facts import lexicon, recipients
from kg.facts.award_fields import Trigger, fields_of, product_for, product_of, products_listed
from kg.facts.context import Context
from kg.facts.frames import group_back
from kg.facts.honours import is_grade
from kg.facts.recipients import Recipient
from kg.facts.statements import Found, award, evidence
from kg.facts.view import A, C, D, G, L, O, P, Token
from kg.model import Statement
from kg.offsets import Span

_BY = re.compile(
    f"(?:被|由|经|获|受)([{A}{O}](?:(?:、|和|与|及)[{A}{O}])*)(?:等[^，]{{0,8}})?[^，。{C}{O}{A}{D}]{{0,10}}$"
)
_TAKING = re.compile(f"(?:将|把|让)(?=[^，]{{0,6}}[{C}{O}{D}])")
_LIGHT = re.compile("^[^，。；：\ue000\ue002\ue003\ue006]{0,16}$")
_DATED = "(?:[\\s\\d年月日初末底曾先后也又还再并均都已于在即]|[〇○零一二三四五六七八九十])*"
_TOPICAL = re.compile(
    f"”(?:项目|产品|成果|技术)$|[{C}{O}{D}](?:[^，。]{{0,8}}|{_DATED})$"
    f"|(?:该公司|该企业|该厂|公司|企业|本身|它|其|我们|本公司)(?:[^，。]{{0,6}}|{_DATED})$"
)
_GRANTING = re.compile(
    f"([{A}{O}](?:(?:、|和|与|及)[{A}{O}])*)(?:等[^，]{{0,6}})?(?:[^，。{C}{D}]{{0,12}}(?:授予|颁发|颁给|评定|认定|评选|发布|公布|评审|的))?[^，。{C}{D}]{{0,16}}$"
)
_BECOMES = (
    "成为",
    "成了",
    "进了",
    "进入",
    "上了",
    "挂了",
    "评了",
    "获",
    "建有",
    "设有",
    "建成",
    "拥有",
    "持有",
)
_WHEN = re.compile(
    "(?:[\\s\\d年月日底初又再到也还并且曾于在均都已〇○一二三四五六七八九十]|去年|今年|同年|当年|次年|随后|后来|终于|正式|先后|已经|那年|如今|现在)*"
)
_PLAQUE = re.compile(
    "[”’」』]*(?:企业|单位|产品|中小|示范|称号|荣誉|的|等|多|数|[\\d一二两三四五六七八九十]+|[项个块枚顶]|“)*(?:桂冠|光环|奖牌|牌匾|铜牌|牌子|金匾|匾|证书|称号|名头|头衔|帽子|招牌)(?!的?(?:复印件|照片))"
)
_TELLS_OF_PRIZE = (
    "登上领奖台",
    "获此殊荣",
)  # of the honour named before, whether or not a list was announced
_IN_TURN = re.compile("分别?(?:被?(?:获|荣|入选|评|认定|授予|列)|$)[^，。]{0,4}$")
_LONGEST_GAP = 34
_IS_A = re.compile(f"一[家个所][^，。；：{C}{O}{P}{D}]{{0,44}}的(?:国家级?|省级|市级|{L})?[“]?")
# 甲公司是全区首家获评…的企业
_FIRST_OF = re.compile(
    f"[{C}{O}](?:也|还|更|就)?(?:成为|是|系|为)[^，。；：{C}{O}{P}{D}]{{0,16}}(?:首[家个批]|唯一|仅有|第[一二三四五六七八九十\\d]+[家个]|[一\\d][家个])[^，。；：{C}{O}{P}{D}]{{0,8}}$"
)
_STANDS = ("是", "也是", "还是", "就是", "属", "属于", "系", "为")
_ALSO = re.compile("[也还又更既同时并且现今目前]*")
_LED = re.compile(
    f"[\\s“]*(?:{L}的?)?(?:[{C}{O}]|(?:这|该|本)[家个]?[^，。{P}{D}]{{0,12}}(?:企业|公司|厂|单位)|公司|企业|我们|我司|我厂)"
)
_LEVEL = re.compile("国际|国内|省内|国家级|省级|市级")
_LEVELS = re.compile(f"(?:{_LEVEL.pattern})(?:[、和与](?:{_LEVEL.pattern}))+")
_LEVEL_OF = {"国际": "国际", "国内": "国内", "省内": "省", "国家": "国家", "省级": "省", "市级": "市"}
_YEARS = re.compile("(?:(?:19|20)\\d\\d年?[、和及与])+(?:19|20)\\d\\d年(?=[^\\d，]{0,10}$)")
_NUMBERED = re.compile("[”’」』）)]*(?:企业|产品|称号|项目)?\\d+\\s*[家个项件户]")


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, tuple[str, str | None]]]:
    table = {row["text"]: (row["kind"], row["status"] or None) for row in lexicon.rows("award_triggers.csv")}
    return re.compile(alternation(table)), table


def triggers(context: Context, span: Span) -> list[Trigger]:
    """The triggers of a masked stretch, the longest where several begin at one place."""
    pattern, table = _pattern()
    return [Trigger(*match.span(), *table[match[0]]) for match in pattern.finditer(context.masked, *span)]


def extract(context: Context) -> Iterator[Statement]:
    """Every award that a clause states."""
    for unit in context.units:
        if context.heads_columns(unit[0]):
            continue
        if not context.between(*unit, G) and not context.frames.before(unit[0]):
            continue
        clauses = context.clauses(unit)
        for number, clause in enumerate(clauses):
            found = triggers(context, clause)
            for index, trigger in enumerate(found):
                stop = next((t.start for t in found[index + 1 :] if t.kind in ("strong", "bare")), clause[1])
                stated = _event(context, unit, clauses, number, trigger, stop)
                yield from (one for one in stated if not _runs_into_table(context, one))


def _runs_into_table(context: Context, statement: Statement) -> bool:
    """Whether words over a table are read of a firm in it: what the table says, its rows say."""
    evidence, here = statement.evidence, (statement.evidence.end, statement.evidence.end)
    subject, honour = (statement.origins.get(name, here)[0] for name in ("subject", "object"))
    return any(
        min(evidence.start, honour) < table.start < max(evidence.end, subject + 1) and subject < table.end
        for table in context.reading.article.tables
    )


def _event(
    context: Context, unit: Span, clauses: list[Span], number: int, trigger: Trigger, stop: int
) -> Iterator[Statement]:
    clause = clauses[number]
    programs = context.between(trigger.end, stop, G)
    if trigger.kind == "give":
        if not _is_passive(context, clause, trigger):
            return
        trigger = replace(trigger, kind="strong")
    if lexicon.cue("deny_before").search(context.masked, clause[0], trigger.start) and not _excused(
        context, clause, trigger
    ):
        return
    programs = _heads(context, programs)
    if programs and _fits(context, clause, trigger, programs):
        yield from _received(context, unit, clauses, number, trigger, programs)
    elif trigger.kind == "bare" and not programs:
        yield from _of_frame(context, unit, clauses, number, trigger)


def _is_passive(context: Context, clause: Span, trigger: Trigger) -> bool:
    """Whether a word of giving is said of who receives: 甲公司被省政府授予…."""
    by = _BY.search(context.masked, clause[0], trigger.start)
    return bool(by) and context.masked.startswith(("被", "获", "受"), by.start() if by else 0)


def _heads(context: Context, programs: list[Token]) -> list[Token]:
    """The honours among the programmes: no plans or rules, and of 专精特新“小巨人” the last."""
    kept: list[Token] = []
    for number, program in enumerate(programs):
        following = programs[number + 1] if number + 1 < len(programs) else None
        if following and context.twin(following) is program:
            continue
        if not lexicon.cue("no_honour").search(program.mention.text):
            kept.append(program)
    return kept


def _excused(context: Context, clause: Span, trigger: Trigger) -> bool:
    """A denial before an earlier, separate part of the clause (推荐后, 经申报) does not deny."""
    before = context.masked[clause[0] : trigger.start]
    return bool(re.search("(?:申报|推荐|申请|培育|评审|准备)(?:后|、|并|，|和评审|、审核)", before))


def _fits(context: Context, clause: Span, trigger: Trigger, programs: list[Token]) -> bool:
    gap = context.masked[trigger.end : programs[0].pos]
    after = context.masked[programs[-1].pos + 1 : programs[-1].pos + 40]
    if (
        lexicon.cue("deny_between").search(gap)
        or lexicon.cue("deny_after").match(after)
        or (len(gap) > _LONGEST_GAP and not _IS_A.fullmatch(gap))
    ):
        return False
    if context.between(trigger.end, programs[0].pos, C + P):
        return False
    of_kind = lexicon.cue("deny_kind").match(after)
    if of_kind and not _FIRST_OF.search(context.masked, clause[0], trigger.start):
        return False
    named = context.between(clause[0], trigger.start, C + O + D)
    if not named and lexicon.cue("deny_general").match(after):
        return False
    if trigger.kind == "plaque" and not _PLAQUE.match(after):
        return False
    if trigger.kind == "weak":
        before = context.masked[clause[0] : trigger.start]
        word = context.masked[trigger.start : trigger.end]
        own = word in _BECOMES and bool(_WHEN.fullmatch(before))
        stands = word in _STANDS and bool(_ALSO.fullmatch(before)) and _goes_on(context, clause[0])
        return bool(_LIGHT.match(gap) or _IS_A.fullmatch(gap)) and (
            own or stands or bool(_TOPICAL.search(before))
        )
    return True


def _goes_on(context: Context, start: int) -> bool:
    """Whether a clause without a subject goes on with the firm that its sentence begins with."""
    unit = context.units[context.unit_index(start)]
    lead = context.masked[unit[0] : start]
    return bool(lead) and bool(_LED.match(lead)) and not context.between(unit[0] + 1, start, P + D)


def _received(
    context: Context, unit: Span, clauses: list[Span], number: int, trigger: Trigger, programs: list[Token]
) -> Iterator[Statement]:
    clause = clauses[number]
    grantors, end = _granting_bodies(context, clause, trigger, programs[0])
    start = clause[0]
    taken = _TAKING.search(context.masked, start, trigger.start)
    if taken and not grantors:
        bodies = context.between(start, taken.start(), A + O)
        grantors = group_back(context, bodies) if bodies else []
    found = recipients.before(
        context, unit, [*clauses[:number], (taken.end() if taken else start, clause[1])], number, end
    )
    if not found:
        found = _after(context, clause, programs[-1]) if found is None else None
    counted = _NUMBERED.match(context.masked[programs[-1].pos + 1 :][:8])
    levels = _aligned_levels(context, trigger, programs, len(found or ()))
    apart = len(found or ()) == len(programs) > 1 and _gives_each_one(context, clause, trigger)
    for order, recipient in enumerate(found or ()):
        if counted and recipient.subject.mask == L:
            continue
        if recipient.carried and _wished(context, unit, clauses, number):
            continue
        for program in programs[order : order + 1] if apart else programs:
            one = _statement(context, unit, clause, trigger, recipient, program, grantors)
            listed = products_listed(context, program, unit[1]) if len(found or ()) == 1 else []
            if listed:
                yield from _each_product(context, unit, trigger, recipient, one, listed)
                continue
            yield from _each_year(context, clause, trigger, _with(context, one, "level", levels, order))


def _gives_each_one(context: Context, clause: Span, trigger: Trigger) -> bool:
    """Whether as many honours as firms are given in turn: 甲、乙分获G、G."""
    return _IN_TURN.search(context.masked, clause[0], trigger.end) is not None


def _each_product(
    context: Context,
    unit: Span,
    trigger: Trigger,
    recipient: Recipient,
    one: Statement,
    products: list[Token],
) -> Iterator[Statement]:
    """An award for each product that the sentence goes on to list; the proof goes on to where it is named."""
    start = min(recipient.subject.pos, trigger.start) if recipient.subject.pos >= unit[0] else trigger.start
    named = [Found(context.name(product), product.pos, product.pos + 1) for product in products]
    for order, product in enumerate(products):
        stated = _with(context, one, "product", named, order)
        yield replace(stated, evidence=evidence(context, start, product.pos + 1))


def _aligned_levels(context: Context, trigger: Trigger, programs: list[Token], size: int) -> list[Found]:
    """国际, 国内 in 甲和乙分别入选国际、国内首台（套）: as many levels as recipients, in order."""
    gap = context.masked[trigger.end : programs[0].pos]
    match = _LEVELS.search(gap)
    said = list(_LEVEL.finditer(match[0])) if match else []
    if match is None or len(said) != size:
        return []
    start = trigger.end + match.start()
    return [Found(_LEVEL_OF[one[0][:2]], start + one.start(), start + one.end()) for one in said]


def _with(context: Context, one: Statement, key: str, values: list[Found], order: int) -> Statement:
    """A statement with another value of a qualifier, where there are such."""
    if not values:
        return one
    found = values[order]
    origins = {**one.origins, key: context.span(found.start, found.end)}
    return replace(
        one, qualifiers={**one.qualifiers, key: found.value}, origins=dict(sorted(origins.items()))
    )


def _each_year(context: Context, clause: Span, trigger: Trigger, one: Statement) -> Iterator[Statement]:
    """2021年、2023年两度入选: one award a year."""
    match = _YEARS.search(context.masked, clause[0], trigger.start)
    years = context.times.years(*match.span(), strict=False) if match else []
    for order in range(max(len(years), 1)):
        yield _with(context, one, "year", years, order)


def _wished(context: Context, unit: Span, clauses: list[Span], number: int) -> bool:
    """Whether the clause before says that all this is only asked for (请协会出面，把…列入)."""
    before = context.masked[unit[0] : clauses[number][0]]
    return bool(lexicon.cue("deny_carried").search(before))


def _granting_bodies(
    context: Context, clause: Span, trigger: Trigger, program: Token
) -> tuple[list[Token], int]:
    """The grantors in 被A列为G or 获得A授予的G, and where the recipients' stretch ends."""
    by = _BY.search(context.masked, clause[0], trigger.start)
    if by:
        return context.between(by.start(1), by.end(1), A + O), by.start()
    given = _GRANTING.search(context.masked, trigger.end, program.pos)
    tokens = context.between(given.start(1), given.end(1), A + O) if given else []
    if (
        tokens
        and tokens[0].mask == O
        and not re.search("授予|颁发|评|发布|认定|的", context.masked[tokens[-1].pos : program.pos])
    ):
        tokens = []
    return tokens, trigger.start


def _after(context: Context, clause: Span, program: Token) -> list[Recipient] | None:
    """获得G称号的X: the firm after the honour that qualifies it."""
    match = re.compile(f"[”’」』]?[^，。；：{C}{O}{D}]{{0,10}}的(?:企业|单位|公司)?(?=[{C}{O}])").match(
        context.masked, program.pos + 1, clause[1]
    )
    if not match:
        return None
    first = context.token_at(match.end())
    return [Recipient(first, None, False)] if first else None


def _statement(
    context: Context,
    unit: Span,
    clause: Span,
    trigger: Trigger,
    recipient: Recipient,
    program: Token,
    grantors: list[Token],
) -> Statement:
    frame = context.frames.of(program, reach=3)
    if frame and frame.pos > program.pos:
        frame = None
    frame = frame or context.frames.of_part(unit)
    if is_grade(program):
        frame = context.frames.within(frame)
    fields = fields_of(context, unit, clause, trigger, program, grantors, frame)
    product = product_for(context, unit, trigger, recipient, program)
    fields["product"] = product_of(product, context)
    start = _proof_start(context, unit, clause, trigger, recipient)
    confidence = 0.85 if trigger.kind == "weak" else 0.95
    rule = f"awards_prose.{trigger.kind}" + (".carried" if recipient.carried else "")
    proof = (start, max(program.pos + 1, trigger.end))
    return award(
        context, recipient.subject, program, proof, rule, confidence - 0.1 * recipient.carried, fields
    )


def _proof_start(context: Context, unit: Span, clause: Span, trigger: Trigger, recipient: Recipient) -> int:
    """Where the proof begins: at the first name that the sentence itself gives, else at the clause."""
    named = [token.pos for token in (recipient.subject, recipient.product) if token and token.pos >= unit[0]]
    return min(trigger.start, *named) if named else clause[0]


def _of_frame(
    context: Context, unit: Span, clauses: list[Span], number: int, trigger: Trigger
) -> Iterator[Statement]:
    """…名单公布，X榜上有名: the honour was named before."""
    clause = clauses[number]
    earlier = context.between(unit[0], trigger.start, G)
    inverted = context.masked[trigger.end : trigger.end + 1] == "的"
    frame = context.frames.before(trigger.start, reach=10 if inverted else 5)
    programs = [earlier[-1]] if earlier else list(frame.programs[-1:]) if frame and not frame.deny else []
    if not programs:
        return
    told = context.masked[trigger.start : trigger.end] in _TELLS_OF_PRIZE
    if not earlier and not (frame and (frame.listing or told)):
        return
    found = None if inverted else recipients.before(context, unit, clauses, number, trigger.start)
    text = context.masked[trigger.end : clause[1]]
    if match := re.match(f"的(?:企业|单位)?(?:是|有|为|包括)?(?=[{C}{O}])", text):
        first = context.token_at(trigger.end + match.end())
        run = [first] if first else []
        for token in context.between(trigger.end + match.end() + 1, clause[1], C + O):
            if len(recipients.group(context, [*run, token])) != len(run) + 1:
                break
            run.append(token)
        found = [Recipient(token, None, False) for token in run]
        following = context.between(run[-1].pos + 1, unit[1], D)[:1] if len(run) == 1 else []
        if following and re.fullmatch("，其", context.masked[run[0].pos + 1 : following[0].pos]):
            found = [Recipient(run[0], following[0], False)]
    for recipient in found or ():
        if recipient.subject.mask == L:
            continue
        if recipient.carried and recipient.product is None and "其" not in text and not earlier:
            continue
        program = programs[0]
        fields = fields_of(context, unit, clause, trigger, program, [], context.frames.of(program))
        fields["product"] = product_of(recipient.product, context)
        start = min(recipient.subject.pos, trigger.start)
        end = max(
            trigger.end, recipient.subject.pos + 1, recipient.product.pos + 1 if recipient.product else 0
        )
        yield award(context, recipient.subject, program, (start, end), "awards_prose.bare", 0.85, fields)
