import pytest

from analysis import kwic
from analysis.concordance import kwic_of_hits


def test_a_line_is_the_source_with_nothing_put_in(seeds) -> None:
    lines = kwic(seeds, text="铁路", width=10)

    assert len(lines) == sum(source.split("\n更多\n")[0].count("铁路") for source in seeds.texts.values()) == 16
    for line in lines.itertuples():
        source = "".join(seeds.texts[line.document].split()).replace(",", "，").replace("(", "（").replace(")", "）")
        assert source.count(f"{line.left}{line.node}{line.right}".replace(" ", "")) == 1
        assert len(line.left) <= 10 >= len(line.right)


def test_a_search_forgives_what_forms_forgive(seeds) -> None:
    assert kwic(seeds, text="HỮU NGHỊ")["node"].tolist() == ["hữu nghị"] * 5
    assert kwic(seeds, text="ữu ngh").empty
    assert kwic(seeds, text="六个更")["node"].tolist() == ["六个更", "六个更"]
    assert kwic(seeds, text="长期稳定, 面向未来")["period"].tolist() == ["2016", "2026"]


def test_the_lines_of_a_formula_are_its_hits(seeds, hits) -> None:
    wanted = hits[hits["formula"] == "unclos"]

    lines = kwic(seeds, formula="unclos")

    assert lines[["document", "start", "end"]].to_numpy().tolist() == wanted[["document", "start", "end"]].to_numpy().tolist()
    assert lines["node"].tolist() == ["联合国海洋法公约"] * 4


def test_every_hit_has_a_line_with_its_words(seeds, hits) -> None:
    assert kwic_of_hits(seeds, hits)["node"].tolist() == hits["text"].tolist()


def test_set_aside_text_is_not_searched(seeds) -> None:
    assert kwic(seeds, text="古巴").empty


@pytest.mark.parametrize("wanted", [{}, {"formula": "unclos", "text": "铁路"}, {"text": " "}, {"formula": "no-such"}])
def test_what_cannot_be_searched_is_refused(seeds, wanted: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"give either formula or text|not in the lexicon"):
        kwic(seeds, **wanted)
