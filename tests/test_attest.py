import pandas as pd
import pytest

from analysis.__main__ import main
from analysis.attest import find_attestations
from analysis.model import LIFE_MEANINGS


@pytest.fixture(scope="module")
def ledger(seeds, hits, period_counts) -> pd.DataFrame:
    return find_attestations(seeds, hits, counts=period_counts).set_index(["formula", "language"])


def test_every_formula_is_a_row_in_every_language(ledger: pd.DataFrame, period_counts: pd.DataFrame) -> None:
    assert set(ledger.index) == {(f, language) for f in period_counts["formula"] for language in ("zh", "vi")}


def test_first_and_last_here_stand_beside_the_first_use_known_elsewhere(ledger: pd.DataFrame) -> None:
    row = ledger.loc[("sixteen-characters", "zh")]

    assert row[["first", "first_document", "first_start"]].tolist() == ["2016", "000_eabdb7ae368f3909", 594]
    assert row[["last", "last_document", "last_start"]].tolist() == ["2026", "004_8bc20a59cabe70e1", 910]
    assert row["first_use"] == "1999-02"
    assert "mtoou.info" in row["source"]


def test_a_cell_says_the_strongest_kind_and_its_words_or_which_zero(ledger: pd.DataFrame) -> None:
    six = ledger.loc[("six-mores", "zh")]

    assert six[["2016", "2022", "2025"]].tolist() == ["0 (not yet coined)", "0 (not yet coined)", "by name: 六个更 (1 mention)"]
    assert six["2026"].startswith("in full: 政治互信更高、")
    assert six["2026"].endswith("(2 mentions)")
    assert ledger.loc[("six-mores", "vi"), "2025"] == "no text"


def test_modifiers_predicates_and_places(ledger: pd.DataFrame) -> None:
    row = ledger.loc[("shared-future-china-vietnam", "zh")]

    assert row["modifiers"].split(" | ")[:2] == ["2016: 更加紧密 + 中越", "2025: 具有战略意义 + 中越"]
    assert row["predicates"].startswith("加快构建")
    assert row["places"] == "2026: title | 2026: 二 | 2026: 四 | 2026: 四（一） | 2026: 六"
    assert (row["first_one_sided"], row["first_joint"]) == (
        "2016 PRC",
        "2026",
    )  # the joint confirmation of 2025 is Wang Yi's report


@pytest.mark.parametrize(
    ("shares", "life"),
    [
        ("0 0 2", "new"),
        ("2 0 2", "back"),
        ("2 2 0", "gone"),
        ("0 2 4", "grown"),
        ("4 4 2", "worn"),
        ("4 4 3", "kept"),
        ("0 0 0", ""),
    ],
)
def test_a_word_on_the_life_of_a_formula(make_corpus, shares: str, life: str) -> None:
    """Four texts a period, so many of them with the formula."""
    from analysis import read_corpus

    rows, files = ["file,language,period"], {}
    for year, n in zip((2010, 2011, 2012), map(int, shares.split()), strict=True):
        for number in range(4):
            files[f"t{year}{number}_txt"] = "中越双方弘扬传统友谊。" if number < n else "中越双方举行会谈。"
            rows.append(f"t{year}{number}.txt,zh,{year}")
    ledger = find_attestations(read_corpus(make_corpus(documents_csv="\n".join(rows) + "\n", **files))).set_index("formula")

    assert ledger.loc["traditional-friendship", "life"] == life
    assert life in {"", *LIFE_MEANINGS}


def test_no_word_on_a_life_where_texts_are_few(ledger: pd.DataFrame) -> None:
    assert set(ledger["life"]) == {""}


def test_on_the_command_line(capfd) -> None:
    assert main(["attest"]) == 0
    assert "1999-02" in capfd.readouterr().out
