"""``kg eval``: how well the product reads a gold folder."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.common import FormatOption
from kg.cli.console import Format, write_rows
from kg.evaluate import Score, read_gold, score
from kg.language import tr


@app.command(
    name="eval",
    help=tr(
        "用标注文件夹评测实体与事实的准确率、召回率和 F1。\n\n例：`kg eval examples/gold`",
        "Precision, recall and F1 of mentions and facts against a gold folder.\n\nExample: `kg eval examples/gold`",
    ),
)
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help=tr("标注文件夹。", "Gold folder."))],
    format: FormatOption = Format.TABLE,
) -> None:
    """Read every document of the folder and score what was found."""
    from kg.extract import records_of
    from kg.read import Reader

    gold = read_gold(gold_dir)
    reader = Reader()
    predictions = [
        (name, record)
        for name, document in gold.items()
        for record in records_of(reader.read(document.path), name)
    ]
    mentions, facts = score(gold, predictions)
    rows: list[list[str | float | None]] = [
        [kind, *_figures(strict), round(relaxed.f1, 3)] for kind, (strict, relaxed) in mentions.items()
    ]
    rows += [[label, *_figures(one), None] for label, one in facts.items()]
    columns = [
        tr("类别", "kind"),
        tr("准确率", "precision"),
        tr("召回率", "recall"),
        "F1",
        tr("标注", "gold"),
        tr("找到", "found"),
        tr("宽松 F1", "relaxed F1"),
    ]
    write_rows(columns, rows, format)


def _figures(one: Score) -> list[float | int]:
    return [round(one.precision, 3), round(one.recall, 3), round(one.f1, 3), one.gold, one.predicted]
