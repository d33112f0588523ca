"""Expressions of a read-only query."""

from abc import abstractmethod

from kg.store.readonly.lexer import Kind
from kg.store.readonly.patterns import Patterns
from kg.store.readonly.vocabulary import FUNCTIONS, MAX_SIGNS

_OPERATORS = ("+", "-", "*", "/", "%", "^", "=", "<>", "<", ">", "<=", ">=", "=~")


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
        if self.any_symbol(*_OPERATORS) or self.word("AND") or self.word("OR") or self.word("XOR"):
            return True
        if self.word("IN") or self.word("CONTAINS"):
            return True
        if self.word("STARTS") or self.word("ENDS"):
            self.need_word("WITH")
            return True
        return False

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
            self.word("DISTINCT")
            if not self.at_symbol(")") and not self.symbol("*"):
                self.arguments()

    def arguments(self) -> None:
        """Arguments; ``x IN list WHERE …`` and ``… | …`` as in any() and reduce() among them."""
        self.filtered()
        while self.symbol(","):
            self.filtered()

    def filtered(self) -> None:
        """An expression, perhaps with WHERE and with what is made of each element."""
        self.expression()
        if self.word("WHERE"):
            self.expression()
        if self.symbol("|"):
            self.expression()

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
