"""Noun phrases of those who may speak, and the sides that their titles tell."""

import pytest

from analysis.clean import clean_text
from analysis.referents import Surroundings
from analysis.speakers import Speakers


def speakers(text: str, language: str = "zh", side: str = "PRC", date: str = "", known: bool = True) -> list[tuple[str, str]]:
    found = Speakers(Surroundings(clean_text(text, language), side), date, side if known else "")
    return [(one.printed, found.side_of(one)) for one in found.within(0, len(text))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("越共中央政治局委员、中央书记处常务书记陈锦秀", [("陈锦秀", "SRV")]),
        ("苏林总书记、国家主席", [("苏林", "SRV")]),
        ("老挝国家主席通伦", [("通伦", "other")]),
        ("菲律宾外交部长拉萨罗说，", [("拉萨罗", "other")]),
        ("马来西亚交通部副部长哈斯比·哈比波拉说", [("哈斯比·哈比波拉", "other")]),
        ("越南祖国阵线主席阮文强表示", [("阮文强", "SRV")]),
        ("中国驻越南大使沈怀远表示", [("沈怀远", "PRC")]),
        ("越南学者", [("越南学者", "other")]),
        ("越南党和政府", [("越南党和政府", "SRV")]),
        ("一个中国政策", []),
        ("中国外交部发言人范秋姮", [("范秋姮", "")]),  # the title is not her country's
    ],
)
def test_chinese(text: str, found: list[tuple[str, str]]) -> None:
    assert speakers(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bí thư Khu ủy Quảng Tây Trần Cương", [("Trần Cương", "PRC")]),
        ("Ngoại trưởng Indonesia Sugiono", [("Ngoại trưởng Indonesia", "other")]),
        ("Thứ trưởng Ngoại giao Nguyễn Văn Bình", [("Nguyễn Văn Bình", "SRV")]),
        ("ông Nguyễn Văn Nam, nông dân", [("Nguyễn Văn Nam", "other"), ("nông dân", "other")]),
        ("phía Trung Quốc", [("phía Trung Quốc", "PRC")]),
        ("chính sách một Trung Quốc", []),
        ("Đại sứ Trung Quốc tại Việt Nam Hà Vĩ", [("Hà Vĩ", "PRC")]),
    ],
)
def test_vietnamese(text: str, found: list[tuple[str, str]]) -> None:
    assert speakers(text, "vi", "SRV") == found


def test_an_office_without_a_country_is_the_texts_own_where_that_is_known() -> None:
    assert speakers("国家主席", date="2016-11") == [("国家主席", "PRC")]
    assert speakers("国家主席", side="SRV", date="2016-11") == [("国家主席", "SRV")]
    assert speakers("国家主席", date="2016-11", known=False) == [("国家主席", "")]


def test_an_office_named_before_is_whoever_had_it() -> None:
    text = "越南外长裴青山抵京。外长"

    assert speakers(text)[-1] == ("裴青山", "SRV")


def test_a_name_without_title_is_known_from_where_it_had_one() -> None:
    assert speakers("广宁省委书记阮文强来访。阮文强")[-1] == ("阮文强", "SRV")
    assert speakers("Đại sứ Úc Gillian Bird đến. Bà Bird", "vi", "SRV")[-1] == ("Gillian Bird", "other")


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("王毅会见老挝外长。双方", "other"),
        ("习近平同苏林会谈。双方", "joint"),
        ("双方", "joint"),
        ("中国与东盟举行峰会。双方", "other"),
    ],
)
def test_whose_both_sides_are(text: str, side: str) -> None:
    assert speakers(text)[-1] == ("双方", side)
