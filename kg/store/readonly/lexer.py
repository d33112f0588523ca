"""Cypher text as tokens: strings, names, numbers and symbols, each with its place in the original text.

The lexer accepts less than the stores do, so that no store can read the text in another way: no ``\\u`` escape
anywhere (Neo4j decodes it before it lexes), no character outside strings and comments that looks like or folds to an
ASCII one, no line end other than CR and LF.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

from kg.errors import QueryRefused

MAX_LENGTH = 100_000


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted name"
    STRING = "string"
    NUMBER = "number"
    PARAMETER = "parameter"
    SYMBOL = "symbol"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A token: ``start`` and ``end`` count characters of the text."""

    kind: Kind
    text: str
    start: int
    end: int


_SPACE = re.compile(r"[ \t\r\n]+")
_LINE_COMMENT = re.compile(r"//[^\r\n]*")
_BLOCK_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r"""'(?:[^'\\]|\\[\\'"nrtbf])*'|"(?:[^"\\]|\\[\\'"nrtbf])*\"""")
_QUOTED = re.compile(r"`[^`\\]+`")
_NUMBER = re.compile(r"0x[0-9A-Fa-f]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?", re.ASCII)
_WORD = re.compile(r"[^\W\d]\w*")
_PARAMETER = re.compile(r"\$[^\W\d]\w*")
_SYMBOL = re.compile(r"\.\.|<>|<=|>=|=~|[()\[\]{},.:|&!%+\-*/^=<>;]")
_LINE_ENDS = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\[uU]")


def refuse(text: str, place: int, zh: str, en: str) -> NoReturn:
    """Raise QueryRefused with what was found and where (line and column from 1)."""
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    raise QueryRefused(
        f"查询被拒绝（第 {line} 行第 {column} 列）：{zh}",
        f"query refused (line {line}, column {column}): {en}",
    )


def tokens(text: str) -> list[Token]:
    """All tokens of a text, the last of kind END. Raises QueryRefused for what cannot be told for certain."""
    _refuse_whole(text)
    found: list[Token] = []
    place = 0
    while place < len(text):
        skipped = (
            _SPACE.match(text, place) or _LINE_COMMENT.match(text, place) or _BLOCK_COMMENT.match(text, place)
        )
        if skipped:
            place = skipped.end()
            continue
        token = _next(text, place)
        _refuse_glued(text, found, token)
        found.append(token)
        place = token.end
    found.append(Token(Kind.END, "", len(text), len(text)))
    return found


def _refuse_whole(text: str) -> None:
    if len(text) > MAX_LENGTH:
        refuse(
            text,
            MAX_LENGTH,
            f"查询超过 {MAX_LENGTH} 个字符。",
            f"the query is longer than {MAX_LENGTH} characters.",
        )
    escape = _ESCAPE.search(text)
    if escape:
        refuse(
            text,
            escape.start(),
            "不允许 \\u 转义；请直接写出字符，或用参数传入。",
            "\\u escapes are not allowed; write the character itself, or pass it as a parameter.",
        )
    ending = _LINE_ENDS.search(text)
    if ending:
        name = f"U+{ord(ending[0]):04X}"
        refuse(
            text,
            ending.start(),
            f"不允许的换行或控制字符 {name}。",
            f"the line end or control character {name} is not allowed.",
        )


def _next(text: str, place: int) -> Token:
    for kind, pattern in _PATTERNS:
        match = pattern.match(text, place)
        if match:
            if kind in (Kind.WORD, Kind.PARAMETER):
                _refuse_lookalikes(text, match)
            return Token(kind, match[0], place, match.end())
    return _refuse_character(text, place)


_PATTERNS = (
    (Kind.STRING, _STRING),
    (Kind.QUOTED, _QUOTED),
    (Kind.PARAMETER, _PARAMETER),
    (Kind.NUMBER, _NUMBER),
    (Kind.WORD, _WORD),
    (Kind.SYMBOL, _SYMBOL),
)


def _refuse_lookalikes(text: str, match: re.Match[str]) -> None:
    for offset, character in enumerate(match[0]):
        if not character.isascii() and _folds(character):
            refuse(
                text,
                match.start() + offset,
                f"字符串之外不允许全角或形似的字母 {character}（U+{ord(character):04X}）；请用半角。",
                f"the full-width or look-alike letter {character} (U+{ord(character):04X}) is not allowed outside "
                "strings; use the plain one.",
            )


def _folds(character: str) -> bool:
    """Whether some way of comparing takes the character for another, or it is no letter at all."""
    if not character.isalpha():
        return True
    forms = (
        unicodedata.normalize("NFKC", character),
        *(getattr(character, fold)() for fold in ("upper", "lower", "casefold")),
    )
    return forms[0] != character or any(one.isascii() for form in forms for one in form)


def _refuse_glued(text: str, found: list[Token], token: Token) -> None:
    """A name that begins where a number ends (1MATCH) is read differently by different lexers."""
    if found and found[-1].kind is Kind.NUMBER and found[-1].end == token.start and token.kind in _NAMES:
        refuse(text, token.start, "数字后面缺少空格。", "a space is missing after the number.")


_NAMES = (Kind.WORD, Kind.QUOTED, Kind.NUMBER, Kind.PARAMETER)


def _refuse_character(text: str, place: int) -> NoReturn:
    character = text[place]
    if character in "'\"":
        refuse(
            text,
            place,
            "字符串没有结束，或含有不认识的反斜杠转义。",
            "the string does not end, or holds an unknown backslash escape.",
        )
    if character == "`":
        refuse(
            text,
            place,
            "反引号名称没有结束，或含有反引号、反斜杠。",
            "the back-quoted name does not end, or holds a back quote or backslash.",
        )
    if text.startswith("/*", place):
        refuse(text, place, "注释没有结束。", "the comment does not end.")
    shown = f"{character}（U+{ord(character):04X}）" if character.isprintable() else f"U+{ord(character):04X}"
    refuse(
        text,
        place,
        f"字符串之外不允许字符 {shown}；中文标点与全角符号请改为半角。",
        f"the character {character!r} (U+{ord(character):04X}) is not allowed outside strings; use half-width symbols.",
    )
