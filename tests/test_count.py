import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import count_hits, count_wordings, find_hits, measure_texts, period_notes, read_corpus, read_formulas
from analysis.count import expect_mentions, explain_zero
from analysis.model import HEADLINE_KINDS, KINDS


def test_every_pair_has_a_row_and_decoys_have_none(seeds, hits) -> None:
    counts = count_hits(seeds, hits)
    formulas = [formula.id for formula in read_formulas().values() if not formula.decoy]

    assert len(counts) == 5 * len(formulas)
    assert sorted(set(counts["formula"])) == sorted(formulas)


def test_documents_add_up_to_periods(seeds, hits, period_counts) -> None:
    columns = ["n", "n_title", *KINDS]
    keys = ["period", "language", "formula"]
    by_document = count_hits(seeds, hits).groupby(keys)[columns].sum()

    assert by_document.equals(period_counts.groupby(keys)[columns].sum())


def test_counts_are_the_mentions_in_the_hits(hits, period_counts) -> None:
    headline = hits[hits["kind"].isin(HEADLINE_KINDS)]
    mentions = headline.drop_duplicates(["document", "formula", "mention"]).groupby(["formula", "period", "language"]).size()
    counts = period_counts.set_index(["formula", "period", "language"])["n"]

    assert counts[counts > 0].astype(int).sort_index().to_dict() == mentions.sort_index().to_dict()


def test_a_zero_is_explained_and_nothing_else_is(period_counts) -> None:
    assert (period_counts["zero"].eq("") == period_counts["n"].gt(0)).all()


def test_rates_are_by_the_size_of_the_counted_text(seeds, hits) -> None:
    counts = count_hits(seeds, hits)
    row = counts[(counts["formula"] == "traditional-friendship") & (counts["document"].str[:3] == "000")].iloc[0]
    sizes = measure_texts(seeds).set_index("document").loc[row["document"]]

    assert row["per_10k_characters"] == pytest.approx(7 / sizes["characters"] * 10_000)
    assert row["per_1k_tokens"] == pytest.approx(7 / sizes["tokens"] * 1_000)


def test_characters_are_letters_hanzi_and_digits_by_a_second_path(seeds) -> None:
    """000 and 001 have nothing set aside, so their sources can be counted as they are."""
    sizes = measure_texts(seeds).set_index("document")["characters"]
    for document, source in seeds.texts.items():
        if document[:3] in ("000", "001"):
            assert sizes[document] == len([char for char in source if char.isalnum()])


@pytest.mark.parametrize(
    ("latest", "expected", "zero"),
    [
        ("2022", 0.0, "not yet coined"),
        ("2023-11", 9.0, "not yet coined"),
        ("2023", 2.0, "absent"),  # the year alone does not tell
        ("2025-04-19", 0.2, "text too short"),
        ("2025-04-19", 1.0, "absent"),
        ("2025-04-19", 0.999, "text too short"),
        ("2025-04-19", 0.0, "in no other text"),
        ("", 0.0, "in no other text"),
    ],
)
def test_which_zero_it_is(latest: str, expected: float, zero: str) -> None:
    assert explain_zero(read_formulas()["six-mores"], "zh", latest, expected) == zero


def test_where_there_is_no_form_and_where_the_first_use_is_only_the_first_seen() -> None:
    formulas = read_formulas()

    assert explain_zero(formulas["shared-future-asean"], "vi", "2026", 0.0) == "no form in this language"
    assert explain_zero(formulas["one-china"], "zh", "2016-11", 9.0) == "age not established"  # seen in 2022
    assert explain_zero(formulas["one-china"], "zh", "2023", 9.0) == "absent"


def test_a_name_of_one_side_is_not_looked_for_in_texts_of_the_other() -> None:
    east_sea = read_formulas()["east-sea"]

    assert explain_zero(east_sea, "zh", "2016-11", 0.5, {"PRC"}) == "not looked for"
    assert explain_zero(east_sea, "zh", "2016-11", 0.5, {"PRC", "SRV"}) == "text too short"


