"""What the columns of a table hold: by their headings (``table_columns.csv``), else by what stands in their cells."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from kg.catalog.lists import rows
from kg.model import Article, RowKind, Table

OTHER = "other"
PRODUCT = "product"
MAIN_PRODUCT = "main_product"
TICKED_LEVEL = "ticked_level"
TICKS = frozenset("√✓✔☑●▲是有1")
_LEVEL = re.compile("(?:国家|省|自治区|市|县|区)级|国际|国内|省内")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_JOINT = re.compile(r"[及和与、/]")
_BODY = re.compile(
    r"(?:公司|集团|厂|大学|学院|研究院|研究所|设计院|医院|合作社|事务所|实验室|中心)(?:[（(][^（）()]*[）)])?$"
)
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,10}(?:[省市区县州盟旗]|新区|开发区|高新区)$")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_SHORTEST = 4
_MOST = 0.7
# Honours of products: under their titles, a column that nobody named after its content holds products.
_OF_PRODUCTS = re.compile(r"首[（(]?台|首批次|首版次|新产品|设计产品|单项冠军产品|优质产品")
_OF_PROJECTS = re.compile(r"首[（(]?台|首批次|首版次|科学?技术?进步奖|科学技术奖|技术发明奖|专利奖")
_LEAD = 400


@cache
def _known() -> Mapping[str, str]:
    return {row["header"]: row["role"] for row in rows("table_columns.csv")}


@cache
def _by_length() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(_known().items(), key=lambda entry: (-len(entry[0]), entry[0])))


def names_products(title: str) -> bool:
    """Whether a title says that products are honoured under it: 首台（套）, 新产品 …"""
    return _OF_PRODUCTS.search(title) is not None


def is_body(cell: str) -> bool:
    """Whether a cell ends like the name of a firm or of another body."""
    return _BODY.search(cell) is not None


def is_known(heading: str) -> bool:
    """Whether a text is, but for blanks and a note in brackets, a heading of the catalogue."""
    whole = re.sub(r"[\s*＊]+", "", heading)
    return whole in _known() or _NOTE.sub("", whole) in _known()


@cache
def role_of(heading: str) -> str:
    """The role of a column by its heading; ``other`` for an unknown one.

    Blanks and notes in brackets do not matter, of A及B the first counts, else the end of the heading, else what it
    holds anywhere.
    """
    whole = re.sub(r"[\s*＊]+", "", heading)
    plain = _NOTE.sub("", whole)
    for text in (whole, plain, _JOINT.split(plain)[0]):
        if text in _known():
            return _known()[text]
    for text in (_JOINT.split(plain)[0], plain):
        if found := next((role for head, role in _by_length() if text.endswith(head)), None):
            return found
    return next((role for head, role in _by_length() if len(head) > 2 and head in plain), OTHER)


def column_roles(article: Article, table: Table) -> list[str]:
    """The role of each column of one of an article's tables; what its headings leave open is told by its cells."""
    headers = [row for row in table.rows if row.kind is RowKind.HEADER]
    data = [row for row in table.rows if row.kind is RowKind.DATA]
    width = len(headers[-1].cells) if headers else max((len(row.cells) for row in data), default=0)
    columns = [[row.cells[at].text for row in data if at < len(row.cells)] for at in range(width)]
    roles = (
        [_role_over(cell.text, column) for cell, column in zip(headers[-1].cells, columns, strict=True)]
        if headers
        else [OTHER] * width
    )
    _tell(roles, columns, "company", partial(_are, _BODY))
    _tell(roles, columns, "place", partial(_are, _PLACE))
    title = _title_of(article, table)
    for stand_in, honours in (("project", _OF_PROJECTS), ("model", _OF_PRODUCTS)):
        if PRODUCT not in roles and stand_in in roles and honours.search(title):
            roles[roles.index(stand_in)] = PRODUCT
    if names_products(title):
        _tell(roles, columns, PRODUCT, _are_names)
    first = roles.index(PRODUCT) if PRODUCT in roles else len(roles)
    return [OTHER if role == PRODUCT and at > first else role for at, role in enumerate(roles)]


def _role_over(heading: str, cells: Sequence[str]) -> str:
    """The role of a column; a level over ticks (国家级 over √) is no heading that could stand elsewhere."""
    ticked = _LEVEL.fullmatch(heading.strip()) and all(cell.strip() in TICKS for cell in cells if cell)
    return TICKED_LEVEL if ticked else role_of(heading)


def _tell(
    roles: list[str],
    columns: Sequence[Sequence[str]],
    role: str,
    fits: Callable[[Sequence[str]], bool],
) -> None:
    """Give a role that no heading has to the first column of no known role whose cells fit it."""
    if role not in roles:
        filled = [[cell for cell in column if cell] for column in columns]
        unknown = (at for at, found in enumerate(roles) if found == OTHER and filled[at])
        at = next((at for at in unknown if fits(filled[at])), None)
        if at is not None:
            roles[at] = role


def _are(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return sum(bool(pattern.search(cell)) for cell in cells) >= _MOST * len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Whether cells can be the names of products: words that hardly repeat."""
    named = sum(len(cell) >= _SHORTEST and _WORDS.search(cell) is not None for cell in cells)
    return named >= _MOST * len(cells) and len(set(cells)) >= _MOST * len(cells)


def _title_of(article: Article, table: Table) -> str:
    """The article's title, and the lines above a table up to the table before."""
    before = max((one.end for one in article.tables if one.end <= table.start), default=0)
    return f"{article.title}\n{article.text[max(before, table.start - _LEAD) : table.start]}"
