"""The mean of several trainings of the statistical NER: ``python -m pipelines.zh_policy.mean_ner DIR… --out DIR``.

A seed decides what the rules' proposals leave out and which names stand in the renamed articles; the mean depends on it
less than any single training does.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from kg.nlp.ner import Ner
from kg.nlp.ner_crf import Crf


def mean(crfs: Sequence[Crf]) -> Crf:
    """Weights of features and moves, averaged; a feature that one of them does not have counts as 0 there."""
    buckets = np.unique(np.concatenate([one.buckets for one in crfs]))
    state = np.zeros((len(buckets) + 1, crfs[0].state.shape[1]), dtype=np.float32)
    for one in crfs:
        state[1 + np.searchsorted(buckets, one.buckets)] += one.state[1:]
    moves = np.stack([one.transition for one in crfs]).mean(axis=0, dtype=np.float32)
    return Crf(buckets, state / np.float32(len(crfs)), moves)


def main(
    trained: Annotated[list[Path], typer.Argument(help="Folders of trained pipelines, of one segmenter")],
    out: Annotated[Path, typer.Option(help="Folder to write the pipeline to")],
) -> None:
    """Read the weights of each pipeline and write the first one with their mean."""
    ners = [Ner().from_disk(folder / "kg_ner") for folder in trained]
    crf = mean([ner.crf for ner in ners if ner.crf is not None])
    shutil.copytree(trained[0], out, dirs_exist_ok=True)
    Ner(crf, ners[0].lists).to_disk(out / "kg_ner")
    sys.stdout.write(f"{len(crf.buckets)} features, {np.count_nonzero(crf.state)} weights\n")


if __name__ == "__main__":
    typer.run(main)