def test_wordings_stand_beside_their_counts(seeds, hits, period_counts) -> None:
    table = count_wordings(hits, period_counts).set_index(["formula", "period", "language"])

    assert table.loc[("sixteen-characters", "2026", "zh"), "cell"] == "1: 长期稳定、面向未来、睦邻友好、全面合作"
    assert table.loc[("unclos", "2022", "zh"), "wording"] == "联合国海洋法公约 ×2"
    assert table.loc[("six-mores", "2016", "zh"), "cell"] == "0 (not yet coined)"
    assert table.loc[("six-mores", "2026", "zh"), "kinds"] == "name 1, full 1"


def test_the_text_of_2017_under_2016_is_said(seeds) -> None:
    notes = period_notes(seeds)

    assert len(notes) == 4
    said = "stands under 2016 but is dated 2017-01 by inference"
    assert any("Background article, Jan 2017 (inferred)" in note and said in note for note in notes)


def test_an_empty_hits_table_gives_zeros(seeds, hits) -> None:
    assert count_hits(seeds, hits.iloc[:0])["n"].sum() == 0


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["南海", "越南海防", "传统友谊", "合作", "六个更", "命运共同体"]), min_size=1, max_size=8))
def test_a_text_twice_counts_twice(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    """Two copies of a text make twice the count of one, whatever is in it."""
    folder = tmp_path_factory.mktemp("twice")
    text = "双方就" + "、".join(words) + "交换意见。"
    for name in ("a-2020", "b-2020"):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    corpus = read_corpus(folder)

    by_document = count_hits(corpus, find_hits(corpus, all_kinds=True)).groupby("formula")["n"].agg(["min", "max", "sum"])

    assert (by_document["min"] == by_document["max"]).all()
    assert (by_document["sum"] == 2 * by_document["min"]).all()
    assert isinstance(by_document, pd.DataFrame)


def test_a_period_that_is_no_year_tells_nothing_about_coining(make_corpus) -> None:
    corpus = read_corpus(make_corpus(documents_csv="file,period\na.txt,1st term\n", a_txt="双方同意合作。"))
    counts = count_hits(corpus, by="period").set_index("formula")

    assert counts.loc["four-goods", "zero"] == "in no other text"


@pytest.mark.parametrize(
    ("row", "note"),
    [
        ("a.txt,2024,,", "a (zh) stands under 2024 and has no date."),
        ("a.txt,2024,2024-03,", "a (zh) is dated 2024-03 on a basis not stated."),
        ("a.txt,2023,2024-03,stated", "a (zh) stands under 2023 but is dated 2024-03 as printed."),
    ],
)
def test_what_is_said_of_dates(make_corpus, row: str, note: str) -> None:
    corpus = read_corpus(make_corpus(documents_csv=f"file,period,date,date_basis\n{row}\n", a_txt="双方同意合作。"))

    assert period_notes(corpus) == [note]


def test_a_zero_that_no_other_text_can_be_held_against_says_so(period_counts) -> None:
    said = period_counts.set_index(["formula", "period", "language"])["zero"]

    assert said["sixteen-characters", "2016", "vi"] == "in no other text"  # there is one Vietnamese text
    assert said["sixteen-characters", "2022", "zh"] == "text too short"
    assert said["sixteen-characters", "2016", "zh"] == ""
    assert said["six-mores", "2016", "vi"] == "not yet coined"


def test_mentions_to_be_expected_by_hand(seeds, hits, period_counts) -> None:
    """传统友谊 stands in the other Chinese texts so often a character; the text of 2025 has 944 characters."""
    counts = count_hits(seeds, hits)
    own = counts[counts["formula"] == "traditional-friendship"].assign(expected=expect_mentions(counts))
    zh = own[own["language"] == "zh"].set_index("period")
    others = zh.drop("2025")

    assert zh.loc["2025", "expected"] == pytest.approx(others["n"].sum() * 944 / others["characters"].sum())
    assert (zh.loc["2025", "zero"], zh.loc["2025", "expected"] < 1) == ("text too short", True)


def test_no_zero_has_a_date_that_is_only_the_first_looked_up(seeds, hits, period_counts) -> None:
    cells = count_wordings(hits, period_counts).set_index(["formula", "period", "language"])["cell"]
    formula = read_formulas()["new-era-vietnam"]

    assert (formula.first_use, formula.first_use_basis) == ("2024-08-19", "seen")
    assert cells["new-era-vietnam", "2016", "zh"] == "0 (age not established)"
