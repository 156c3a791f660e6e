"""The appendix on methods: computed from the run, and without a path of a machine."""

import re
from pathlib import Path

import pandas as pd
import pytest

from analysis import read_formulas, segment_corpus
from analysis.methods import citation, command, describe_run, methods_page
from analysis.outlets import name_outlets, outlet_table
from analysis.pages import gather


@pytest.fixture(scope="module")
def results():
    return gather()


@pytest.fixture(scope="module")
def parts(results) -> dict[str, pd.DataFrame]:
    page = methods_page(results, None)
    return {part["anchor"]: pd.DataFrame(part["rows"], columns=part["columns"]) for part in page["parts"]}


def test_the_texts_stand_with_their_dates_and_checksums(parts, seeds) -> None:
    assert parts["sources"]["sha256"].tolist() == seeds.documents["sha256"].tolist()
    assert parts["texts"]["date_note"].tolist() == seeds.documents["date_note"].tolist()


def test_what_the_rules_set_aside_adds_up(parts, seeds) -> None:
    segments = segment_corpus(seeds)
    aside = parts["set-aside"][~parts["set-aside"]["counted"]]

    assert parts["set-aside-by-rule"]["stretches"].sum() == (~segments["counted"]).sum() == aside["stretches"].sum()
    assert parts["set-aside-by-rule"]["characters"].sum() == aside["characters"].sum()


def test_every_measure_has_a_source(parts) -> None:
    measures = parts["measures"].set_index("measure")

    assert (measures["what it is"] != "").all()
    assert (measures["source"] != "").all()
    assert "Rychlý 2008" in measures.loc["keyness.log_dice", "source"]
    assert "Gries 2008" in measures.loc["dispersion.dp", "source"]


def test_another_lexicon_is_another_version(results) -> None:
    fewer = results._replace(formulas={name: one for name, one in read_formulas().items() if name != "six-mores"})

    assert describe_run(results) == describe_run(gather())
    assert describe_run(fewer) != describe_run(results)


def test_the_command_names_folders_and_no_paths(tmp_path: Path) -> None:
    folder = tmp_path / "my texts"

    assert command(folder, tmp_path / "mine.toml") == 'python -m analysis report "my texts" --lexicon mine.toml'


def test_the_citation_has_year_title_and_version() -> None:
    assert citation() == (
        "The Tifa authors (2026): Tifa (提法): tracking official formulas of China–Vietnam diplomacy. Version 0.1.0."
    )


def test_every_source_of_the_lexicon_names_an_outlet_that_is_known_in_words(parts) -> None:
    formulas = [formula for formula in read_formulas().values() if not formula.decoy]
    sources = {part.strip() for formula in formulas for part in formula.source.split(";")}
    outlets = parts["outlets"].set_index("as written")

    assert [source for source in sources if not name_outlets(source)] == []
    assert set(outlets.index) == {name for source in sources for name in name_outlets(source)}
    assert outlets.loc["CCTV", "formulas"] == sum("CCTV" in formula.source for formula in formulas)
    assert (outlets["outlet"] != "no outlet is recorded").all()


def test_a_source_that_names_no_outlet_stands_as_it_is() -> None:
    table = outlet_table([read_formulas()["six-mores"].model_copy(update={"source": "a letter of 1950; CCTV 3x"})])

    assert table[["as written", "formulas"]].to_numpy().tolist() == [["a letter of 1950", 1], ["CCTV", 1]]
    assert table["outlet"].tolist()[0] == "no outlet is recorded"


def test_the_pages_to_read_more_are_there() -> None:
    root = Path(__file__).parent.parent
    template = (root / "analysis" / "templates" / "tifa" / "methods.html.j2").read_text(encoding="utf-8")
    named = re.findall(r"[\w/]+\.md", template)

    assert len(named) == 7
    assert all((root / name).is_file() or (root / "docs" / name).is_file() for name in named)
