import pytest

from kg.nlp import load

NLP = load()
NLP.disable_pipe("kg_ner")  # what the rules find


def places(text: str) -> list[str]:
    doc = NLP(text)
    return [ent.text for ent in doc.ents if ent.label_ == "PLACE"]


def test_adjacent_units_are_places_of_their_own():
    assert places("住所地为湖北省宜昌市夷陵区。") == ["湖北省", "宜昌市", "夷陵区"]


def test_short_forms_of_provinces_and_cities():
    assert places("产品销往湖北、宜昌和襄阳。") == ["湖北", "宜昌", "襄阳"]


def test_a_countys_short_form_needs_its_province_in_the_article():
    assert places("湖北省的企业多在枝江。") == ["湖北省", "枝江"]
    assert places("他在枝江有厂。") == []


def test_a_word_of_everyday_speech_needs_the_full_form():
    assert places("各方加强合作，资源共享，打通道路。") == []


@pytest.mark.parametrize(
    "text", ["大理石加工", "产品普通化", "长寿命刀具", "阿里巴巴的平台", "逐步形成都是难题"]
)
def test_places_inside_other_words_are_not_places(text):
    assert places(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("项目落户宜昌高新区。", "宜昌高新区"),
        ("考察了荆州海洋装备产业园。", "荆州海洋装备产业园"),
        ("大会在武汉国际博览中心举行。", "武汉国际博览中心"),
        ("落户中国（湖北）自由贸易试验区。", "中国（湖北）自由贸易试验区"),
    ],
)
def test_zones_and_venues_by_their_structure(text, name):
    assert places(text) == [name]


def test_a_full_unit_before_a_zone_stays_apart():
    assert places("荆州市松滋临港新城开工。") == ["荆州市", "松滋临港新城"]


def test_generic_zones_are_not_places():
    assert places("推进产业园区建设，打造工业园。") == []


def test_roads_in_an_address():
    assert places("地址：武汉市江夏区文化大道88号") == ["武汉市", "江夏区", "文化大道"]


def test_a_village_and_a_town_after_their_county():
    assert places("工厂在平阳县万全镇。") == ["平阳县", "万全镇"]


def test_countries_and_regions():
    assert places("出口德国、越南，服务长三角和粤港澳大湾区。") == ["德国", "越南", "长三角", "粤港澳大湾区"]
