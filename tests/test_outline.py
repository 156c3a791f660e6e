import pytest

from analysis.outline import measure_sections


def test_the_sections_of_the_statement(seeds, hits) -> None:
    parts = measure_sections(seeds, hits)
    statement = parts[parts["document"].str.startswith("004")]

    assert statement["section"].tolist() == ["", "一", "二", "三", "四", *(f"四（{n}）" for n in "一二三四五六"), "五", "六"]
    assert statement["share"].sum() == pytest.approx(1)
    assert statement["start"].is_monotonic_increasing
    assert "six-mores ×2" not in statement.set_index("section").loc["二", "formulas"]
    assert "six-mores" in statement.set_index("section").loc["二", "formulas"]


def test_mentions_of_sections_add_up_to_those_of_the_text(seeds, hits, period_counts) -> None:
    parts = measure_sections(seeds, hits)
    by_period = period_counts[period_counts["language"] == "zh"].groupby("period")["n"].sum()

    assert parts[parts["language"] == "zh"].groupby("period")["n"].sum().to_dict() == by_period.to_dict()


def test_a_text_without_sections_is_one(make_corpus) -> None:
    from analysis import read_corpus

    parts = measure_sections(read_corpus(make_corpus(a_txt="中越双方举行会谈。\n\n双方弘扬传统友谊。")))

    assert parts[["section", "share", "n", "formulas"]].to_numpy().tolist() == [["", 1.0, 1, "traditional-friendship"]]
