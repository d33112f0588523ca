"""How far the pipeline's names carry over to other corpora: ``python -m pipelines.zh_policy.transfer FILE…``.

A file holds JSON lines ``{"text": …, "ents": [[start, end, label], …]}``; the public test sets of CLUENER, MSRA and
Resume are such files once converted. They are for measuring alone: nothing is trained or tuned on them, and none is
part of this repository. Types are folded to PER, LOC and ORG, as other corpora do not tell firms from agencies.
Their guidelines differ from ours, so that a low figure may be a difference of opinion.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg import nlp
from kg.cli.console import Format, write_rows
from kg.evaluate import Score
from kg.model import Article
from kg.nlp.guest import types_of
from kg.offsets import OffsetMap

FOLDED = {"PERSON": "PER", "PLACE": "LOC", "COMPANY": "ORG", "AGENCY": "ORG", "ORGANIZATION": "ORG"}
KINDS = ("PER", "LOC", "ORG")

Names = set[tuple[int, int, str]]


def gold(entities: Iterable[Sequence[object]]) -> Names:
    """The names of a line with folded labels; what is no person, place or body is left out."""
    return {
        (int(str(start)), int(str(end)), FOLDED[types[0].value])
        for start, end, label in entities
        if (types := types_of(str(label))) and types[0].value in FOLDED
    }


def found_by_us(texts: Iterable[str], model: str | None) -> Iterator[Names]:
    """Our names of each text, each read as an article of its own."""
    pipeline = nlp.load(model)
    for text in texts:
        reading = nlp.read(pipeline, Article("a", "d", 0, "", text, OffsetMap.identity(len(text))))
        yield {(one.start, one.end, FOLDED[one.type]) for one in reading.mentions if one.type in FOLDED}


def compare(right: Sequence[Names], found: Sequence[Names]) -> dict[str, Score]:
    """Strict scores by folded label, and ``ALL``."""
    scores = {}
    for kind in KINDS:
        pairs = [
            ({one for one in a if one[2] == kind}, {one for one in b if one[2] == kind})
            for a, b in zip(right, found, strict=True)
        ]
        hits = sum(len(a & b) for a, b in pairs)
        scores[kind] = Score(sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs), hits, hits)
    return scores | {"ALL": sum(scores.values(), Score())}


def main(
    files: Annotated[list[Path], typer.Argument(help="JSON lines with text and ents")],
    names: Annotated[
        list[Path] | None, typer.Option(help="Names that a peer found, a file for each of the files")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Folder or name of the pipeline")] = None,
) -> None:
    """Print strict F1 by file and label, of ours or of what a peer found (``pipelines/bench/peer_names.py``)."""
    rows = []
    for number, file in enumerate(files):
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
        right = [gold(line["ents"]) for line in lines]
        if names:
            said = [json.loads(line) for line in names[number].read_text(encoding="utf-8").splitlines()]
            found = [{(start, end, kind) for start, end, kind in line} for line in said]
        else:
            found = list(found_by_us((line["text"] for line in lines), model))
        scores = compare(right, found)
        rows.append([file.stem, *(round(scores[kind].f1, 3) for kind in (*KINDS, "ALL")), scores["ALL"].gold])
    write_rows(["", *KINDS, "all", "names"], rows, Format.TABLE)


if __name__ == "__main__":
    typer.run(main)
