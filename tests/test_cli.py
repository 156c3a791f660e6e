"""The command line, run as a user runs it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import find_overlaps, read_formulas
from analysis.__main__ import main
from analysis.model import column_names


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "analysis", *arguments], capture_output=True, cwd=cwd, check=False)


def test_hits_go_to_standard_output_as_csv_from_any_folder(tmp_path: Path) -> None:
    result = run("hits", "--format", "csv", cwd=tmp_path)
    table = pd.read_csv(io.BytesIO(result.stdout), keep_default_na=False)

    assert (result.returncode, result.stderr) == (0, b"")
    assert table.columns.tolist() == column_names("hits")
    six = table[table["formula"] == "six-mores"]
    assert six[["period", "kind"]].to_numpy().tolist() == [[2025, "name"], [2026, "full"], [2026, "name"]]
    assert list(tmp_path.iterdir()) == []


def test_decoys_and_partial_forms_only_when_asked_for(make_corpus, capfdbinary) -> None:
    folder = make_corpus(a_txt="中老两国秉持长期稳定、睦邻友好、彼此信赖、全面合作方针。中越两国发展睦邻友好、全面合作。")

    assert main(["hits", str(folder)]) == 0
    few = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out))
    assert main(["hits", str(folder), "--all-kinds"]) == 0
    all_kinds = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out))

    assert few.empty
    assert all_kinds[["formula", "kind"]].to_numpy().tolist() == [
        ["decoy-laos-sixteen-characters", "full"],
        ["sixteen-characters", "partial"],
    ]


@pytest.mark.parametrize("by", ["document", "period"])
def test_counts(capfdbinary, by: str) -> None:
    assert main(["counts", "--by", by]) == 0
    table = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out), keep_default_na=False)

    assert table.loc[table["formula"] == "traditional-friendship", "n"].sum() == 11


def test_lines_by_text_and_by_formula(capfdbinary) -> None:
    assert main(["kwic", "--text", "铁路", "--width", "5", "--format", "jsonl"]) == 0
    lines = [json.loads(line) for line in capfdbinary.readouterr().out.decode("utf-8").splitlines()]
    assert main(["kwic", "--formula", "six-mores"]) == 0
    formula = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out))

    assert len(lines) == 16
    assert {len(line["right"]) for line in lines} == {5}
    assert formula["node"].str.contains("六个更").sum() == 2


@pytest.mark.parametrize(("name", "format"), [("a.csv", None), ("a.parquet", None), ("a.xlsx", None), ("a.data", "jsonl")])
def test_a_table_goes_to_a_file(tmp_path: Path, name: str, format: str | None, capfd) -> None:
    path = tmp_path / name
    assert main(["kwic", "--text", "铁路", "-o", str(path), *(["--format", format] if format else [])]) == 0

    captured = capfd.readouterr()

    assert path.stat().st_size > 0
    assert (captured.out, captured.err) == ("", f"{path}: 16 rows\n")


def test_two_texts_are_aligned_and_little_in_common_is_said(capfdbinary) -> None:
    assert main(["align", "003", "004"]) == 0
    captured = capfdbinary.readouterr()
    table = pd.read_csv(io.BytesIO(captured.out), keep_default_na=False)

    assert table.columns.tolist() == column_names("alignment")
    assert set(table["change"]) <= {"kept", "changed", "added", "dropped", "moved"}
    assert captured.err.decode("utf-8").startswith("These two texts have little in common")


@pytest.mark.parametrize("format", ["jsonl", "parquet", "xlsx", "html"])
def test_an_alignment_goes_to_a_file_of_any_format(make_corpus, format: str, capfd) -> None:
    folder = make_corpus(a_txt="双方同意扩大合作。媒体互访。", b_txt="媒体互访。双方同意扩大合作。")
    path = folder / f"out.{format}"

    assert main(["align", "a", "b", "--corpus", str(folder), "-o", str(path)]) == 0
    captured = capfd.readouterr()

    assert path.stat().st_size > 0
    assert (captured.out, captured.err) == ("", f"{path}: 2 rows\n")


def test_the_page_of_two_texts_goes_to_standard_output(make_corpus, capfd) -> None:
    folder = make_corpus(a_txt="双方同意扩大合作。", b_txt="双方同意扩大合作。")

    assert main(["align", "a", "b", "--corpus", str(folder), "--format", "html"]) == 0
    assert capfd.readouterr().out.startswith("<!DOCTYPE html>")


def test_check_finds_nothing_wrong_with_the_seeds(capfd) -> None:
    assert main(["check"]) == 0

    assert capfd.readouterr().out.splitlines()[-1] == f"0 faults; 5 texts and {len(read_formulas())} formulas read"


def test_check_tells_overlaps_of_own_formulas_and_counts_those_of_the_package(make_corpus, capfd) -> None:
    own = 'extends = true\n[own]\nzh_name = "x"\ngloss = "x"\ncategory = "y"\nzh.name = ["推进十六字方针"]\n'
    folder = make_corpus(a_txt="双方同意。", lexicon_toml=own)
    overlap = "note: [sixteen-characters] '十六字方针' stands inside [own] '推进十六字方针': both count"
    counts = {}
    for options in ([], ["--verbose"]):
        assert main(["check", str(folder / "a.txt"), "--lexicon", str(folder / "lexicon.toml"), *options]) == 0
        lines = capfd.readouterr().out.splitlines()
        assert overlap in lines
        assert lines[-1] == f"0 faults; 1 text and {len(read_formulas()) + 1} formulas read"
        counts[len(options)] = sum("stands inside" in line or "share the form" in line for line in lines)
        said = f"note: {len(find_overlaps(read_formulas()))} overlaps among the formulas of the package's lexicon: "
        assert sum(line.startswith(said) for line in lines) == (not options)

    assert counts == {0: 1, 1: 1 + len(find_overlaps(read_formulas()))}


def test_one_fault_is_one_fault(make_corpus, capfd) -> None:
    assert main(["check", str(make_corpus(a_txt=" "))]) == 1
    assert capfd.readouterr().out.splitlines()[-1].startswith("1 fault; 0 texts and ")


@pytest.mark.parametrize(("name", "identifier"), [("十六字方针", "sixteen-characters"), ("十六字方針", "sixteen-characters")])
def test_a_formula_is_asked_for_by_its_name(make_corpus, name: str, identifier: str, capfdbinary) -> None:
    folder = make_corpus(a_txt="双方坚持十六字方针和“四好”精神。")
    assert main(["kwic", str(folder), "--formula", name]) == 0
    by_name = capfdbinary.readouterr().out
    assert main(["kwic", str(folder), "--formula", identifier]) == 0

    assert by_name == capfdbinary.readouterr().out
    assert by_name.count(b"\n") == 2


def test_the_formulas_are_a_table(capfdbinary) -> None:
    assert main(["formulas"]) == 0
    table = pd.read_csv(io.BytesIO(capfdbinary.readouterr().out), keep_default_na=False)

    assert table["formula"].tolist() == list(read_formulas())
    assert {"zh_name", "vi_name", "gloss"} <= set(table)


def test_check_reports_every_fault_of_corpus_and_lexicon_at_once(make_corpus, capfd) -> None:
    folder = make_corpus(
        documents_csv="file,language\na.txt,cn\nb.txt,zh\n",
        a_txt="双方",
        lexicon_toml='[x]\nzh_name = "甲"\ngloss = "x"\ncategory = "y"\n',
    )

    assert main(["check", str(folder), "--lexicon", str(folder / "lexicon.toml")]) == 1
    assert capfd.readouterr().err.splitlines() == [
        "lexicon.toml [x]: no form in either language; give zh.name, zh.slots, vi.name or vi.slots",
        "documents.csv row 2: language 'cn' is not known; use 'zh' or 'vi'",
        "documents.csv row 3: file 'b.txt' is not there; put it into the corpus folder or mend the name",
    ]


def test_faults_in_the_data_leave_no_output(make_corpus, capfd) -> None:
    folder = make_corpus(documents_csv="file\nmissing.txt\n")
    out = folder / "hits.csv"

    assert main(["hits", str(folder), "-o", str(out)]) == 1

    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "documents.csv row 2: file 'missing.txt' is not there; put it into the corpus folder or mend the name"
    ]
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hits", "no-such-folder"], "error: no-such-folder: no such file or folder"),
        (["kwic", "--formula", "no-such"], "error: formula 'no-such' is not in the lexicon"),
        (["kwic", "--formula", "six-more"], "neither as identifier nor as name; give one of six-mores"),
        (["hits", "--lexicon", "no-such.toml"], "no-such.toml"),
        (["align", "003", "no-such"], "error: 'no-such' is no document; give one of 000_"),
        (["align", "000", "001"], "clauses are aligned within one language"),
    ],
)
def test_wrong_use_is_told_from_faults(arguments: list[str], message: str, capfd) -> None:
    assert main(arguments) == 2
    captured = capfd.readouterr()

    assert message in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize("arguments", [[], ["no-such-verb"], ["kwic"], ["counts", "--by", "side"], ["hits", "--format", "doc"]])
def test_wrong_words_are_wrong_use(arguments: list[str], capfd) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "usage:" in capfd.readouterr().err


def test_a_reader_that_stops_early_is_no_error() -> None:
    command = f"{sys.executable} -m analysis hits | head -1"
    result = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, check=False)

    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.parametrize("output", ["", "newdir/", "."])
def test_an_output_that_names_no_file_is_wrong_use(output: str, capfd) -> None:
    assert main(["kwic", "--text", "铁路", "-o", output]) == 2
    assert capfd.readouterr().err.startswith("error: ")


@pytest.mark.parametrize("arguments", [["--text", "铁路", "--width", "-1"], ["--text", "“"]])
def test_what_cannot_be_searched_is_wrong_use(arguments: list[str], capfd) -> None:
    assert main(["kwic", *arguments]) == 2
    assert capfd.readouterr().err.startswith("error: ")
