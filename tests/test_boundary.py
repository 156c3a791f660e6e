import pytest

from analysis.boundary import has_boundaries, has_syllable_boundaries


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Pieces of other words:
        ("对越南海防市进行访问", False),
        ("在海南海口举行会晤", False),
        ("在中南海会见", False),
        ("济南海关查获", False),
        ("广东省佛山南海区", False),
        ("西南海岸风光", False),
        ("湖南海利公司", False),
        ("越南海军代表团", False),
        # The South China Sea:
        ("首次出访南海周边国家", True),
        ("共同维护南海和平稳定", True),
        ("就南海问题交换意见", True),
        ("南海行为准则磋商", True),
        ("在南海开展合作", True),
        ("环南海地区", True),
        ("称“南海”局势", True),
    ],
)
def test_the_south_china_sea_and_its_look_alikes(text: str, found: bool) -> None:
    at = text.index("南海")

    assert has_boundaries(text, at, at + 2) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山东海阳市", False),
        ("中东海湾国家", False),
        ("码头等优先发展", None),
        ("维护东海和平", True),
        ("在东海的正当权益", True),
    ],
)
def test_others(text: str, found: bool | None) -> None:
    word = "头等优先" if found is None else "东海"
    at = text.index(word)

    assert has_boundaries(text, at, at + len(word)) is bool(found)


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [("hòa bình, ổn định", 0, 8, True), ("hòa bình, ổn định", 0, 6, False), ("(DOC)", 1, 4, True), ("6 hơn", 0, 5, True)],
)
def test_syllables(text: str, start: int, end: int, found: bool) -> None:
    assert has_syllable_boundaries(text, start, end) is found
