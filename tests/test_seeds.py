"""The five seeds: what was received, and the counts a reader makes by hand.

The second path to each count is a plain count of the characters in the source up to the tail, with the look-alikes
subtracted that a reader finds there; it shares no code with cleaning and matching.
"""

import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.model import HEADLINE_KINDS

TEXTS = Path(__file__).parent.parent / "seeds" / "texts"
CHECKSUMS = {
    "000_eabdb7ae368f3909": "e74823ac1d2eae2c1f33dd2dfc6db746da4e1941e266737da441103fe77169f3",
    "001_0787e1d6d21a686b": "32d4e19a7acc18840432cc5164766da055a3342386acd8c42fb5a96cf67c05b8",
    "002_6f535ffbc21a5a93": "6cde7da75733cba2446bb32c3278db4e85c9f3c0650a4d17f14b8726d74c609f",
    "003_cf8b52a174d3942d": "eee04786158598d1a683d26722f7a08301946d60e078b62bfa59b520c55f3de3",
    "004_8bc20a59cabe70e1": "9d702673ea0d4ebcc10b4affdc092382411950729747605b16b5e072d1244698",
}


def test_the_texts_are_as_received(seeds) -> None:
    assert {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in TEXTS.glob("*.txt")} == CHECKSUMS
    assert dict(zip(seeds.documents["document"], seeds.documents["sha256"], strict=True)) == CHECKSUMS


def test_how_they_are_dated(seeds) -> None:
    dated = seeds.documents[["period", "language", "date", "date_basis", "issuer_side"]].to_numpy().tolist()

    assert dated == [
        ["2016", "zh", "2016-11", "inferred", "PRC"],
        ["2016", "vi", "2017-01", "inferred", "SRV"],
        ["2022", "zh", "2022-10", "inferred", "SRV"],
        ["2025", "zh", "2025-04-19", "inferred", "SRV"],
        ["2026", "zh", "2026-04-17", "stated", "joint"],
    ]


@pytest.mark.parametrize(
    ("formula", "kind", "by_period"),
    [
        # By hand: 2016, 2022, 2025, 2026 in the Chinese texts.
        ("sixteen-characters", "full", (1, 0, 0, 1)),
        ("sixteen-characters", "name", (0, 0, 0, 0)),
        ("four-goods", "full", (1, 0, 0, 1)),
        ("four-goods", "name", (0, 0, 0, 0)),
        ("six-mores", "name", (0, 0, 1, 1)),
        ("six-mores", "full", (0, 0, 0, 1)),
        ("south-china-sea", "n", (1, 0, 0, 3)),
        ("east-sea", "n", (0, 2, 0, 0)),
        ("deeper-and-substantive", "n", (0, 0, 0, 1)),
        ("shared-future-china-vietnam", "n", (1, 0, 2, 5)),
        ("shared-future-china-vietnam", "n_title", (0, 0, 0, 1)),
        ("shared-future", "n", (1, 0, 0, 0)),
        ("shared-future-mankind", "n", (0, 0, 0, 1)),
        ("shared-future-lancang-mekong", "n", (0, 0, 0, 1)),
        ("comprehensive-strategic-cooperative-partnership", "n", (2, 0, 0, 3)),
        ("comprehensive-strategic-cooperation", "n", (1, 0, 2, 1)),
        ("traditional-friendship", "n", (7, 0, 0, 3)),
        ("comrades-plus-brothers", "n", (1, 0, 0, 2)),
        ("top-priority", "n", (1, 1, 0, 1)),
        ("priority-direction", "n", (0, 0, 0, 1)),
        ("belt-and-road", "n", (2, 0, 1, 2)),
        ("two-corridors-one-circle", "n", (1, 0, 0, 1)),
        ("one-china", "n", (0, 0, 0, 1)),
        ("strategic-high-level", "n", (0, 0, 1, 1)),
        ("unclos", "n", (0, 2, 0, 2)),
    ],
)
def test_counts_made_by_hand(period_counts: pd.DataFrame, formula: str, kind: str, by_period: tuple[int, ...]) -> None:
    rows = period_counts[(period_counts["formula"] == formula) & (period_counts["language"] == "zh")]

    assert tuple(rows.sort_values("period")[kind]) == by_period


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        ("comprehensive-strategic-cooperative-partnership", {"variant": 2, "name": 1}),
        ("traditional-friendship", {"name": 1}),
        ("top-priority", {"variant": 1}),
        ("sixteen-characters", {}),
        ("shared-future-china-vietnam", {}),
    ],
)
def test_the_vietnamese_text(hits: pd.DataFrame, formula: str, kinds: dict[str, int]) -> None:
    rows = hits[(hits["language"] == "vi") & (hits["formula"] == formula)]

    assert rows["kind"].value_counts().to_dict() == kinds


def test_no_name_of_the_two_guidelines_in_any_source() -> None:
    for path in TEXTS.glob("*.txt"):
        plain = re.sub("[“”\"'\\s]", "", path.read_text(encoding="utf-8"))

        assert not re.search("十六字|16字|四好|16chữ|4tốt", plain)


# formula: (characters, {document: how many of them in the source up to the tail are something else})
SECOND_PATH = {
    "south-china-sea": ("南海", {"000": 1}),  # 越南海防市
    "belt-and-road": ("一带一路", {}),
    "two-corridors-one-circle": ("两廊一圈", {}),
    "traditional-friendship": ("传统友谊", {}),
    "comrades-plus-brothers": ("同志加兄弟", {}),
    "comprehensive-strategic-cooperative-partnership": ("全面战略合作伙伴关系", {}),
    "comprehensive-strategic-cooperation": ("全面战略合作", {"000": 2, "004": 3}),  # … 伙伴关系
    "six-mores": ("六个更", {}),
    "strategic-guidance": ("战略引领", {}),
    "renovation-cause": ("革新事业", {}),
    "strategic-choice": ("战略选择", {}),
    "global-security-initiative": ("全球安全倡议", {}),
    "shared-future-china-vietnam": ("中越命运共同体", {}),
    "standard-gauge-railway": ("标准轨铁路", {}),
    "two-parties-two-countries": ("两党两国|两党、两国", {}),
}


@pytest.mark.parametrize("formula", SECOND_PATH)
def test_counts_by_a_second_path(hits: pd.DataFrame, formula: str) -> None:
    characters, others = SECOND_PATH[formula]
    counted = hits[(hits["formula"] == formula) & hits["kind"].isin(HEADLINE_KINDS) & (hits["slots"] == "")]
    for path in TEXTS.glob("00[0234]*.txt"):
        source = path.read_text(encoding="utf-8").split("\n更多\n")[0]
        expected = len(re.findall(characters, source.replace("\n", ""))) - others.get(path.stem[:3], 0)

        assert (counted["document"] == path.stem).sum() == expected


def test_nothing_comes_from_a_tail(seeds, hits: pd.DataFrame) -> None:
    for document, source in seeds.texts.items():
        tail = source.find("\n更多\n") if "\n更多\n" in source else len(source)

        assert (hits.loc[hits["document"] == document, "end"] <= tail).all()


def test_every_hit_maps_to_its_words(seeds, hits: pd.DataFrame) -> None:
    """The slice of the source is the words of the hit, but for breaks, spaces, width and listed corrections."""
    corrected = {(row.document, row.start) for row in seeds.corrections.itertuples()}
    for hit in hits.itertuples():
        printed = seeds.texts[hit.document][hit.start : hit.end]
        faulty = any(document == hit.document and hit.start <= start < hit.end for document, start in corrected)

        assert printed == hit.text or faulty
