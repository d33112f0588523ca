"""What "no guess" means: each field of a statement is said by the stretch that it cites, literally or by a named rule."""

from kg.facts import places
from kg.facts.names import squash
from kg.model import Reading, Statement

LEVEL_WORDS = {
    "国际": ("国际", "世界"),
    "国家": (
        "国家",
        "全国",
        "国字号",
        "部",
        "小巨人",
        "冠军",
        "高新",
        "国务院",
        "中华人民共和国",
        "总局",
        "委",
    ),
    "国内": ("国内", "国家"),
    "省": ("省", "自治区"),
    "市": ("市", "州", "盟", "地区"),
    "县": ("县", "区", "旗"),
}
LEVEL_OF_RANK = {1: "省", 2: "市", 3: "县"}
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
RELATIVE = (
    "今年",
    "去年",
    "前年",
    "本年度",
    "上年",
    "次年",
    "昨天",
    "日前",
    "近日",
    "上月",
    "本月",
    "刚刚",
    "前不久",
)
WORDS = ("status", "kind", "former", "grantor", "rank", "batch", "date")  # said by a word of the catalogue
DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def unproved(reading: Reading, one: Statement) -> list[str]:
    """The fields that a statement's text does not say; an empty list is a proof."""
    text = reading.article.text
    evidence = one.evidence
    found = [] if text[evidence.start : evidence.end] == evidence.quote != "" else ["evidence"]
    for key, value in one.qualifiers.items():
        if value is None or value is False:
            continue
        span = one.origins.get(key)
        if span is None or not _says(key, str(value), text[slice(*span)], span, reading):
            found.append(key)
    for key, ref in (("subject", one.subject), ("object", one.object)):
        if ref is not None and (
            key not in one.origins or not _names(ref.name, text[slice(*one.origins[key])])
        ):
            found.append(key)
    return found


def _names(name: str, source: str) -> bool:
    """Whether a source is a form of a name: each letter of the shorter one stands in the longer one."""
    short, long = sorted((squash(name), squash(source)), key=len)
    return short != "" and bool(set(short) & set(long))


def _says(key: str, value: str, source: str, span: tuple[int, int], reading: Reading) -> bool:
    match key:
        case "level":
            return any(word in source for word in LEVEL_WORDS[value]) or _place_says(value, squash(source))
        case "year":
            digits = source.translate(DIGITS)
            dated = span == (0, 0) and reading.article.date is not None
            next_year = "次年" in source and str(int(value) - 1) in digits
            return value in digits or source in RELATIVE or dated or next_year
        case "value":
            return any(
                character.isdigit() or character in "一二三四五六七八九十百千两" for character in source
            )
        case key if key in WORDS:
            return source != ""
    return squash(value) in squash(source) or squash(source) in squash(value)


def _place_says(level: str, source: str) -> bool:
    """Whether a place is of a level: 浙江 and 山西精品 of a province, 诸暨 of a city by its full name."""
    if source[:2] in PROVINCES or source[:2] in MUNICIPALITIES:
        return level == ("省" if source[:2] in PROVINCES else "市")
    full = [place.name for place in places.meant(source)]
    return LEVEL_OF_RANK.get(places.rank(source)) == level or any(
        name.endswith(LEVEL_WORDS[level]) for name in full
    )


PROVINCES = [
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
    "内蒙",
    "广西",
    "西藏",
    "宁夏",
    "新疆",
]
