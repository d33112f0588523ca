"""Whole documents: the annotated examples and corpus, and the development issue where it is at hand."""

import csv
import re
from pathlib import Path

import pytest

from kg.ingest import cut_articles, read_document
from kg.ingest.furniture import furniture
from kg.ingest.lines import split_lines
from kg.ingest.marks import section_of

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "gold"
CORPUS = ROOT / "pipelines" / "zh_policy" / "corpus"
ISSUE = ROOT.parent / "shared" / "gold" / "zj2021-02.txt"
TAG = re.compile(r"</?[CAOPLGD]>")


def untag(path):
    """The text of a tagged file and the spans of its mentions."""
    with path.open(encoding="utf-8", newline="") as file:
        parts = TAG.split(text := file.read())
    ends, position = [], 0
    for part in parts[:-1]:
        position += len(part)
        ends.append(position)
    assert len(ends) == len(TAG.findall(text))
    return "".join(parts), list(zip(ends[::2], ends[1::2], strict=True))


def lines_of(document):
    """For each character of a document that is in an article: the article and the line it stands on."""
    places = {}
    for article in cut_articles(document):
        number, line_of = 0, []
        for character in article.text:
            line_of.append(number)
            number += character == "\n"
        for run in article.offsets.runs:
            for at in range(run.length):
                places[run.raw + at] = (article.ordinal, line_of[run.clean + at])
    return places


def cut_mentions(document, spans):
    """The mentions that lie on more than one line of the articles, or on none."""
    places = lines_of(document)
    return [
        document.text[start:end]
        for start, end in spans
        if len({places[at] for at in range(start, end) if at in places}) != 1
    ]


def examples():
    return sorted(EXAMPLES.glob("*.tagged.txt")) if EXAMPLES.is_dir() else []


def corpus(print_dump):
    table = CORPUS / "articles.csv"
    if not table.is_file():
        return []
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["style"] == "print-dump") == print_dump]
    return [path for row in rows if (path := CORPUS / f"{row['name']}.tagged.txt").is_file()]


@pytest.mark.skipif(not examples(), reason="the example documents are not there")
def test_no_mention_of_the_examples_is_cut(document):
    for path in examples():
        text, spans = untag(path)
        assert cut_mentions(document(text), spans) == []


@pytest.mark.skipif(not examples(), reason="the example documents are not there")
def test_the_example_issues_are_cut_into_their_articles():
    issue = read_document(EXAMPLES / "anhui-2022-03.txt")

    assert issue.issue == "2022年第3期 总第312期"
    assert len(cut_articles(issue)) == 8
    assert len(cut_articles(read_document(EXAMPLES / "hubei-2023-01.txt"))) == 7


@pytest.mark.skipif(not examples(), reason="the example documents are not there")
def test_the_example_list_is_one_notice_with_two_tables():
    (notice,) = cut_articles(read_document(EXAMPLES / "henan-list-2023.txt"))

    data = [sum(row.kind == "data" for row in table.rows) for table in notice.tables]
    assert notice.date == "2023-12-11"
    assert len(data) == 2
    assert sum(data) == 40


@pytest.mark.skipif(not corpus(True), reason="the corpus is not there")
def test_hardly_a_mention_of_print_dumps_is_cut(document):
    total, cut = 0, []
    for path in corpus(True):
        text, spans = untag(path)
        total += len(spans)
        cut += cut_mentions(document(text), spans)

    assert len(cut) <= 0.01 * total, cut


@pytest.mark.skipif(not corpus(False), reason="the corpus is not there")
def test_unwrapped_texts_keep_their_lines(document):
    for path in corpus(False):
        text, spans = untag(path)
        made = document(text)
        assert cut_mentions(made, spans) == [], path.name
        places = lines_of(made)
        for line in split_lines(text):
            assert len({places[at] for at in range(line.start, line.end) if at in places}) <= 1, line.text


def everything(document):
    """The lines that are in no article, apart from furniture and section marks."""
    lines = split_lines(document.text)
    dropped = furniture(lines)
    places = lines_of(document)
    return [
        line.text
        for index, line in enumerate(lines)
        if index not in dropped
        and section_of(line.text) is None
        and not any(at in places for at in range(line.start, line.end))
    ]


@pytest.mark.parametrize("path", [*corpus(True), *corpus(False), *examples()], ids=lambda path: path.name)
def test_every_line_is_in_an_article(document, path):
    text, _ = untag(path)

    assert everything(document(text)) == []


@pytest.mark.skipif(not ISSUE.is_file(), reason="the development issue is not at hand")
def test_the_development_issue():
    issue = read_document(ISSUE)
    articles = cut_articles(issue)

    assert (issue.title, issue.issue) == ("浙江机械", "2021年第2期 总第564期")
    assert len(articles) == 18
    assert sum(article.source is not None for article in articles) == 16
    assert [article.title for article in articles][6:8] == [
        "经信厅召开全省数字化改革大会精神传达和贯彻部署会",
        "玉环装备制造业挺进高端领域再次填补国内技术空白",
    ]
    assert everything(issue) == []


@pytest.mark.skipif(not ISSUE.is_file(), reason="the development issue is not at hand")
def test_the_development_issue_without_blank_lines_or_with_windows_line_ends(document):
    text = read_document(ISSUE).text

    for changed in (re.sub(r"\n+", "\n", text), text.replace("\n", "\r\n")):
        assert len(cut_articles(document(changed))) == 18
