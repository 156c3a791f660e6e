"""Whose relationship a sentence speaks of."""

import pytest

from analysis.clean import clean_text
from analysis.countries import find_mentions, find_places
from analysis.referents import Surroundings


def whose(text: str, word: str, language: str = "zh", side: str = "PRC") -> str:
    cleaned = clean_text(text, language)
    at = cleaned.text.index(word)
    return Surroundings(cleaned, side).referent(at, at + len(word))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中越传统友谊深厚。", "VNM"),
        ("中老传统友谊深厚，越南也是邻国。", "LAO"),
        ("中国愿同古巴深化传统友谊。", "CUB"),
        ("越南和老挝的传统友谊深厚。", "LAO"),
        ("中国同越南、老挝等国的传统友谊深厚。", "VNM"),
        ("河内的学者对新加坡媒体说，传统友谊不可丢。", "VNM"),
        ("深化传统友谊，推动中柬关系发展。", "KHM"),
        ("越南总理访华。面对美国关税，双方珍视传统友谊。", "VNM"),
        ("面对美国关税，双方珍视传统友谊。", "USA"),
        ("习近平会见越南总理。老挝领导人表示珍惜与中方的合作。双方弘扬传统友谊。", "LAO"),
        ("习近平会见越南总理。美国加征关税。双方弘扬传统友谊。", "VNM"),
        ("公司年会上，双方珍视传统友谊。", "organisations"),
        ("双方珍视传统友谊。", ""),
        ("集中老百姓的传统友谊。", ""),
        ("其中朝鲜族老人珍视传统友谊。", ""),
        ("三年内老挝与中国举行高层互访，传统友谊不断深化。", "LAO"),
        ("内蒙古与越南往来，传统友谊不断深化。", "VNM"),
        ("越南之行后，他来到吉隆坡，弘扬传统友谊。", "MYS"),
        ("越方视美国为伙伴，珍视传统友谊。", "USA"),
    ],
)
def test_in_chinese(text: str, expected: str) -> None:
    assert whose(text, "传统友谊") == expected


def test_the_partner_depends_on_whose_text_it_is() -> None:
    assert whose("越南珍视传统友谊。", "传统友谊", side="PRC") == "VNM"
    assert whose("越南珍视传统友谊。", "传统友谊", side="SRV") == ""
    assert whose("中国珍视传统友谊。", "传统友谊", side="SRV") == "VNM"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tình hữu nghị truyền thống giữa Việt Nam và Trung Quốc.", "VNM"),
        ("Trung Quốc trao đổi về hữu nghị truyền thống giữa Việt Nam và Lào.", "LAO"),
        ("Việt Nam - Trung Quốc có hữu nghị truyền thống.", "VNM"),
        ("Quan hệ Việt - Lào là hữu nghị truyền thống.", "LAO"),
        ("Tổng thống Nga coi trọng hữu nghị truyền thống.", "RUS"),
        ("Ông Nguyễn Minh Đức coi trọng hữu nghị truyền thống.", ""),
        ("Tổng Bí thư Tô Lâm và Chủ tịch Cuba Díaz-Canel coi trọng hữu nghị truyền thống.", "CUB"),
        ("Tổng thống Nga Vladimir Putin coi trọng hữu nghị truyền thống.", "RUS"),
        ("Thủ tướng Campuchia Hun Manet coi trọng hữu nghị truyền thống.", "KHM"),
    ],
)
def test_in_vietnamese(text: str, expected: str) -> None:
    assert whose(text, "hữu nghị truyền thống", "vi", "SRV") == expected


def test_pairs_and_names_of_a_sentence() -> None:
    text = "印度尼西亚和印度出席，中俄朝三国未与会，内蒙古报名。"

    named = [(text[m.start : m.end], sorted(m.names), m.pair) for m in find_mentions(text, find_places(text, "zh"), "zh")]

    assert named == [("印度尼西亚", ["IDN"], False), ("印度", ["IND"], False), ("中俄", ["CHN", "RUS"], True)]
