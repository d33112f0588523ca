"""Scoring against gold: hand-worked cases, and agreement with the published scorer where it is at hand."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.evaluate import read_gold, score
from kg.evaluate.gold import read_tagged
from kg.evaluate.names import Aliases, normal, same_level, same_product
from kg.model import EntityType

ROOT = Path(__file__).parents[2]
SCORER = ROOT.parent / "shared" / "gold" / "score.py"

TEXT = "甲市 乙公司\n获得首台套。丙公司未获。\n"
TAGGED = "<L>甲市</L><C>乙公司</C>获得<G>首台套</G>。\n<C>丙公司</C>未获。\n"
FACTS = [
    {"type": "award", "company": "乙公司", "program": "首台套", "level": "省", "year": 2020, "product": "A泵", "grantor": None, "ev": "乙公司获得首台套"},
    {"type": "position", "person": "丁", "org": "乙公司", "title": "董事长兼总经理", "ev": "乙公司"},
    {"type": "alias", "full": "乙公司", "short": "老乙", "ev": "乙公司"},
]  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.tagged.txt").write_text(TAGGED, encoding="utf-8")
    lines = "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in FACTS)
    (tmp_path / "a.facts.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def mention(start: int, end: int, kind: str) -> tuple[str, dict[str, Any]]:
    return "a", {"kind": "mention", "start": start, "end": end, "type": kind}


def fact(**fields: Any) -> tuple[str, dict[str, Any]]:
    return "a", {"kind": "fact", **fields}


def test_a_tagged_text_gives_its_text_and_spans() -> None:
    text, spans = read_tagged("<L>甲 市</L>有<C>乙\n公司</C>")
    assert text == "甲市有乙公司"
    assert spans == {(0, 2, EntityType.PLACE), (3, 6, EntityType.COMPANY)}


def test_strict_wants_span_and_type_and_relaxed_an_overlap_of_the_type(gold: Path) -> None:
    # 乙公司 stands at 3..6 of the text, 丙公司 at 14..17; 丙公司 is found one character short.
    predictions = [mention(3, 6, "COMPANY"), mention(14, 16, "COMPANY"), mention(0, 2, "COMPANY")]
    mentions, _ = score(read_gold(gold), predictions)
    strict, relaxed = mentions["COMPANY"]
    assert (strict.predicted, strict.gold, strict.matched) == (3, 2, 1)
    assert (relaxed.matched, relaxed.matched_gold) == (2, 2)
    assert mentions["PLACE"][0].recall == 0
    assert (mentions["ALL"][0].gold, mentions["ALL"][0].predicted) == (4, 3)


def test_a_part_of_a_document_counts_only_its_own_mentions(gold: Path) -> None:
    (gold / "a.tagged.txt").unlink()
    (gold / "a_13-18.tagged.txt").write_text("。<C>丙公司</C>未"[1:], encoding="utf-8")
    mentions, _ = score(read_gold(gold), [mention(3, 6, "COMPANY"), mention(15, 18, "COMPANY")])
    assert (mentions["COMPANY"][0].gold, mentions["COMPANY"][0].predicted) == (1, 1)


def test_awards_count_by_company_and_programme_and_in_full(gold: Path) -> None:
    found = fact(type="award", company="老乙", program="首（台）套", level="省", year=2020, product="新型A泵")
    _, facts = score(read_gold(gold), [found])
    assert facts["award-core"].f1 == 1
    assert facts["award-full"].f1 == 1
    _, facts = score(
        read_gold(gold),
        [fact(type="award", company="乙公司", program="首台套", level="市", year=2020, product="A泵")],
    )
    assert (facts["award-core"].f1, facts["award-full"].f1) == (1, 0)


def test_joined_titles_are_one_fact_each(gold: Path) -> None:
    _, facts = score(read_gold(gold), [fact(type="position", person="丁", org="乙公司", title="董事长")])
    assert (facts["position"].gold, facts["position"].predicted, facts["position"].matched) == (2, 1, 1)


def test_a_fact_found_twice_counts_once(gold: Path) -> None:
    _, facts = score(read_gold(gold), [fact(type="alias", full="乙公司", short="老乙")] * 2)
    assert (facts["alias"].predicted, facts["alias"].matched) == (1, 1)


def test_names_are_the_same_by_alias_by_containment_and_by_unit() -> None:
    names = Aliases([{"type": "alias", "full": "浙江省机电集团", "short": "机电"}])
    assert names.same("机电", "浙江省机电集团")
    assert names.same("迈得医疗", "迈得医疗工业设备股份有限公司")
    assert names.same("玉环", "玉环市")
    assert not names.same("玉环", "玉环经信局")
    assert not names.same("", "玉环")
    assert not names.same(None, "玉环")


def test_normal_forms() -> None:
    assert normal("“首（台）套” (A b)") == "首台（套）（ab）"
    assert normal(None) == ""


def test_products_alike_by_four_fifths_are_the_same() -> None:
    assert same_product("数控车床A型", "数控车床B型")
    assert not same_product("数控车床", "阀门")
    assert same_product(None, "")
    assert not same_product(None, "阀门")


def test_a_level_inside_the_name_of_the_programme_need_not_be_repeated() -> None:
    assert same_level({"level": None}, {"level": "国家", "program": "中国民营企业500强"})
    assert not same_level({"level": None}, {"level": "国家", "program": "单项冠军"})


def test_a_folder_without_tagged_files_is_no_gold_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        read_gold(tmp_path)
    assert error.value.en == f"{tmp_path} holds no *.tagged.txt: it is no gold folder."


def test_a_tagged_file_without_its_text_is_said(gold: Path) -> None:
    (gold / "a.txt").unlink()
    with pytest.raises(UsageError, match=r"a\.txt"):
        read_gold(gold)


def distorted(folder: Path, seed: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Gold turned into predictions with seeded mistakes of every kind."""
    chance = random.Random(seed)
    for name, document in read_gold(folder).items():
        raw = {offset: at for at, offset in reversed(list(enumerate(document.squeezed)))}
        for start, end, kind in sorted(document.mentions):
            if chance.random() < 0.8:
                shift = chance.choice([0, 0, 0, 1])
                other = chance.choice([kind, kind, kind, EntityType.PLACE])
                yield (
                    name,
                    {"kind": "mention", "start": raw[start], "end": raw[end - shift], "type": other.value},
                )
        for one in document.facts:
            if chance.random() < 0.8:
                key = chance.choice(list(one))
                keep = chance.random() < 0.7 or key == "type"
                change = (
                    {} if keep else {key: chance.choice([None, 2020 if isinstance(one[key], int) else "某"])}
                )
                yield name, {**one, **change, "kind": "fact"}


@pytest.mark.skipif(not SCORER.exists(), reason="the published scorer is not beside this checkout")
@pytest.mark.parametrize(
    "folder", [ROOT / "examples" / "gold", SCORER.parent], ids=["examples", "development set"]
)
@pytest.mark.parametrize("seed", range(4))
def test_our_scores_agree_with_the_published_scorer(folder: Path, seed: int, tmp_path: Path) -> None:
    predictions = list(distorted(folder, seed))
    file = tmp_path / "predictions.jsonl"
    lines = (json.dumps({**record, "doc": f"{name}.txt"}, ensure_ascii=False) for name, record in predictions)
    file.write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(SCORER), str(folder), str(file), "--json"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout)
    mentions, facts = score(read_gold(folder), predictions)
    for kind, (strict, relaxed) in mentions.items():
        assert round(strict.f1, 4) == theirs["mentions"][kind]["strict"]["f1"]
        assert round(relaxed.f1, 4) == theirs["mentions"][kind]["relaxed"]["f1"]
    for label, one in facts.items():
        assert (one.predicted, one.gold) == (theirs["facts"][label]["pred"], theirs["facts"][label]["gold"])
        assert round(one.f1, 4) == theirs["facts"][label]["f1"], label
