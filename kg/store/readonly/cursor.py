"""A cursor over tokens: looking ahead, stepping, and saying what is wrong where."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from kg.store.readonly.lexer import Kind, Token, refuse
from kg.store.readonly.vocabulary import MAX_DEPTH, RESERVED, WRITES


class Cursor:
    """Where a parser stands in the tokens of ``text``, and what it has gathered."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.columns: list[str] = []
        self.parameters: set[str] = set()
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        self._loops = 0

    @property
    def last_end(self) -> int:
        """Where the token before this one ends in the text."""
        return self._tokens[self._place - 1].end

    def peek(self, ahead: int = 0) -> Token:
        """The token here, or one after it (before it, when negative)."""
        return self._tokens[min(self._place + ahead, len(self._tokens) - 1)]

    def step(self) -> Token:
        """The token here; the cursor passes it."""
        token = self.peek()
        self._place += 1
        return token

    def at_word(self, *words: str) -> bool:
        """Whether one of these words (in capitals) stands here."""
        token = self.peek()
        return token.kind is Kind.WORD and token.text.upper() in words

    def word(self, word: str) -> bool:
        """Pass this word if it stands here."""
        return self._pass_if(self.at_word(word))

    def at_symbol(self, *symbols: str) -> bool:
        """Whether one of these symbols stands here."""
        token = self.peek()
        return token.kind is Kind.SYMBOL and token.text in symbols

    def symbol(self, symbol: str) -> bool:
        """Pass this symbol if it stands here."""
        return self._pass_if(self.at_symbol(symbol))

    def any_symbol(self, *symbols: str) -> bool:
        """Pass one of these symbols if it stands here."""
        return self._pass_if(self.at_symbol(*symbols))

    def _pass_if(self, here: bool) -> bool:
        self._place += here
        return here

    def need_word(self, word: str) -> None:
        """Pass this word; refuse what else stands here."""
        if not self.word(word):
            self.unexpected(word)

    def need_symbol(self, symbol: str) -> None:
        """Pass this symbol; refuse what else stands here."""
        if not self.symbol(symbol):
            self.unexpected(symbol)

    @contextmanager
    def nested(self, opening: str, closing: str) -> Iterator[None]:
        """Pass an opening bracket, then what the caller reads, then the closing one."""
        self.need_symbol(opening)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self.refuse(f"括号嵌套超过 {MAX_DEPTH} 层。", f"brackets are nested deeper than {MAX_DEPTH}.")
        yield
        self._depth -= 1
        self.need_symbol(closing)

    def key(self) -> str:
        """Any word or quoted name: a property, label or part of a name. Returns it without quotes."""
        token = self.peek()
        if token.kind not in (Kind.WORD, Kind.QUOTED):
            self.unexpected()
        return self.step().text.strip("`")

    def at_call(self) -> bool:
        """Whether a call stands here: a word, perhaps with more after dots, and a round bracket."""
        ahead = 0
        while self.peek(ahead).kind in (Kind.WORD, Kind.QUOTED) and self.peek(ahead + 1).text == ".":
            ahead += 2
        return self.peek(ahead).kind in (Kind.WORD, Kind.QUOTED) and self.peek(ahead + 1).text == "("

    def dotted_name(self) -> str:
        """A name of a function or procedure."""
        parts = [self.key()]
        while self.symbol("."):
            parts.append(self.key())
        return ".".join(parts)

    def names_until(self, closing: str) -> None:
        """Variables with commas between them, perhaps none."""
        if not self.at_symbol(closing):
            self.name()
        while self.symbol(","):
            self.name()

    def name(self) -> str:
        """The name of a variable or column: any word that means nothing else."""
        token = self.peek()
        if token.kind is Kind.WORD and token.text.upper() in RESERVED:
            self.refuse_reserved()
        return self.key()

    def parameter(self) -> None:
        """A parameter, which is noted."""
        self.parameters.add(self.step().text.removeprefix("$"))

    def integer(self) -> int | None:
        """An integer if one stands here."""
        token = self.peek()
        if token.kind is not Kind.NUMBER:
            return None
        if not token.text.isdigit():
            self.unexpected()
        return int(self.step().text)

    def refuse(self, zh: str, en: str) -> NoReturn:
        """Refuse the query for what stands here."""
        self.refuse_at(self.peek(), zh, en)

    def refuse_at(self, token: Token, zh: str, en: str) -> NoReturn:
        """Refuse the query for this token."""
        refuse(self.text, token.start, zh, en)

    def refuse_reserved(self) -> NoReturn:
        """Refuse a word of the language where a name should stand."""
        word = self.peek().text
        if word.upper() in WRITES:
            self.refuse(
                f"{word.upper()} 会改动数据、管理数据库或读取文件；这里只能查询（若它是名称，请加反引号）。",
                f"{word.upper()} changes data, administers the database or reads files; only queries are allowed here "
                "(if it is a name, put it in back quotes).",
            )
        self.unexpected()

    def unexpected(self, wanted: str = "") -> NoReturn:
        """Refuse what stands here because something else should."""
        token = self.peek()
        if token.kind is Kind.WORD and token.text.upper() in WRITES and wanted:
            self.refuse_reserved()
        found = token.text[:40] or ("结尾", "the end")[0]
        found_en = token.text[:40] or "the end"
        self.refuse(
            f"看不懂 {found}" + (f"，这里应是 {wanted}。" if wanted else "；它不能出现在这里。"),
            f"{found_en} cannot stand here" + (f"; {wanted} was expected." if wanted else "."),
        )
