"""Clauses: which of them a read-only query may hold, and in which places."""

from kg.store.readonly.expressions import Expressions
from kg.store.readonly.lexer import Kind
from kg.store.readonly.vocabulary import CLAUSES, PROCEDURES, WRITES


class Grammar(Expressions):
    """Queries and their clauses."""

    def statement(self) -> None:
        """One query, perhaps with a semicolon after it, and nothing else."""
        if self.peek().kind is Kind.END:
            self.refuse("查询是空的。", "the query is empty.")
        self.query()
        if self.symbol(";") and self.peek().kind is not Kind.END:
            self.refuse("一次只能执行一条查询。", "only one statement is run at a time.")
        if self.peek().kind is not Kind.END:
            self.unexpected()

    def query(self) -> None:
        """Clauses, and further ones after UNION."""
        self.clauses()
        while self.word("UNION"):
            _ = self.word("ALL") or self.word("DISTINCT")
            self.clauses()

    def clauses(self) -> None:
        """One clause or more."""
        self.clause()
        while self.at_word(*CLAUSES):
            self.clause()
        if self.peek().kind is Kind.WORD and not self.at_word("UNION"):
            self.refuse_clause()

    def clause(self) -> None:
        """One clause."""
        if self.word("OPTIONAL") and not self.at_word("MATCH", "CALL"):
            self.unexpected()
        if self.word("MATCH"):
            self.patterns()
            self.where()
        elif self.word("WITH"):
            self.projection()
            self.where()
        elif self.word("UNWIND"):
            self.expression()
            self.need_word("AS")
            self.name()
        elif self.word("RETURN"):
            self.columns = self.projection()
        elif self.word("CALL"):
            self.call()
        else:
            self.refuse_clause()

    def refuse_clause(self) -> None:
        """Say that no clause may begin here."""
        token = self.peek()
        word = token.text.upper()
        if word in WRITES:
            self.refuse(
                f"{word} 会改动数据、管理数据库或读取文件；这里只能查询。",
                f"{word} changes data, administers the database or reads files; only queries are allowed here.",
            )
        if token.kind is Kind.WORD:
            self.refuse(
                f"这里不允许 {token.text}；可用的子句是 {'、'.join(CLAUSES)}。",
                f"{token.text} is not allowed here; the clauses are {', '.join(CLAUSES)}.",
            )
        self.unexpected()

    def projection(self) -> list[str]:
        """What WITH and RETURN hold; returns the columns' names."""
        self.word("DISTINCT")
        columns: list[str] = []
        if not self.symbol("*"):
            columns.append(self.item())
        while self.symbol(","):
            columns.append(self.item())
        if self.word("ORDER"):
            self.need_word("BY")
            self.sort_item()
            while self.symbol(","):
                self.sort_item()
        while self.word("SKIP") or self.word("OFFSET") or self.word("LIMIT"):
            self.expression()
        return columns

    def item(self) -> str:
        """An expression and its name; returns the name, which is the expression's own text where none is given."""
        start = self.peek().start
        self.expression()
        text = self.text[start : self.last_end]
        return self.name() if self.word("AS") else text

    def sort_item(self) -> None:
        """An expression of ORDER BY."""
        self.expression()
        _ = self.word("ASC") or self.word("ASCENDING") or self.word("DESC") or self.word("DESCENDING")

    def where(self) -> None:
        """An optional WHERE."""
        if self.word("WHERE"):
            self.expression()

    def call(self) -> None:
        """A subquery, or one of the procedures on the list."""
        if self.at_symbol("("):
            self.need_symbol("(")
            if not self.symbol("*"):
                self.names_until(")")
            self.need_symbol(")")
            self.subquery()
        elif self.at_symbol("{"):
            self.subquery()
        else:
            self.procedure()

    def subquery(self) -> None:
        """A query in braces."""
        columns = self.columns
        with self.nested("{", "}"):
            self.query()
        self.columns = columns

    def procedure(self) -> None:
        """``CALL name(…) YIELD …``."""
        token = self.peek()
        name = self.dotted_name()
        if name.lower() not in PROCEDURES:
            self.refuse_at(
                token,
                f"不允许调用过程 {name}；可用的是 {'、'.join(sorted(PROCEDURES))}。",
                f"calling the procedure {name} is not allowed; those on the list are {', '.join(sorted(PROCEDURES))}.",
            )
        with self.nested("(", ")"):
            pass
        if self.word("YIELD") and not self.symbol("*"):
            self.columns = [self.item()]
            while self.symbol(","):
                self.columns.append(self.item())
            self.where()

    def braced_query(self) -> None:
        """What EXISTS, COUNT and COLLECT hold: a query, or the patterns of one."""
        columns = self.columns
        with self.nested("{", "}"):
            if self.at_word(*CLAUSES) or self.peek().text.upper() in WRITES:
                self.query()
            else:
                self.patterns()
                self.where()
        self.columns = columns
