"""Put a trained pipeline in the place of the one that ships: ``python -m pipelines.zh_policy.package``.

The pipeline is loaded and asked first; one without weights, or larger than a wheel should carry, is refused. The
model card of the folder is kept: its figures are a person's to write.
"""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg import nlp
from kg.nlp.ner import Ner
from kg.nlp.pipeline import MODEL

BUILT = Path(__file__).parents[2] / "build" / "zh_policy"
LARGEST = 25_000_000


def size_of(folder: Path) -> int:
    """The bytes of all files of a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def check(model: Path) -> None:
    """Raise ValueError when a pipeline cannot ship."""
    ner = nlp.load(model).get_pipe("kg_ner")
    if not isinstance(ner, Ner) or ner.crf is None:
        raise ValueError(f"{model} has no weights of the NER: run train_ner first")
    if size_of(model) > LARGEST:
        raise ValueError(f"{model} takes {size_of(model)} bytes, more than {LARGEST}")


def main(
    model: Annotated[Path, typer.Option(help="Folder of the trained pipeline")] = BUILT,
    out: Annotated[Path, typer.Option(help="Folder to put it into")] = MODEL,
) -> None:
    """Check the pipeline and copy it."""
    check(model)
    for old in out.iterdir() if out.is_dir() else ():
        if old.is_dir():
            shutil.rmtree(old)
    shutil.copytree(model, out, dirs_exist_ok=True)
    sys.stdout.write(f"{out}: {size_of(out)} bytes\n")


if __name__ == "__main__":
    typer.run(main)
