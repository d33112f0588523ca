"""The paragraphs and tables of a Word document, as they read with all changes accepted.

Inserted text, content controls and text boxes are read; deleted and hidden text is not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kg.ingest.structure.characters import join_lines
from kg.ingest.structure.grid import EMPTY, MAX_COLUMNS, GridRow, Slot

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SIGNS = {"tab": "\u3000", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\u3000"}
_SKIPPED = {
    "del",
    "moveFrom",
    "rPr",
    "pPr",
    "instrText",
    "delText",
    "rt",
    "Fallback",
    "sectPr",
    "tblPr",
    "tblGrid",
}
_TITLE_SIZE = 36


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``title`` when it is set as the title of the document."""

    lines: tuple[str, ...]
    title: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``blocks`` is what its cells hold, read cell by cell, ``nested`` the tables inside its cells."""

    rows: list[GridRow]
    blocks: list["Text | Grid"]
    nested: list["Grid"]


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """An attribute in the namespace of Word, transitional or strict."""
    if element is None:
        return None
    return element.get(_W + name) or element.get(_STRICT + name)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first descendant along a path of local names."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


class BodyReader:
    """Reads blocks; it counts the automatic numbers of lists on the way."""

    def __init__(self, title_styles: frozenset[str]) -> None:
        self._titles = title_styles
        self._numbers: Counter[str] = Counter()

    def blocks(self, parent: etree._Element) -> Iterator[Text | Grid]:
        """The blocks in an element, in order; those of a text box follow the paragraph that holds it."""
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield self._table(element)
            elif name not in _SKIPPED and not _is_unchosen(element):
                yield from self.blocks(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Text | Grid]:
        run = _Run()
        _collect(element, run)
        lines = tuple("".join(run.text).split("\n"))
        yield Text(lines, self._is_title(element))
        for box in run.boxes:
            yield from self.blocks(box)

    def _is_title(self, element: etree._Element) -> bool:
        """Whether a paragraph has a title's style, or is centred and larger than any body text."""
        properties = child(element, "pPr")
        if attribute(child(properties, "pStyle"), "val") in self._titles:
            return True
        sizes = [attribute(one, "val") for one in element.iter() if local(one) == "sz"]
        largest = max((int(size) for size in sizes if size and size.isdigit()), default=0)
        return attribute(child(properties, "jc"), "val") == "center" and largest >= _TITLE_SIZE

    def _table(self, table: etree._Element) -> Grid:
        grid = _GridBuilder()
        for row in _parts(table, "tr"):
            if child(row, "trPr", "del") is None:
                self._row(row, grid)
        return Grid(grid.finished(), grid.blocks, grid.nested)

    def _row(self, row: etree._Element, grid: "_GridBuilder") -> None:
        properties = child(row, "trPr")
        grid.new_row(child(properties, "tblHeader") is not None)
        grid.column = _count(child(properties, "gridBefore"), 0)
        for cell in _parts(row, "tc"):
            content = list(self.blocks(cell))
            text = join_lines([line for block in content if isinstance(block, Text) for line in block.lines])
            number = self._number(cell)
            merge = child(cell, "tcPr", "vMerge")
            continues = merge is not None and attribute(merge, "val") in (None, "continue")
            grid.add(text or number, _count(child(cell, "tcPr", "gridSpan"), 1), continues)
            grid.blocks.extend(content)
            grid.nested.extend(block for block in content if isinstance(block, Grid))

    def _number(self, cell: etree._Element) -> str:
        """The automatic number of a cell that is a list item: 序号 columns are often filled in this way."""
        for element in cell:
            listed = (
                attribute(child(element, "pPr", "numPr", "numId"), "val") if local(element) == "p" else None
            )
            if listed and listed != "0":
                self._numbers[listed] += 1
                return str(self._numbers[listed])
        return ""


@dataclass(slots=True)
class _Run:
    """What a paragraph holds: its text, and the text boxes in it."""

    text: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def _collect(parent: etree._Element, run: _Run) -> None:
    for element in parent:
        name = local(element)
        if name == "t":
            run.text.append(element.text or "")
        elif name in _SIGNS:
            run.text.append(_SIGNS[name])
        elif name == "txbxContent":
            run.boxes.append(element)
        elif name not in _SKIPPED and not _is_unchosen(element) and not _is_hidden(element):
            _collect(element, run)


def _is_hidden(element: etree._Element) -> bool:
    hidden = child(element, "rPr", "vanish") if local(element) == "r" else None
    return hidden is not None and attribute(hidden, "val") not in ("0", "false")


def _is_unchosen(element: etree._Element) -> bool:
    """Of several choices (mc:AlternateContent) the first is read: text boxes are in the file twice."""
    return local(element) == "Choice" and any(
        local(one) == "Choice" for one in element.itersiblings(preceding=True)
    )


def _parts(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, also inside content controls and insertions."""
    for element in parent:
        found = local(element)
        if found == name:
            yield element
        elif found in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            yield from _parts(element, name)


def _count(element: etree._Element | None, default: int) -> int:
    value = attribute(element, "val") or ""
    return min(int(value), MAX_COLUMNS) if value.isdigit() and len(value) < 6 else default


class _GridBuilder:
    """Lays cells out; a cell that continues the one above shares its slot."""

    def __init__(self) -> None:
        self._rows: list[tuple[dict[int, Slot], bool]] = []
        self._cells = 0
        self.column = 0
        self.blocks: list[Text | Grid] = []
        self.nested: list[Grid] = []

    def new_row(self, heading: bool) -> None:
        self._rows.append(({}, heading))
        self.column = 0

    def add(self, text: str, width: int, continues: bool) -> None:
        above = self._rows[-2][0].get(self.column) if len(self._rows) > 1 else None
        slot = above if continues and above and not text else Slot(text, self._cells)
        self._rows[-1][0].update(dict.fromkeys(range(self.column, self.column + width), slot))
        self._cells += 1
        self.column += width

    def finished(self) -> list[GridRow]:
        width = min(max((max(row, default=-1) + 1 for row, _ in self._rows), default=0), MAX_COLUMNS)
        return [
            GridRow(
                tuple(row.get(at, EMPTY) for at in range(width)), None, heading and len(set(row.values())) > 1
            )
            for row, heading in self._rows
        ]
