"""Cut a document into articles."""

from kg.ingest.blocks import Block, read_blocks
from kg.ingest.boundaries import split
from kg.ingest.compose import compose
from kg.ingest.continued import with_rests
from kg.ingest.draft import draft
from kg.ingest.laid_out import laid_out_blocks
from kg.model import Article, Document


def cut_articles(document: Document) -> tuple[Article, ...]:
    """Return the articles of a document in order, numbered from 1.

    Everything but furniture and section marks is in exactly one article. A file of furniture alone has none.
    """
    return tuple(
        compose(document, ordinal, draft(blocks, section))
        for ordinal, (section, blocks) in enumerate(split(_blocks(document)), start=1)
    )


def _blocks(document: Document) -> tuple[Block, ...]:
    """The blocks that the reader knew, else those that the lines of the text suggest."""
    if document.layout is None:
        return tuple(with_rests(read_blocks(document.text)))
    return tuple(with_rests(laid_out_blocks(document.text, document.layout)))
