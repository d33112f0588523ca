"""Expressions of a read-only query."""

import re
from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from kg.store.readonly.lexer import Kind
from kg.store.readonly.patterns import Patterns
from kg.store.readonly.vocabulary import FUNCTIONS, MAX_LOOPS, MAX_RANGE, MAX_SIGNS

_OPERATORS = ("+", "-", "*", "/", "%", "^", "=", "<>", "<", ">", "<=", ">=")
_SLOW = re.compile(r"\)[*+{]|\\\\[1-9k]")
"""What makes a regular expression take for ever: a group that is repeated, a reference back."""


class Expressions(Patterns):
    """Expressions, with patterns where they may stand in them. Precedence does not matter to what is allowed."""

    @abstractmethod
    def braced_query(self) -> None:
        """What EXISTS, COUNT and COLLECT hold; a matter of clauses."""

    def expression(self) -> None:
        """Operands with operators between them."""
        self.operand()
        while self.operator():
            self.operand()

    def operator(self) -> bool:
        """Step over an operator that has an operand on its right; IS NULL is stepped over on the way."""
        while self.word("IS"):
            self.word("NOT")
            self.need_word("NULL")
        if self.symbol("=~"):
            self.regular()
            return self.operator()
        if self.any_symbol(*_OPERATORS) or self.word("AND") or self.word("OR") or self.word("XOR"):
            return True
        if self.word("IN") or self.word("CONTAINS"):
            return True
        if self.word("STARTS") or self.word("ENDS"):
            self.need_word("WITH")
            return True
        return False

    def regular(self) -> None:
        """What stands after ``=~``: one string, of which can be told that it does not take for ever."""
        token = self.step()
        if token.kind is not Kind.STRING or self.at_symbol("+", "[", ".") or _SLOW.search(token.text):
            self.refuse_at(
                token,
                "=~ 右边只能是一个直接写出的字符串，其中不能重复括号组（如 (a+)+），也不能反向引用。",
                "what stands after =~ must be one plain string, without a repeated group, as (a+)+, or a reference back.",
            )

    def operand(self) -> None:
        """A primary expression, what stands before it and what hangs on it."""
        signs = 0
        while self.word("NOT") or self.any_symbol("+", "-"):
            signs += 1
            if signs > MAX_SIGNS:
                self.unexpected()
        self.primary()
        while self.suffix():
            pass

    def suffix(self) -> bool:
        """``.property``, ``[index]``, ``[from..to]`` or ``:Label`` after an expression."""
        if self.symbol("."):
            self.key()
        elif self.at_symbol("["):
            with self.nested("[", "]"):
                if not self.at_symbol(".."):
                    self.expression()
                if self.symbol("..") and not self.at_symbol("]"):
                    self.expression()
        elif self.at_symbol(":"):
            self.labels()
        else:
            return False
        return True

    def primary(self) -> None:
        """A literal, parameter, bracket, CASE, subquery, function call or variable."""
        token = self.peek()
        if token.kind in (Kind.STRING, Kind.NUMBER) or self.at_word("TRUE", "FALSE", "NULL"):
            self.step()
        elif token.kind is Kind.PARAMETER:
            self.parameter()
        elif self.at_symbol("("):
            self.bracketed()
        elif self.at_symbol("["):
            self.list_()
        elif self.at_symbol("{"):
            self.map_()
        elif self.word("CASE"):
            self.case()
        elif self.at_word("EXISTS", "COUNT", "COLLECT") and self.peek(1).text == "{":
            self.step()
            self.braced_query()
        elif self.at_call():
            self.function()
        else:
            self.name()
            if self.at_symbol("{"):
                self.map_()

    def case(self) -> None:
        """``CASE … WHEN … THEN … ELSE … END``; CASE itself is passed."""
        if not self.at_word("WHEN"):
            self.expression()
        while self.word("WHEN"):
            self.expression()
            while self.symbol(","):
                self.expression()
            self.need_word("THEN")
            self.expression()
        if self.word("ELSE"):
            self.expression()
        self.need_word("END")

    def function(self) -> None:
        """A call of one of the functions on the list."""
        token = self.peek()
        name = self.dotted_name()
        if name.lower() not in FUNCTIONS:
            self.refuse_at(
                token,
                f"不允许的函数 {name}；只能用内置的计算函数。",
                f"the function {name} is not allowed; only built-in ones that compute are.",
            )
        with self.nested("(", ")"):
            if name.lower() == "range":
                self.bounds()
            self.word("DISTINCT")
            if not self.at_symbol(")") and not self.symbol("*"):
                self.arguments()

    def bounds(self) -> None:
        """The numbers in range() must not be too large."""
        ahead = 0
        while self.peek(ahead).text not in (")", "") and self.peek(ahead).kind is not Kind.END:
            token = self.peek(ahead)
            if token.kind is Kind.NUMBER and not (token.text.isdigit() and int(token.text) <= MAX_RANGE):
                self.refuse_at(
                    token,
                    f"range() 中的数不能超过 {MAX_RANGE}。",
                    f"a number in range() may be at most {MAX_RANGE}.",
                )
            ahead += 1

    def arguments(self) -> None:
        """Arguments; ``x IN list WHERE …`` and ``… | …`` as in any() and reduce() among them."""
        self.filtered()
        while self.symbol(","):
            self.filtered()

    def filtered(self) -> None:
        """An expression, perhaps with WHERE and with what is made of each element."""
        self.expression()
        with self.loop():
            if self.word("WHERE"):
                self.expression()
            if self.symbol("|"):
                self.expression()

    @contextmanager
    def loop(self) -> Iterator[None]:
        """What is done for each element: not for each element of each of each."""
        counts = self.at_word("WHERE") or self.at_symbol("|")
        self._loops += counts
        if self._loops > MAX_LOOPS:
            self.refuse(
                f"列表推导、reduce、any 等最多套叠 {MAX_LOOPS} 层。",
                f"list comprehensions, reduce() and any() may be nested {MAX_LOOPS} deep.",
            )
        yield
        self._loops -= counts

    def list_(self) -> None:
        """A list, a list comprehension or a pattern comprehension."""
        with self.nested("[", "]"):
            if not self.at_symbol("]"):
                self.arguments()

    def map_(self) -> None:
        """A map, or the projection of one: ``key: value``, ``.key``, ``.*``, ``variable``."""
        with self.nested("{", "}"):
            if not self.at_symbol("}"):
                self.entry()
            while self.symbol(","):
                self.entry()

    def entry(self) -> None:
        """One entry of a map."""
        if self.symbol("."):
            if not self.symbol("*"):
                self.key()
            return
        self.key()
        if self.symbol(":"):
            self.expression()
