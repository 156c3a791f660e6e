import pytest

from analysis.clean import clean_text
from analysis.segment import find_breaks, find_sections, find_sentences, segment_corpus, set_aside


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
