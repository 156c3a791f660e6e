import random

import pytest

from analysis.clean import clean_text
from analysis.segment import Sentences, count_sentences, find_breaks, find_sections, find_sentences, segment_corpus, set_aside


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("双方同意合作。双方强调互信！会谈圆满成功", "zh", ["双方同意合作。", "双方强调互信！", "会谈圆满成功"]),
        ("他说：“双方要合作。”双方同意。", "zh", ["他说：“双方要合作。”", "双方同意。"]),
        ("总额1.5亿，增长24.6%。", "zh", ["总额1.5亿，增长24.6%。"]),
        ("Hai bên nhất trí. Hai bên nhấn mạnh.", "vi", ["Hai bên nhất trí.", "Hai bên nhấn mạnh."]),
        ("Tại TP. Hà Nội có trên 1.300 dự án.", "vi", ["Tại TP. Hà Nội có trên 1.300 dự án."]),
        ("Hai bên nhất trí.Việt Nam coi trọng.", "vi", ["Hai bên nhất trí.", "Việt Nam coi trọng."]),
        ("Trang VOV.VN đưa tin.", "vi", ["Trang VOV.VN đưa tin."]),
    ],
)
def test_sentences(text: str, language: str, sentences: list[str]) -> None:
    cleaned = clean_text(text, language)

    assert [cleaned.text[first:last] for first, last, _ in find_sentences(cleaned)] == sentences


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("双方同意合作。！“好。”）双方强调互信\n\n会谈圆满成功", "zh", 4),
        ("……双方同意。\n\n！\n\n会谈", "zh", 2),
        ("Hai bên nhất trí...Việt Nam coi trọng.\n\nTại TP. Hà Nội có 1.300 dự án", "vi", 2),
        ("... Hai bên?! Nhất trí.", "vi", 3),
    ],
)
def test_sentences_are_counted_over_paragraphs(text: str, language: str, number: int) -> None:
    cleaned = clean_text(text, language)

    assert len(find_sentences(cleaned)) == number
    assert count_sentences(cleaned.text, 0, len(cleaned.text), language) == number


def test_a_sentence_has_its_number_in_whatever_order_one_asks(cleaned) -> None:
    for one in cleaned.values():
        sentences = Sentences(one)
        known = list(enumerate(find_sentences(one)))
        for number, (first, last, segment) in random.Random(0).sample(known, len(known)):
            assert sentences.number(first) == sentences.number(last - 1) == number
            assert sentences.at(first) == (first, last)
            assert sentences.paragraph(last - 1) == segment


def test_the_sections_of_the_first_stretches_are_those_of_all(cleaned) -> None:
    for one in cleaned.values():
        sections = find_sections(one)
        assert all(find_sections(one, n) == sections[:n] for n in range(len(sections)))


def test_sections_follow_numbers_and_headings() -> None:
    source = "一、双方同意合作。\n（一）加强交往。\n继续办好论坛。\n(二) 深化安全合作。\n二、双方签署文件。\n"
    source += "务实合作取得进展\n贸易增长。"

    assert find_sections(clean_text(source, "zh")) == [
        "一",
        "一（一）",
        "一（一）",
        "一（二）",
        "二",
        *["务实合作取得进展"] * 2,
    ]


def test_every_character_of_every_seed_has_a_role(seeds) -> None:
    segments = segment_corpus(seeds)
    for document, source in seeds.texts.items():
        rows = segments[segments["document"] == document]
        held = {at for row in rows.itertuples() for at in range(row.start, row.end)}

        assert all(source[at].isspace() for at in set(range(len(source))) - held)


def test_what_was_set_aside_adds_up(seeds) -> None:
    share = set_aside(seeds)

    assert share.groupby("document")["share"].sum().round(9).eq(1).all()
    for document, source in seeds.texts.items():
        total = share.loc[share["document"] == document, "characters"].sum()
        assert total == sum(not char.isspace() for char in source)


def test_the_ten_page_breaks_of_the_joint_statement(seeds) -> None:
    breaks = find_breaks(seeds)

    assert breaks["document"].str[:3].tolist() == ["004"] * 10
    assert "推进反腐败司" in breaks["left"].iloc[4]
    assert breaks["right"].iloc[4] == "法执法合作。"


def test_numbered_headings_keep_the_heading_above_them() -> None:
    source = "一、今年工作\n（一）扩大开放\n双方同意加强合作。\n二、任务\n双方同意深化合作。"

    assert find_sections(clean_text(source, "zh")) == [
        "一、今年工作",
        *["一、今年工作 （一）扩大开放"] * 2,
        *["二、任务"] * 2,
    ]
