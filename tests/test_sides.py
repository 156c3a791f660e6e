"""Counts by side and verb: nothing undecided is spread, and the shares stand beside."""

import pandas as pd
import pytest

from analysis.model import HEADLINE_KINDS, SIDES, frame
from analysis.sayings import COMMITMENT
from analysis.sides import commitment, count_commitments, count_sides, say_sides


@pytest.fixture(scope="module")
def sides(seeds, hits) -> pd.DataFrame:
    return count_sides(seeds, hits)


def test_every_mention_is_one_sides_or_undecided(sides: pd.DataFrame) -> None:
    assert (sides[[*SIDES, "undecided"]].sum(axis=1) == sides["n"]).all()
    assert (sides["share_author"] == sides["author"] / sides["n"]).all()
    assert (sides["share_undecided"] == sides["undecided"] / sides["n"]).all()


def test_mentions_are_those_of_the_counts(sides: pd.DataFrame, period_counts: pd.DataFrame) -> None:
    keys = ["formula", "language", "period"]
    counted = period_counts[period_counts["n"] > 0].set_index(keys)["n"].astype(int).sort_index()

    assert sides.set_index(keys)["n"].astype(int).sort_index().to_dict() == counted.to_dict()


def test_verbs_add_up_to_sides(seeds, hits, sides: pd.DataFrame) -> None:
    verbs = count_commitments(seeds, hits).groupby(["formula", "language", "period"])["n"].sum()

    assert verbs.astype(int).to_dict() == sides.set_index(["formula", "language", "period"])["n"].astype(int).to_dict()


def test_what_the_seeds_show(sides: pd.DataFrame) -> None:
    rows = sides.set_index(["formula", "language", "period"])

    assert rows.loc[("sixteen-characters", "zh", "2016"), "PRC"] == 1
    assert rows.loc[("sixteen-characters", "zh", "2026"), "joint"] == 1
    priority = rows.loc["top-priority"]
    assert priority["SRV"].tolist() == priority["n"].tolist()
    assert priority["n"].sum() == 4
    assert rows.loc[("priority-direction", "zh", "2026"), "PRC"] == 1


@pytest.mark.parametrize(
    ("verb", "level"),
    [
        ("", 0),
        ("表示", 1),
        ("认为", 1),
        ("希望", 2),
        ("重申", 3),
        ("coi", 3),
        ("愿", 4),
        ("sẵn sàng", 4),
        ("同意", 5),
        ("no such verb", 0),
    ],
)
def test_the_scale_of_commitment(verb: str, level: int) -> None:
    assert commitment(verb) == level


def test_the_scale_in_the_documents_is_the_scale(root) -> None:
    text = (root / "docs" / "voices.md").read_text(encoding="utf-8")
    for verb in ("表示", "希望", "重申", "愿", "同意", "nhấn mạnh", "nhất trí"):
        row = next(line for line in text.splitlines() if line.startswith("| ") and f" {verb}" in line)
        assert row.startswith(f"| {COMMITMENT[verb]} |")


def test_an_undecided_mention_stays_undecided(seeds) -> None:
    row = {
        "document": "a",
        "period": "2016",
        "language": "zh",
        "formula": "f",
        "kind": HEADLINE_KINDS[0],
        "mention": 0,
        "side": "",
    }
    table = count_sides(seeds, frame("hits", [row]))

    assert table[[*SIDES, "undecided"]].to_numpy().tolist() == [[0, 0, 0, 0, 0, 1]]
    assert say_sides(["", "joint"]) == "joint 1 | undecided 1"


def test_a_decoy_is_nobodys_mention(seeds) -> None:
    row = {
        "document": "a",
        "period": "2016",
        "language": "zh",
        "formula": "decoy-laos-four-goods",
        "kind": "full",
        "mention": 0,
    }

    assert count_sides(seeds, frame("hits", [row])).empty


def test_nothing_found_is_an_empty_table(seeds) -> None:
    assert count_sides(seeds, frame("hits", [])).empty
    assert count_commitments(seeds, frame("hits", [])).empty
