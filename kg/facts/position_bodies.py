"""Whose post a title is: the firm or body that a title leaves to its context."""

import re
from dataclasses import dataclass

from kg.facts import recipients
from kg.facts.context import Context
from kg.facts.statements import Found
from kg.facts.titles import BODY
from kg.facts.view import A, C, O, Token

GENERIC = re.compile("^(?:原|前)?(?:集团公司|集团|公司|企业|厂里|厂(?!长)|协会|学会|商会|本会|该会)")


# The posts of courts, juries and working groups: never of the firm that a text happens to speak of.
_OF_PANEL = re.compile("^副?组长$|[组团队]组?长$|评委|评审|审判|合议庭|起草|检查组|督查|调研组|裁判")


@dataclass(frozen=True, slots=True)
class Near:
    """The body named last, and whether it was in the same sentence."""

    body: Token | None
    same_sentence: bool


def of_rank(context: Context, title: str, body: Token | None, pos: int) -> Token | None:
    """省委副书记、省长: a governor belongs to the government, when the article names it."""
    match = re.search("([省市县区])长$", title)
    if not match or (body is not None and (body.mask != A or not context.name(body).endswith("委"))):
        return body
    return government(context, match[1], pos) or body


def government(context: Context, level: str, pos: int) -> Token | None:
    """The government of a level (省, 市, …) that the article names nearest to a position."""
    endings = (f"{level}政府", f"{level}人民政府")
    governments = [token for token in context.of(A) if context.name(token).endswith(endings)]
    return min(governments, key=lambda token: abs(token.pos - pos), default=None)


def before(context: Context, start: int) -> Token | None:
    """The body right before a masked position, perhaps in 《》."""
    quoted = start > 1 and context.masked[start - 1] in "》”"  # 《某日报》记者
    token = context.token_at(start - 1 - quoted) if start else None
    return token if token and token.mask in BODY else None


def sharing(context: Context, last: Token) -> list[Token]:
    """The bodies that share a title: 甲公司、乙厂负责人."""
    found = [last]
    while context.masked[found[0].pos - 1] == "、":
        token = context.token_at(found[0].pos - 2)
        if token is None or token.mask not in C + O:
            break
        found.insert(0, token)
    return found


def of_bare(context: Context, pos: int, part: str, title: str, last: Near) -> Token | None:
    """公司总经理, 副厅长: the body that a title alone leaves to the context."""
    if re.search("记者|通讯员|编辑|摄影", title):
        return last.body if last.same_sentence and last.body and last.body.mask == O else None
    if re.search("联系人|主持人|受访者|作者", title):
        return None
    if _OF_PANEL.search(title):
        return last.body if last.same_sentence and last.body and last.body.mask != C else None
    if match := re.search("([省市县区镇])长$", title):
        return government(context, match[1], pos) or context.home.meant_by(match[1], pos)
    generic = GENERIC.match(part)
    if generic and (club := re.search("协会|学会|商会", generic[0])):
        clubs = [token for token in context.of(O) if context.name(token).endswith(club[0])]
        named = [token for token in clubs if token.pos < pos]
        return named[-1] if named else clubs[0] if clubs else context.main_organisation
    if generic and "集团" in generic[0]:
        return context.main_group or context.main_company
    if last.body and last.same_sentence and not generic:
        return last.body
    kind = (
        "firm" if generic and re.search("公司|企业|厂", generic[0]) else "body" if generic else kind_of(title)
    )
    if kind == "firm":
        return firm_near(context, pos) or context.main_company
    if kind == "body" and context.main_organisation:
        return context.main_organisation
    if last.body is not None:
        return last.body
    floor = context.units[max(context.unit_index(pos) - 2, 0)][0]
    return context.last_before(pos, A + O + C, floor)


def firm_near(context: Context, pos: int) -> Token | None:
    """The firm of a manager without one: the article's own, unless the paragraph is about others only."""
    named = context.between(context.masked.rfind("\n", 0, pos) + 1, pos, C)
    title_end = context.position(context.reading.article.title_span[1])
    known = {context.name(one) for one in (*named, *context.between(0, title_end, C))}
    if context.focus and context.name(context.focus) in known:
        return context.focus
    leading = [one for one in named if recipients.leads(context, one)]
    if leading:
        return leading[-1]
    return context.focus or (named[-1] if named else recipients.topic(context, pos))


def kind_of(title: str) -> str:
    """Whether a title is one of firms (总经理, 厂长), of associations (会长), or of either."""
    if re.search(
        "董事|经理|厂长|总工|总监|总裁|老板|副总|车间|班长|首席|创始人|创办人|法定代表人|财务|科长|师傅|厂主|主管"
        "|(?<!总)工程师|技师|(?:技术|设备|讲解|检验|安全|业务|销售|质检|操作|调度|保管|采购)员|[车钳焊铣磨装调]工",
        title,
    ):
        return "firm"
    return "body" if re.search("会长|秘书长|理事|监事长", title) else ""


def elected_at(context: Context, titles: tuple[Found, ...], pos: int) -> Token | None:
    """Where somebody is elected: the association named last, or the firm for a director or manager."""
    firm = context.focus or context.main_company
    if titles and firm and kind_of(str(titles[0].value)) == "firm":
        return firm
    if titles and kind_of(str(titles[0].value)) == "body" and context.main_organisation:
        return context.main_organisation
    return context.last_before(pos, O) or firm


def of_suffix(context: Context, title: str, pos: int) -> Token | None:
    """某大学的某某教授: the body right before the name; a 省长's is the government that the article names."""
    before = context.masked[max(pos - 2, 0) : pos].rstrip("的")
    owner = context.token_at(max(pos - 2, 0) + len(before) - 1) if before else None
    if owner and owner.mask in BODY:
        return owner
    wanted = {"书记": ("委",), "省长": ("省政府", "省人民政府"), "副省长": ("省政府", "省人民政府")}
    wanted |= dict.fromkeys(("市长", "副市长"), ("市政府", "市人民政府"))
    bodies = [t for t in context.of(A) if context.name(t).endswith(wanted.get(title, ("\n",)))]
    if title == "书记":
        bodies = [t for t in bodies if not re.search("发改委|国资委|科委|建委", context.name(t))]
    return min(bodies, key=lambda token: abs(token.pos - pos), default=None)
