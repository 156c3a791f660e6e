import numpy as np
import pandas as pd
import pytest
from generated import generated_counts, true_ratio

from analysis.__main__ import main
from analysis.compare import TooFewTextsError, compare_periods

MOVING = {f"f{number:03}" for number in range(16)}


@pytest.fixture(scope="module")
def compared() -> pd.DataFrame:
    return pd.concat([compare_periods(*generated_counts(seed=seed), "2019", "2010").assign(seed=seed) for seed in range(5)])


def test_exact_intervals_cover_at_least_what_they_say(compared: pd.DataFrame) -> None:
    truth = compared["formula"].str[1:].astype(int).map(lambda number: true_ratio(number, 9))
    covered = (compared["rate_ratio_low"] <= truth) & (truth <= compared["rate_ratio_high"])
    expected = compared[["n_target", "n_reference"]].min(axis=1) >= 10

    assert covered.mean() >= 0.95
    assert 0.95 <= covered[expected].mean() < 0.995


def test_formulas_that_moved_are_found_and_few_others(compared: pd.DataFrame) -> None:
    named = compared[compared["p_adjusted"] <= 0.05]

    assert named["formula"].isin(MOVING).mean() >= 0.95
    assert len(named[named["formula"].isin(MOVING)]) >= 0.9 * 16 * 5


def test_swapping_the_periods_inverts_the_ratio() -> None:
    corpus, counts = generated_counts(documents=400, formulas=20)
    one = compare_periods(corpus, counts, "2019", "2010")
    other = compare_periods(corpus, counts, "2010", "2019")

    pd.testing.assert_series_equal(one["log_ratio"], -other["log_ratio"], check_names=False)
    finite = one["n_target"].gt(0) & one["n_reference"].gt(0)
    assert np.allclose(one["rate_ratio"][finite], 1 / other["rate_ratio"][finite])
    assert np.allclose(one["rate_ratio_low"][finite], 1 / other["rate_ratio_high"][finite])
    assert np.allclose(one["p"], other["p"])


def test_a_formula_absent_everywhere_stays_a_row() -> None:
    corpus, counts = generated_counts(documents=400, formulas=20)
    counts.loc[counts["formula"] == "f003", "n"] = 0
    row = compare_periods(corpus, counts, "2019", "2010").set_index("formula").loc["f003"]

    assert (row["n_target"], row["n_reference"], row["p"]) == (0, 0, 1.0)
    assert row[["rate_ratio", "log_ratio", "rate_ratio_low"]].isna().all()


def test_what_else_differs_is_said_in_every_row() -> None:
    corpus, counts = generated_counts(documents=400, formulas=4)
    late = corpus.documents["period"] == "2019"
    documents = corpus.documents.assign(genre=corpus.documents["genre"].where(~late, "joint statement"))
    counts.loc[counts["period"] == "2019", "characters"] *= 3
    changed = type(corpus)(documents.assign(date_basis="inferred"), {}, corpus.corrections, corpus.folder)
    warnings = compare_periods(changed, counts, "2019", "2010")["warnings"].unique()

    assert len(warnings) == 1
    assert "genre differs: 100%" in warnings[0]
    assert "length differs" in warnings[0]
    assert "date inferred: 40 against 40 texts" in warnings[0]
    assert "outlet" not in warnings[0]


def test_few_texts_carry_no_comparison() -> None:
    corpus, counts = generated_counts(documents=90, formulas=4)

    with pytest.raises(TooFewTextsError, match=r"carry no comparison \(zh: 9 in 2019, 9 in 2010\)"):
        compare_periods(corpus, counts, "2019", "2010")
    assert compare_periods(corpus, counts, "2019", "2010", anyway=True)["warnings"].str.startswith("fewer than 10 texts").all()
    with pytest.raises(ValueError, match="period '2030' is not in the corpus; it has 2010, 2011"):
        compare_periods(corpus, counts, "2030", "2010")
    with pytest.raises(ValueError, match="both '2010'"):
        compare_periods(corpus, counts, "2010", "2010")


def test_the_seeds_get_the_ledger_instead(capfd) -> None:
    assert main(["compare", "--target", "2026", "--reference", "2016"]) == 1
    out, err = capfd.readouterr()

    assert out.splitlines()[0].startswith("formula,language,2016,2022,2025,2026,first,")
    assert err.splitlines() == [
        "fewer than 10 texts a period carry no comparison (zh: 1 in 2026, 1 in 2016); read the ledger, or compare --anyway"
    ]
    assert main(["compare", "--target", "2026", "--reference", "2016", "--anyway"]) == 0
    assert "fewer than 10 texts a period: 1 against 1" in capfd.readouterr().out
