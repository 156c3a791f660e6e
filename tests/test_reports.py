"""Reporting clauses: verbs, subjects, and what is none; two-column tables with rows that must not change."""

import pytest

from analysis.clean import clean_text
from analysis.referents import Surroundings
from analysis.reports import find_reports
from analysis.sayings import BARE, COMMITMENT, MODAL, OBJECT, PLACED, WILLING, find_verbs
from analysis.speakers import Speakers


def reports(text: str, language: str, side: str = "PRC") -> list[tuple[str, str]]:
    speakers = Speakers(Surroundings(clean_text(text, language), side), home=side)
    return [
        (report.subject.printed if report.subject else "", report.verb.text) for report in find_reports(speakers, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("张德江表示，中方愿同越方共同努力", [("张德江", "表示"), ("中方", "愿")]),
        ("习近平同苏林会谈时强调，要加快构建", [("习近平", "强调")]),
        ("李强和范明政一致同意", [("李强和范明政", "同意")]),
        ("李强与范明政一致认为", [("李强与范明政", "认为")]),
        ("在会见王毅时，苏林说，越方重申奉行一个中国政策", [("苏林", "说"), ("越方", "重申"), ("", "奉行")]),
        ("苏林感谢中方支持，希望双方扩大合作", [("苏林", "感谢"), ("", "希望")]),
        ("王毅希望越方坚持一个中国政策", [("王毅", "希望")]),
        ("越南将发展对华关系视为头等优先", [("越南", "视为")]),
        ("越南的一贯主张：将与中国的关系视为头等优先", [("越南", "主张")]),
        ("据中方介绍，项目进展顺利", [("中方", "介绍")]),
        ("在越方看来，两国关系是头等优先", [("越方", "看来")]),
        # none of these says anything
        ("加强调查研究，明确认识", []),
        ("命运共同体被认为是重要理念", []),
        ("苏林的讲话说明了一切", []),
        ("在中方支持下，项目竣工", []),
        ("中国学者的论文", []),
        ("越方散发的一份重申立场的文件", [("", "重申")]),  # nobody's, as long as nobody is speaking
        ("毛泽东主席和胡志明主席亲手缔造", []),
        ("坚定奉行一个中国政策", [("", "奉行")]),
    ],
)
def test_chinese(text: str, found: list[tuple[str, str]]) -> None:
    assert reports(text, "zh") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tổng Bí thư, Chủ tịch nước Tô Lâm khẳng định hai bên nhất trí", [("Tô Lâm", "khẳng định"), ("hai bên", "nhất trí")]),
        ("Hội đàm với Thủ tướng Lý Cường, Thủ tướng Phạm Minh Chính nhấn mạnh", [("Phạm Minh Chính", "nhấn mạnh")]),
        ("Phía Việt Nam tái khẳng định kiên trì chính sách", [("Phía Việt Nam", "tái khẳng định"), ("", "kiên trì")]),
        ("Thủ tướng đề nghị phía Trung Quốc ủng hộ", [("Thủ tướng", "đề nghị")]),
        ("Theo Đại sứ Hà Vĩ, quan hệ tốt đẹp", [("Hà Vĩ", "theo")]),
        ("Tinh thần ấy được Đại tướng Phan Văn Giang nhấn mạnh", [("Phan Văn Giang", "nhấn mạnh")]),
        ("Bộ trưởng Ngoại giao Trung Quốc Vương Nghị cho biết", [("Vương Nghị", "cho biết")]),
        ("Đảng, Nhà nước và nhân dân Việt Nam luôn coi đây là ưu tiên", [("Đảng, Nhà nước và nhân dân Việt Nam", "coi")]),
        # none of these says anything
        ("lời kêu gọi của Chủ tịch Hồ Chí Minh", []),
        ("được cho rằng rất tốt", []),
        ("chuyến thăm của Tổng Bí thư Tô Lâm", []),
        ("hai nước đã có Thỏa thuận về biên giới", []),
    ],
)
def test_vietnamese(text: str, found: list[tuple[str, str]]) -> None:
    assert reports(text, "vi", "SRV") == found


def test_the_lists_of_verbs_speak_of_known_verbs() -> None:
    assert set(COMMITMENT) >= BARE | MODAL | OBJECT | WILLING | PLACED
    assert set(COMMITMENT.values()) == {1, 2, 3, 4, 5}


def test_a_capital_inside_a_sentence_is_a_name() -> None:
    text = "Nhấn mạnh Tuyên bố chung"

    assert [verb.text for verb in find_verbs(text, 0, len(text), "vi")] == ["nhấn mạnh"]
