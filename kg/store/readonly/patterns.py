"""Patterns of a read-only query: nodes, edges, labels, and how long a path may be."""

from abc import abstractmethod

from kg.store.readonly.cursor import Cursor
from kg.store.readonly.lexer import Kind
from kg.store.readonly.vocabulary import MAX_HOPS


class Patterns(Cursor):
    """Patterns, with expressions where they may stand in them."""

    @abstractmethod
    def expression(self) -> None:
        """An expression: a condition in a node, an edge or round brackets."""

    @abstractmethod
    def map_(self) -> None:
        """A map: the properties of a node or an edge."""

    def bracketed(self) -> None:
        """An expression or a node in round brackets; a chain of edges and nodes may follow."""
        self.round()
        while self.at_edge():
            self.edge()
            self.node()

    def round(self) -> None:
        """Round brackets: an expression, or a node with all that may stand in one."""
        with self.nested("(", ")"):
            if not self.at_symbol(")", ":", "{") and not self.at_word("WHERE"):
                self.expression()
            self.node_rest()

    def node(self) -> None:
        """A node of a pattern."""
        with self.nested("(", ")"):
            if self.peek().kind in (Kind.WORD, Kind.QUOTED) and not self.at_word("WHERE"):
                self.name()
            self.node_rest()

    def node_rest(self) -> None:
        """Labels, properties and condition of a node or an edge."""
        if self.at_symbol(":"):
            self.labels()
        self.properties()

    def properties(self) -> None:
        """Properties and condition of a node or an edge."""
        if self.at_symbol("{"):
            self.map_()
        elif self.peek().kind is Kind.PARAMETER:
            self.parameter()
        if self.word("WHERE"):
            self.expression()

    def patterns(self) -> None:
        """The patterns of a MATCH."""
        self.pattern()
        while self.symbol(","):
            self.pattern()

    def pattern(self) -> None:
        """``p = (a)-[r]->(b)`` or ``p = shortestPath(…)``."""
        if self.peek(1).text == "=":
            self.name()
            self.need_symbol("=")
        if self.at_word("SHORTESTPATH", "ALLSHORTESTPATHS"):
            self.step()
            with self.nested("(", ")"):
                self.chain()
        else:
            self.chain()

    def chain(self) -> None:
        """A node, and edges that lead to further nodes."""
        self.node()
        while self.at_edge():
            self.edge()
            self.node()
        if self.at_symbol("+", "*", "{"):
            self.refuse_quantifier()

    def at_edge(self) -> bool:
        """Whether an edge follows: ``-[``, ``--``, ``-->`` or one that begins with ``<-``."""
        if self.at_symbol("<") and self.peek(1).text == "-":
            return self.peek(2).text in ("[", "-")
        return self.at_symbol("-") and self.peek(1).text in ("[", "-")

    def edge(self) -> None:
        """An edge of a pattern, up to the node it leads to."""
        self.symbol("<")
        self.need_symbol("-")
        if self.at_symbol("["):
            with self.nested("[", "]"):
                if self.peek().kind in (Kind.WORD, Kind.QUOTED) and not self.at_word("WHERE"):
                    self.name()
                if self.at_symbol(":"):
                    self.labels()
                if self.symbol("*"):
                    self.hops()
                self.properties()
        self.need_symbol("-")
        self.symbol(">")
        if self.at_symbol("+", "*", "{"):
            self.refuse_quantifier()

    def hops(self) -> None:
        """The length of a path after ``*``: it must have an upper bound, and not too high a one."""
        token = self.peek(-1)
        lower = self.integer()
        upper = self.integer() if self.symbol("..") else lower
        if upper is None or upper > MAX_HOPS:
            self.refuse_at(
                token,
                f"路径长度必须有上限，且不超过 {MAX_HOPS}，例如 [*1..4]。",
                f"the length of a path must have an upper bound of at most {MAX_HOPS}, as in [*1..4].",
            )

    def refuse_quantifier(self) -> None:
        """Quantified path patterns run on one of the stores only."""
        self.refuse(
            "不支持量化路径模式；请写成 -[:类型*1..4]->。",
            "quantified path patterns are not supported; write -[:TYPE*1..4]->.",
        )

    def labels(self) -> None:
        """``:A``, ``:A:B``, ``:A|B``, ``:!A&(B|C)``."""
        self.need_symbol(":")
        self.label()
        while self.more_labels():
            self.label()

    def more_labels(self) -> bool:
        """Step over what joins labels. A ``|`` before an expression belongs to a comprehension."""
        if self.at_symbol("|") and not self.label_follows():
            return False
        if self.symbol("|"):
            self.symbol(":")
            return True
        return self.any_symbol("&", ":")

    def label_follows(self) -> bool:
        """Whether a label and no expression stands after the ``|`` here."""
        if self.peek(1).text in (":", "!", "%"):
            return True
        return self.peek(1).kind in (Kind.WORD, Kind.QUOTED) and self.peek(2).text not in ("(", ".", "{", "[")

    def label(self) -> None:
        """One label, ``%``, or an expression of them."""
        while self.symbol("!"):
            pass
        if self.at_symbol("("):
            with self.nested("(", ")"):
                self.label()
                while self.any_symbol("|", "&", ":"):
                    self.label()
        elif not self.symbol("%"):
            self.key()
