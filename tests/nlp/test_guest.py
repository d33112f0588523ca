"""Another spaCy pipeline in the place of the statistical NER."""

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import DummyTokenizer, registry

from kg.errors import KgError, UsageError
from kg.model import Article, EntityType, Mention
from kg.nlp import fingerprint, load, read
from kg.nlp.guest import known_labels, positions_in, types_of
from kg.offsets import OffsetMap
from tests.command import kg

RULES = [
    {"label": "ORG", "pattern": "砾川新材"},
    {"label": "GPE", "pattern": "洛瑟恩堡"},
    {"label": "PERSON", "pattern": "佟岁寒"},
    {"label": "ORG", "pattern": "德国机械设备制造业联合会"},
    {"label": "DATE", "pattern": "去年"},
]


def ruler(folder: Path, *, base: str = "zh") -> Path:
    nlp = spacy.blank(base)
    nlp.add_pipe("entity_ruler").add_patterns(RULES)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return folder


def mentions(model: Path | str, text: str) -> tuple[Mention, ...]:
    article = Article("a", "d", 0, "", text, OffsetMap.identity(len(text)))
    return read(load(model), article).mentions


def test_its_entities_get_our_types_and_say_who_found_them(tmp_path):
    text = "去年，佟岁寒把样品寄往洛瑟恩堡。"
    found = mentions(ruler(tmp_path), text)
    assert [(m.text, m.type, m.source) for m in found] == [
        ("佟岁寒", EntityType.PERSON, "model"),
        ("洛瑟恩堡", EntityType.PLACE, "model"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_the_rules_go_on_working_beside_it(tmp_path):
    found = mentions(ruler(tmp_path), "绍兴市有3家企业入选浙江省首台（套）。")
    assert [(m.text, m.type) for m in found] == [
        ("绍兴市", EntityType.PLACE),
        ("浙江省", EntityType.PLACE),
        ("首台（套）", EntityType.PROGRAM),
    ]


def test_organisations_are_told_apart(tmp_path):
    found = mentions(ruler(tmp_path), "客户砾川新材的样品送到了德国机械设备制造业联合会。")
    assert [(m.text, m.type) for m in found] == [
        ("砾川新材", EntityType.COMPANY),
        ("德国机械设备制造业联合会", EntityType.ORGANIZATION),
    ]


def test_a_trained_component_serves_as_well(tmp_path):
    nlp = spacy.blank("zh")
    nlp.add_pipe("ner")
    texts = [(f"{start}{name}{rest}", len(start), len(name)) for start in ("由", "和", "请") for name in ("佟岁寒", "牛耕读")
             for rest in ("记数。", "来了。")]  # fmt: skip
    examples = [
        Example.from_dict(nlp.make_doc(text), {"entities": [(at, at + size, "PERSON")]})
        for text, at, size in texts
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(30):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(tmp_path)
    found = mentions(tmp_path, "由佟岁寒记数。")
    assert [(m.text, m.source) for m in found if m.type is EntityType.PERSON] == [("佟岁寒", "model")]


def test_offsets_do_not_depend_on_its_tokens(tmp_path):
    """The tokens of the English tokenizer are whole clauses here; the ruler's phrase stands alone in one."""
    text = "😀𠮷\u3000\n  佟岁寒  \n\n（洛瑟恩堡）"
    found = mentions(ruler(tmp_path, base="en"), text)
    assert [(text[m.start : m.end], m.text) for m in found if m.source == "model"] == [
        ("佟岁寒", "佟岁寒"),
        ("洛瑟恩堡", "洛瑟恩堡"),
    ]


def test_long_text_is_handed_over_in_pieces_that_keep_their_place(tmp_path):
    text = "啊" * 12_345 + "佟岁寒" + "。" + "啊\n" * 3000 + "佟岁寒"
    found = [m for m in mentions(ruler(tmp_path), text) if m.source == "model"]
    assert [m.start for m in found] == [12_345, len(text) - 3]


@pytest.mark.parametrize(
    ("text", "made", "expected"),
    [
        ("甲乙", "甲乙", {0: 0, 1: 1}),
        ("甲  乙", "甲 乙", {0: 0, 2: 3}),
        ("\n甲乙\n", "甲乙", {0: 1, 1: 2}),
        ("", "", {}),
    ],
)
def test_white_space_may_differ(text, made, expected):
    assert positions_in(text, made) == expected


def test_a_tokenizer_that_changes_the_text_is_refused():
    with pytest.raises(KgError, match=r"changes the text|改动了原文"):
        positions_in("首台（套）", "首台(套)")


@pytest.mark.parametrize(
    ("label", "types"),
    [
        ("PER", {EntityType.PERSON}),
        ("GPE", {EntityType.PLACE}),
        ("ORG", {EntityType.COMPANY, EntityType.AGENCY, EntityType.ORGANIZATION}),
        ("government", {EntityType.AGENCY}),
        ("nt", {EntityType.COMPANY, EntityType.AGENCY, EntityType.ORGANIZATION}),
        ("DATE", set()),
    ],
)
def test_labels(label, types):
    assert set(types_of(label)) == types


def test_our_own_types_are_labels_too():
    assert all(types_of(kind.value) for kind in EntityType)
    assert all(label == label.upper() for label in known_labels())


def test_a_name_that_is_no_pipeline():
    with pytest.raises(UsageError) as error:
        load("zh_no_such_model")
    assert error.value.en == (
        "There is no spaCy pipeline called zh_no_such_model: it is neither a folder nor an installed package. "
        "Install it (for example python -m spacy download zh_no_such_model), or give the folder it lies in; "
        "without --model kg uses its own."
    )
    assert "没有叫 zh_no_such_model 的 spaCy 管线" in error.value.zh


def test_a_package_that_is_no_pipeline_is_not_taken_for_one():
    with pytest.raises(UsageError, match="numpy"):
        load("numpy")


def test_a_pipeline_without_entities(tmp_path):
    spacy.blank("zh").to_disk(tmp_path)
    with pytest.raises(UsageError) as error:
        load(tmp_path)
    assert (
        f"The spaCy pipeline {tmp_path} marks no entities that kg knows (its labels: none)" in error.value.en
    )


def test_a_pipeline_that_needs_what_is_not_installed(tmp_path):
    ruler(tmp_path)
    config = tmp_path / "config.cfg"
    config.write_text(
        config.read_text(encoding="utf-8").replace('"entity_ruler"', '"no_such_factory"'), encoding="utf-8"
    )
    with pytest.raises(UsageError) as error:
        load(tmp_path)
    assert error.value.en.startswith(f"The spaCy pipeline {tmp_path} cannot be loaded: ")
    assert "no_such_factory" in error.value.en


def test_the_fingerprint_knows_the_model(tmp_path):
    one, two = ruler(tmp_path / "one"), ruler(tmp_path / "two")
    assert fingerprint(one) == fingerprint(two) != fingerprint()
    (two / "entity_ruler" / "patterns.jsonl").write_text("", encoding="utf-8")
    fingerprint.cache_clear()
    assert fingerprint(one) != fingerprint(two)


class Unbroken(DummyTokenizer):
    """A tokenizer that drops line breaks."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        kept = text.replace("\n", "")
        return Doc(self.vocab, list(kept), [False] * len(kept))


def test_where_its_tokenizer_drops_line_breaks_names_stay_where_they_stand(tmp_path):
    @registry.tokenizers("test.unbroken")
    def make():
        return Unbroken

    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "test.unbroken"}}})
    nlp.add_pipe("entity_ruler").add_patterns(  # type: ignore[attr-defined]
        [{"label": "PER", "pattern": [{"ORTH": "佟"}, {"ORTH": "岁"}, {"ORTH": "寒"}]}]
    )
    nlp.to_disk(tmp_path)
    assert [(m.text, m.start) for m in mentions(tmp_path, "请\n\n佟岁寒\n来。")] == [("佟岁寒", 3)]


@pytest.mark.timeout(900)
def test_build_with_a_model_and_then_without(tmp_path):
    model = ruler(tmp_path / "model")
    note = tmp_path / "note.txt"
    note.write_text("佟岁寒把样品寄往洛瑟恩堡。\n", encoding="utf-8")

    first = kg("build", note, "--model", model, cwd=tmp_path)
    status = kg("status", "-f", "jsonl", cwd=tmp_path, KG_MODEL=str(model))
    without = kg("build", note, cwd=tmp_path)

    assert "1 documents read" in first.err
    assert [json.loads(line)["read by"] for line in status.out.splitlines()] == ["current"]
    assert "read by an older version; reading them again" in without.err


def test_extract_with_a_model(tmp_path):
    model = ruler(tmp_path / "model")
    note = tmp_path / "note.txt"
    note.write_text("佟岁寒把样品寄往洛瑟恩堡。\n", encoding="utf-8")
    extracted = kg("extract", note, "--model", model, cwd=tmp_path)
    found = [json.loads(line) for line in extracted.out.splitlines()]
    assert [(one["text"], one["source"]) for one in found] == [("佟岁寒", "model"), ("洛瑟恩堡", "model")]


def test_an_unknown_model_stops_the_call_before_anything_is_read(tmp_path):
    note = tmp_path / "note.txt"
    note.write_text("佟岁寒。\n", encoding="utf-8")
    outcome = kg("build", note, "--model", "zh_no_such_model", cwd=tmp_path)
    assert outcome.code == 2
    assert "There is no spaCy pipeline called zh_no_such_model" in outcome.err
