"""Every count leads to its lines, also where the lines fill several pages."""

import tomllib

import pandas as pd
import pytest

from analysis import evidence
from analysis.evidence import counts_page, evidence_pages, find_places, say_totals
from analysis.glosses import GLOSSES, gloss_verb, name_speaker
from analysis.pages import Results, gather
from analysis.sayings import COMMITMENT


@pytest.fixture(scope="module")
def results() -> Results:
    return gather()


def test_every_line_is_there_once_and_in_order(results: Results) -> None:
    (page,) = evidence_pages(results).values()
    shown = pd.DataFrame([line for block in page["blocks"] for line in block["lines"]])

    assert len(shown) == len(results.lines)
    for _, lines in shown.groupby("formula"):
        places = lines[["period", "language", "document", "start"]].sort_values(
            ["period", "language", "document", "start"], ascending=[True, False, True, True]
        )
        assert places.index.tolist() == lines.index.tolist()


def test_lines_say_when_who_and_which_kind(results: Results) -> None:
    pages = evidence_pages(results)
    (block,) = [block for block in pages["evidence"]["blocks"] if block["id"] == "six-mores"]
    (line,) = [line for line in block["lines"] if line["period"] == "2025"]

    assert (line["name"], line["date"], line["date_basis"], line["words"]) == (
        "News report 2025",
        "2025-04-19",
        "inferred",
        "by name",
    )
    assert (line["voice"], line["speaker"], line["who"]) == (
        "both sides",
        "两党两国领导人",
        "the leaders of the two parties and countries",
    )
    assert (line["verb"], line["verb_gloss"], line["told_by"]) == ("确认", "confirm", "China")


def test_every_speaker_and_verb_of_the_seeds_has_english(results: Results) -> None:
    hits = results.hits
    speakers = hits.loc[hits["speaker"] != "", ["speaker", "speaker_id"]].drop_duplicates()
    verbs = set(hits["verb"]) - {""}

    assert [row.speaker for row in speakers.itertuples() if not name_speaker(row.speaker, row.speaker_id)] == []
    assert [verb for verb in verbs if not gloss_verb(verb)] == []


def test_the_verbs_with_english_are_verbs_of_saying() -> None:
    glosses = tomllib.loads(GLOSSES.read_text(encoding="utf-8"))

    assert set(glosses["verbs"]) - set(COMMITMENT) == set()


def test_sections_have_numbers_a_reader_without_chinese_can_read(results: Results) -> None:
    lines = [line for page in evidence_pages(results).values() for block in page["blocks"] for line in block["lines"]]
    places = {line["place"] for line in lines}

    assert {"", "section 1 of 2", "section 2 of 2", "section 1", "section 4 (6)"} <= places
    assert all(place.isascii() for place in places)


def test_what_the_numbers_have_to_do_with_one_another(results: Results) -> None:
    said = say_totals(results)
    headline = results.hits[results.hits["kind"].isin(["name", "full", "reordered", "variant"])]

    assert f"{results.hits['formula'].nunique()} formulas stand in these texts in {len(results.lines)} lines." in said
    assert f"{len(results.hits) - len(headline)} of the lines are in part or paraphrased" in said
    assert f"The {len(headline)} lines that count make {results.counts['n'].sum()} mentions of" in said
    assert f"of {(results.counts.groupby('formula')['n'].sum() > 0).sum()} formulas" in said


def test_every_count_has_a_link_and_every_link_a_line(results: Results) -> None:
    places = find_places(evidence_pages(results))
    page = counts_page(results, places)
    targets = set(places.values())

    for row in page["rows"]:
        for cell in row["cells"]:
            assert bool(cell["link"]) == bool(cell["n"] or cell["beside"])
            assert not cell["link"] or cell["link"] in targets
            assert bool(cell["zero"]) == (cell["n"] == 0)
    assert sum(row["n"] for row in page["rows"]) == results.counts["n"].sum()
    assert (page["looked_for"], page["found"]) == (
        results.counts["formula"].nunique(),
        sum(row["n"] > 0 for row in page["rows"]),
    )


def test_many_lines_fill_several_pages_and_links_follow(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "LINES", 50)
    pages = evidence_pages(results)
    sizes = [sum(len(block["lines"]) for block in page["blocks"]) for page in pages.values()]
    anchors = [block["anchor"] for page in pages.values() for block in page["blocks"]]
    places = find_places(pages)

    assert list(pages) == ["evidence", "evidence-2", "evidence-3", "evidence-4", "evidence-5"]
    assert sizes == [50, 50, 50, 50, len(results.lines) - 200]
    assert len(anchors) == len(set(anchors))
    assert {link.partition("#")[0] for link in places.values()} == {f"{name}.html" for name in pages}
    assert [part["file"] for part in pages["evidence-2"]["parts"]] == [f"{name}.html" for name in pages]


def test_many_texts_get_a_column_a_period(results: Results, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "COLUMNS", 4)
    page = counts_page(results, find_places(evidence_pages(results)))

    assert [column["name"] for column in page["columns"]] == ["2016", "2022", "2025", "2026", "2016"]
    assert all(cell["link"] for row in page["rows"] for cell in row["cells"] if cell["n"])
