"""Notices with lists of winners in the layouts that agencies publish them in; who won what is known.

All names are made up from syllables; the layouts are those of real attachments: lists by city, merged cells, two lists
side by side, several attachments of different programmes, rows that go on, columns by many names.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

_CITIES = {
    "湖北省": ("武汉市", "宜昌市", "襄阳市", "黄石市"),
    "四川省": ("成都市", "绵阳市", "德阳市", "宜宾市"),
    "江苏省": ("南京市", "苏州市", "无锡市", "常州市"),
    "山东省": ("济南市", "青岛市", "烟台市", "潍坊市"),
}
_COUNTIES = {
    "山东省": ("历城区", "即墨区", "福山区", "寿光市"),
    "江苏省": ("江宁区", "昆山市", "江阴市", "武进区"),
}
_SYLLABLES = "华东宏远天成瑞丰恒力科创博盛嘉禾中泰顺安"
_FORMS = ("有限公司", "股份有限公司", "机械制造有限公司", "智能装备有限公司", "科技股份有限公司")
_PRODUCTS = (
    "海上风力发电机组",
    "数控五轴联动加工中心",
    "高速精密冲床",
    "大型立式加工中心",
    "全自动包装生产线",
    "高压电缆试验系统",
    "盾构机刀盘驱动装置",
    "新能源汽车减速器",
)


@dataclass(frozen=True)
class Award:
    """What a row says."""

    company: str
    program: str
    product: str | None
    level: str
    year: int
    place: str | None = None


@dataclass(frozen=True)
class Listing:
    """One list: lines above it, headings, rows (a string is a row that speaks for those below), what it says.

    ``merged`` is the column whose equal neighbours are one cell in formats that merge.
    """

    above: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...] | str, ...]
    awards: tuple[Award, ...]
    merged: int | None = None


@dataclass(frozen=True)
class Notice:
    """A document: title, paragraphs, lists, and what stands under the last one."""

    name: str
    title: str
    above: tuple[str, ...]
    listings: tuple[Listing, ...]
    below: tuple[str, ...] = ()

    @property
    def awards(self) -> list[Award]:
        return [award for listing in self.listings for award in listing.awards]


@dataclass
class Maker:
    """Makes firms and products; the same seed makes the same ones, none twice."""

    seed: int
    chance: random.Random = field(init=False)
    used: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def firm(self, place: str) -> str:
        while True:
            size = 2 if len(self.used) < 200 else 4
            name = place[:-1] + "".join(self.chance.sample(_SYLLABLES, size)) + self.chance.choice(_FORMS)
            if name not in self.used:
                self.used.add(name)
                return name

    def product(self) -> str:
        while True:
            name = f"{self.chance.choice('ABCDHKXZ')}{self.chance.randint(100, 999)}型{self.chance.choice(_PRODUCTS)}"
            if name not in self.used:
                self.used.add(name)
                return name


def blocks(items: Sequence[str], size: int) -> list[str]:
    """Each item as often as its share of ``size``, in blocks."""
    return [items[number * len(items) // size] for number in range(size)]


def attachment(size: int = 14) -> Notice:
    """序号 企业名称 产品名称 所在地 类别 等级, under 附件."""
    make, kinds = Maker(1), ("成套设备", "单机设备", "核心部件")
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["湖北省"], size), 1):
        firm, product = make.firm(city), make.product()
        rows.append((str(number), firm, product, city, kinds[number % 3], "省级"))
        awards.append(Award(firm, "首台（套）", product, "省", 2023, city))
    return Notice(
        "attachment",
        "省经信厅关于公布2023年湖北省首台（套）重大技术装备认定名单的通知",
        (
            "各市、州经济和信息化局：",
            "经企业申报、专家评审，现将2023年湖北省首台（套）重大技术装备认定名单予以公布。",
        ),
        (
            Listing(
                ("附件", "2023年湖北省首台（套）重大技术装备认定名单"),
                ("序号", "企业名称", "产品名称", "所在地", "类别", "等级"),
                tuple(rows),
                tuple(awards),
            ),
        ),
    )


def by_city(size: int = 16) -> Notice:
    """A row with the city above its firms."""
    make = Maker(2)
    rows: list[tuple[str, ...] | str] = []
    awards = []
    last = ""
    for number, city in enumerate(blocks(_CITIES["四川省"], size), 1):
        if city != last:
            rows.append(f"{city}（{blocks(_CITIES['四川省'], size).count(city)}家）")
            last = city
        firm = make.firm(city)
        rows.append((str(number), firm, "装备制造"))
        awards.append(Award(firm, "专精特新", None, "省", 2022, city))
    return Notice(
        "by city",
        "关于2022年度四川省专精特新中小企业名单的公告",
        ("根据有关规定，现将2022年度四川省专精特新中小企业名单公告如下。",),
        (Listing((), ("序号", "企业名称", "所属行业"), tuple(rows), tuple(awards)),),
        ("四川省经济和信息化厅", "2022年12月6日"),
    )


def merged(size: int = 15) -> Notice:
    """The city is one cell over its rows, in the second column."""
    make = Maker(3)
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["江苏省"], size), 1):
        firm, product = make.firm(city), make.product()
        rows.append((str(number), city, firm, product))
        awards.append(Award(firm, "首台（套）", product, "省", 2021, city))
    return Notice(
        "merged",
        "关于认定2021年江苏省首台（套）重大装备的通知",
        ("现将2021年江苏省首台（套）重大装备名单印发给你们。",),
        (
            Listing(
                ("2021年江苏省首台（套）重大装备名单",),
                ("序号", "设区市", "研制单位", "装备名称"),
                tuple(rows),
                tuple(awards),
                merged=1,
            ),
        ),
        ("江苏省工业和信息化厅", "2021年10月18日"),
    )


def attachments(size: int = 9) -> Notice:
    """Two attachments of different programmes: two sheets of a workbook."""
    make = Maker(4)
    listings = []
    for number, (title, program, headings) in enumerate(
        (
            ("2024年山东省制造业单项冠军企业名单", "制造业单项冠军", ("序号", "企业名称", "所在市")),
            ("2024年山东省瞪羚企业名单", "瞪羚", ("序号", "单位名称", "所在市")),
        ),
        1,
    ):
        rows, awards = [], []
        for at, city in enumerate(blocks(_CITIES["山东省"], size), 1):
            firm = make.firm(city)
            rows.append((str(at), firm, city))
            awards.append(Award(firm, program, None, "省", 2024, city))
        listings.append(Listing((f"附件{number}", title), headings, tuple(rows), tuple(awards)))
    return Notice(
        "attachments",
        "关于公布2024年山东省制造业单项冠军企业和瞪羚企业名单的通知",
        (
            "现将2024年山东省制造业单项冠军企业和瞪羚企业名单予以公布。",
            "附件：1.2024年山东省制造业单项冠军企业名单",
            "2.2024年山东省瞪羚企业名单",
        ),
        tuple(listings),
    )


def side_by_side(size: int = 18) -> Notice:
    """Two lists beside each other: 序号 企业名称 序号 企业名称."""
    make = Maker(5)
    firms = [make.firm(city) for city in blocks(_CITIES["江苏省"], size)]
    half = (size + 1) // 2
    rows = []
    for at in range(half):
        right = (str(at + half + 1), firms[at + half]) if at + half < size else ("", "")
        rows.append((str(at + 1), firms[at], *right))
    awards = [Award(firm, "绿色工厂", None, "省", 2023) for firm in firms]
    return Notice(
        "side by side",
        "关于公布2023年江苏省绿色工厂名单的通知",
        ("现将2023年江苏省绿色工厂名单予以公布。",),
        (
            Listing(
                ("2023年江苏省绿色工厂名单",),
                ("序号", "企业名称", "序号", "企业名称"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("江苏省工业和信息化厅", "2023年11月2日"),
    )


def county_columns(size: int = 13) -> Notice:
    """县（市、区）, 推荐单位, 申报单位, 认定类别; the recommender is no winner."""
    make = Maker(6)
    rows, awards = [], []
    for number, county in enumerate(blocks(_COUNTIES["山东省"], size), 1):
        city = _CITIES["山东省"][_COUNTIES["山东省"].index(county)]
        firm, product = make.firm(county), make.product()
        rows.append((str(number), county, f"{city}工业和信息化局", firm, product, "省级首台（套）"))
        awards.append(Award(firm, "首台（套）", product, "省", 2022, county))
    return Notice(
        "county columns",
        "2022年度山东省首台（套）技术装备认定名单公示",
        ("根据申报和评审情况，现将2022年度山东省首台（套）技术装备认定名单予以公示。",),
        (
            Listing(
                (),
                ("序号", "县（市、区）", "推荐单位", "申报单位", "产品名称", "认定类别"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("山东省工业和信息化厅", "2022年9月20日"),
    )


def long_cells(size: int = 10) -> Notice:
    """Names that go on over several lines of their cells, and a year in each row."""
    make = Maker(7)
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["四川省"], size), 1):
        firm = make.firm(city)
        product = f"{make.product()}（含智能控制系统及配套的高精度液压伺服传动与远程运维模块）"
        year = 2020 + number % 3
        rows.append((str(number), firm, product, city, str(year)))
        awards.append(Award(firm, "首台（套）", product, "省", year, city))
    return Notice(
        "long cells",
        "四川省重大技术装备首台（套）产品目录",
        ("四川省历年认定的重大技术装备首台（套）产品名单如下。",),
        (
            Listing(
                ("四川省重大技术装备首台（套）产品名单",),
                ("序号", "研制企业", "产品名称", "所在地", "认定年度"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("四川省经济和信息化厅", "2023年3月8日"),
    )


def many_pages(size: int = 70) -> Notice:
    """More rows than a page holds: the headings come again, rows are cut."""
    make = Maker(8)
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["湖北省"], size), 1):
        firm = make.firm(city)
        rows.append((str(number), firm, city))
        awards.append(Award(firm, "服务型制造示范", None, "省", 2021, city))
    return Notice(
        "many pages",
        "关于公布2021年湖北省服务型制造示范企业名单的通知",
        ("现将2021年湖北省服务型制造示范企业名单予以公布。",),
        (
            Listing(
                ("2021年湖北省服务型制造示范企业名单",),
                ("序号", "企业名称", "市（州）"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("湖北省经济和信息化厅", "2021年8月30日"),
    )


def without_numbers(size: int = 12) -> Notice:
    """No 序号; the place first and merged, levels and batches that differ from row to row."""
    make = Maker(9)
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["江苏省"], size)):
        firm, product = make.firm(city), make.product()
        level = ("国家级", "省级", "市级")[number % 3]
        rows.append((city, firm, product, level, "第三批"))
        awards.append(Award(firm, "首台（套）", product, level[:-1], 2020, city))
    return Notice(
        "without numbers",
        "2020年江苏省首台（套）重大技术装备产品名单",
        ("现将2020年各级首台（套）重大技术装备产品名单公布如下：",),
        (
            Listing(
                (),
                ("所属地区", "申报企业（单位）名称", "首台（套）装备名称", "认定级别", "批次"),
                tuple(rows),
                tuple(awards),
                merged=0,
            ),
        ),
        ("江苏省工业和信息化厅", "2020年12月1日"),
    )


def by_city_side_by_side(size: int = 12) -> Notice:
    """Two lists beside each other, each with rows of cities of its own."""
    make = Maker(10)
    left, right = _CITIES["山东省"][:2], _CITIES["山东省"][2:]
    columns: list[list[tuple[str, str]]] = []
    awards, number = [], 0
    for cities in (left, right):
        column: list[tuple[str, str]] = []
        for city in cities:
            column.append((f"{city}（{size // 4}家）", ""))
            for _ in range(size // 4):
                number += 1
                firm = make.firm(city)
                column.append((str(number), firm))
                awards.append(Award(firm, "瞪羚", None, "省", 2023, city))
        columns.append(column)
    rows = [(*one, *two) for one, two in zip(*columns, strict=True)]
    return Notice(
        "by city side by side",
        "关于公布2023年度山东省瞪羚企业名单的通知",
        ("现将2023年度山东省瞪羚企业名单予以公布。",),
        (
            Listing(
                ("2023年度山东省瞪羚企业名单",),
                ("序号", "企业名称", "序号", "企业名称"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("山东省工业和信息化厅", "2023年10月9日"),
    )


def codes_and_sums(size: int = 11) -> Notice:
    """统一社会信用代码, a long remark, and a row 合计 at the end."""
    make = Maker(11)
    rows: list[tuple[str, ...] | str] = []
    awards = []
    for number, city in enumerate(blocks(_CITIES["四川省"], size), 1):
        firm = make.firm(city)
        code = f"91510{make.chance.randint(100, 999)}MA{make.chance.randint(10**7, 10**8 - 1)}"
        rows.append((str(number), firm, code + "X", city, "新认定" if number % 2 else "复核通过"))
        awards.append(Award(firm, "绿色工厂", None, "省", 2024, city))
    return Notice(
        "codes",
        "四川省经济和信息化厅关于公布2024年度省级绿色工厂名单的通知",
        ("经研究，现将2024年度省级绿色工厂名单予以公布。",),
        (
            Listing(
                ("附件", "2024年度四川省省级绿色工厂名单"),
                ("序号", "企业名称", "统一社会信用代码", "市（州）", "备注"),
                tuple(rows),
                tuple(awards),
            ),
        ),
    )


def three_attachments(size: int = 6) -> Notice:
    """Three attachments of three programmes with other columns each; years in the titles differ."""
    make = Maker(12)
    parts = (
        (
            "2023年江苏省首台（套）重大装备名单",
            "首台（套）",
            2023,
            ("序号", "研制单位", "装备名称", "所在地"),
        ),
        ("2022年江苏省绿色工厂名单", "绿色工厂", 2022, ("序号", "工厂名称", "所属市")),
        (
            "2023年江苏省专精特新中小企业名单",
            "专精特新",
            2023,
            ("序号", "县（市、区）", "企业名称", "主导产品"),
        ),
    )
    listings = []
    for number, (title, program, year, headings) in enumerate(parts, 1):
        rows, awards = [], []
        for at, city in enumerate(blocks(_CITIES["江苏省"], size), 1):
            firm = make.firm(city)
            product = {"首台（套）": make.product(), "专精特新": "精密轴承"}.get(program)
            cells = {"序号": str(at), "研制单位": firm, "装备名称": product or "", "所在地": city}
            cells |= {
                "工厂名称": firm,
                "所属市": city,
                "企业名称": firm,
                "县（市、区）": city,
                "主导产品": "精密轴承",
            }
            rows.append(tuple(cells[heading] for heading in headings))
            awards.append(Award(firm, program, product, "省", year, city))
        listings.append(Listing((f"附件{number}", title), headings, tuple(rows), tuple(awards)))
    return Notice(
        "three attachments",
        "关于公布江苏省有关企业名单的通知",
        ("各设区市工业和信息化局：", "现将有关企业名单予以公布。"),
        tuple(listings),
    )


def joint(size: int = 8) -> Notice:
    """Two firms in one cell: each of them has the award."""
    make = Maker(13)
    rows, awards = [], []
    for number, city in enumerate(blocks(_CITIES["湖北省"], size), 1):
        firms, product = [make.firm(city) for _ in range(1 + number % 2)], make.product()
        rows.append((str(number), product, "、".join(firms), city))
        awards += [Award(firm, "首台（套）", product, "省", 2022, city) for firm in firms]
    return Notice(
        "joint",
        "关于2022年湖北省首台（套）重大技术装备拟认定名单的公示",
        ("现将2022年湖北省首台（套）重大技术装备拟认定名单予以公示。",),
        (Listing((), ("序号", "装备名称", "研制单位", "所在市州"), tuple(rows), tuple(awards)),),
        ("湖北省经济和信息化厅", "2022年7月15日"),
    )


def unusual_headings(size: int = 9) -> Notice:
    """Columns by other names; the recommender as a row over its firms; models, terms and codes that are no products or years."""
    make = Maker(14)
    rows: list[tuple[str, ...] | str] = []
    awards = []
    last = ""
    cities = blocks(_CITIES["四川省"], size)
    for number, city in enumerate(cities, 1):
        if city != last:
            rows.append(f"推荐单位：{city}经济和信息化局（{cities.count(city)}个）")
            last = city
        firm, product = make.firm(city), make.product()
        rows.append((str(number), product, f"LX-{number}00", firm, city, "2021年-2024年"))
        awards.append(Award(firm, "首台（套）", product, "省", 2021, city))
    return Notice(
        "unusual headings",
        "2021年度四川省首台（套）装备公布名单",
        (),
        (
            Listing(
                ("附件 1",),
                ("No.", "首台套名称", "规格型号", "申报主体", "辖区", "有效期限"),
                tuple(rows),
                tuple(awards),
            ),
        ),
        ("注：排名不分先后。", "四川省经济和信息化厅", "2021年12月3日"),
    )


NOTICES = (
    attachment(),
    by_city(),
    merged(),
    attachments(),
    side_by_side(),
    county_columns(),
    long_cells(),
    many_pages(),
    without_numbers(),
    by_city_side_by_side(),
    codes_and_sums(),
    three_attachments(),
    joint(),
    unusual_headings(),
)
