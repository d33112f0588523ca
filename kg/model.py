"""The vocabulary of the product as small frozen types; no logic.

Offsets are Unicode code points, end exclusive. *Article offsets* count in ``Article.text`` (lines joined,
furniture removed); *document offsets* count in ``Document.text``. ``Article.offsets`` maps the first to the
second.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.layout import Layout, Place
from kg.offsets import OffsetMap, Span


class EntityType(StrEnum):
    """What a mention names; see docs/schema.md."""

    COMPANY = "COMPANY"
    AGENCY = "AGENCY"
    ORGANIZATION = "ORGANIZATION"
    PERSON = "PERSON"
    PLACE = "PLACE"
    PROGRAM = "PROGRAM"
    PRODUCT = "PRODUCT"


class Predicate(StrEnum):
    """What a statement says; all but ALIAS are also edge types."""

    MENTIONS = "MENTIONS"
    AWARDED = "AWARDED"
    PRODUCES = "PRODUCES"
    LOCATED_IN = "LOCATED_IN"
    HOLDS_POSITION = "HOLDS_POSITION"
    PART_OF = "PART_OF"
    GRANTS = "GRANTS"
    COUNTED = "COUNTED"
    POSSIBLY_SAME = "POSSIBLY_SAME"
    SUCCEEDED_BY = "SUCCEEDED_BY"
    ALIAS = "ALIAS"


LEVELS = ("国际", "国家", "国内", "省", "市", "县")

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Document:
    """One file. ``text`` is what the reader made of it; ``id`` is the SHA-256 of its bytes in hex.

    ``layout`` is the structure that a reader knows; None for plain text. ``url`` is where the file came from.
    ``lacks`` are the tools with which more of it could have been read (``ocr``, ``office``); the ledger keeps them.
    """

    id: str
    path: str
    media_type: str
    text: str
    reader: str
    encoding: str | None = None
    title: str | None = None
    issue: str | None = None
    date: str | None = None
    publisher: str | None = None
    warnings: tuple[str, ...] = ()
    layout: Layout | None = None
    url: str | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its text stands in the article. Empty cells have start == end."""

    text: str
    start: int
    end: int


class RowKind(StrEnum):
    """What a row of a table is for."""

    HEADER = "header"
    GROUP = "group"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. A group row (杭州市) has one cell and speaks for the rows below it."""

    kind: RowKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an article, whatever the file's format; start and end are article offsets.

    ``confidence`` is below 1 where cells were guessed from the distances of words (a PDF without rules).
    """

    start: int
    end: int
    rows: tuple[Row, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Article:
    """A piece of a document with its own title.

    ``text`` holds title, paragraphs, table rows and source line, one a line (``\\n`` between them), with the
    layout's line breaks and furniture taken out. ``title_span`` and ``source_span`` say where in it they stand.
    ``places`` say where in the file its lines stand (page and box, or sheet and cells), in order.
    """

    id: str
    document: str
    ordinal: int
    title: str
    text: str
    offsets: OffsetMap
    title_span: Span = (0, 0)
    section: str | None = None
    source: str | None = None
    source_span: Span | None = None
    date: str | None = None
    tables: tuple[Table, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article's text with a type.

    ``name`` is the fullest form of the same name in the article (the text itself unless a component bound a
    short form to a full one); ``source`` is the component that found it.
    """

    type: EntityType
    start: int
    end: int
    text: str
    name: str
    source: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with what was found in it: the input of every fact extractor.

    ``mentions`` are sorted and do not overlap; ``sentences`` are article offsets, in order, covering the text.
    """

    article: Article
    mentions: tuple[Mention, ...]
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """The subject or object of a statement: a name as the article writes it, in its fullest form."""

    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The quote that proves a statement. Article offsets; ``quote`` is ``Article.text[start:end]``."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim by one source. ``subject`` is None only for a COUNTED that names no place.

    ``qualifiers`` hold what the predicate allows (docs/schema.md), None for what the text does not say.
    ``rule`` names the pattern that fired; ``origins`` maps a field to the article span it was read from.
    """

    predicate: Predicate
    subject: Ref | None
    object: Ref
    evidence: Evidence
    extractor: str
    rule: str
    confidence: float
    qualifiers: Mapping[str, Value] = field(default_factory=dict)
    origins: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Node:
    """One node of the graph: an entity, a document or an article. Properties are scalars or lists of strings."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value | list[str]]


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge of the graph: the aggregate of the statements that say the same."""

    id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, Value | list[str]]


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, each sorted by id."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
