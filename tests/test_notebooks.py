"""Every notebook runs from top to bottom in a kernel of its own, says nothing on standard error, and is kept clean in git."""

import asyncio
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from analysis.execute import run_notebook

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))


def code_cells(path: Path) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS][:2] == ["00_texts", "01_formulas"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_kept_clean(path: Path) -> None:
    cells = code_cells(path)
    lines = [line for cell in cells for line in cell.source.splitlines() if line.strip() and not line.startswith("#")]

    assert all(not cell.outputs and cell.execution_count is None for cell in cells)
    assert not re.search(r"^(def|class) ", "\n".join(cell.source for cell in cells), re.MULTILINE)
    assert len(lines) / len(cells) <= 5
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in cells) == 1
    assert [cell.id for cell in nbformat.read(path, as_version=4).cells] == [
        f"{path.stem[:2]}-{number:02d}" for number in range(len(nbformat.read(path, as_version=4).cells))
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_is_typed_into_prose(path: Path) -> None:
    """Commentary may name years and the numbers inside formulas' own names; every other number is a cell's output."""
    prose = " ".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    prose = re.sub(r"\[0\d [^\]]*\]\(0\d_\w+\.ipynb\)|20\d\d|`[^`]*`", "", prose)

    assert re.findall(r"\d+", prose) == []


def test_nbconvert_alone_makes_a_page_with_our_template(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--execute",
        "--template",
        "tifa",
        "--output-dir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(NOTEBOOKS[0])], check=True, capture_output=True)
    page = (tmp_path / "00_texts.html").read_text(encoding="utf-8")

    assert "<script" not in page
    assert "data:font/woff;base64," in page
    assert "现场" in page or "越通社" in page


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_from_top_to_bottom_without_a_warning(path: Path) -> None:
    cells = [cell for cell in asyncio.run(run_notebook(path)).cells if cell.cell_type == "code"]

    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert [output for cell in cells for output in cell.outputs if output.get("name") == "stderr"] == []
    for cell in cells:
        for output in cell.outputs:
            html = output.get("data", {}).get("text/html", "")
            assert html.count("<img") == len(re.findall(r'<img[^>]+alt="[^"]{20,}"', html))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_puts_parameters_behind_the_tagged_cell(path: Path) -> None:
    given = {"LEXICON": "a file"} | ({} if path.stem == "07_own_texts" else {"CORPUS": "a folder"})  # it makes its own
    cells = parameterize_notebook(load_notebook_node(str(path)), given).cells
    place = next(number for number, cell in enumerate(cells) if "parameters" in cell.metadata.get("tags", []))

    assert set(given) <= {line.split(" =")[0] for line in cells[place].source.splitlines()}
    assert "injected-parameters" in cells[place + 1].metadata["tags"]
    assert all(f'{name} = "{value}"' in cells[place + 1].source for name, value in given.items())


def test_papermill_runs_a_notebook_on_another_corpus(make_corpus, tmp_path: Path) -> None:
    folder = make_corpus(a_2031_txt="双方同意，秉持中越传统友谊。", b_2032_txt="Hai bên nhất trí giữ gìn tình hữu nghị.")
    done = papermill.execute_notebook(NOTEBOOKS[0], tmp_path / "out.ipynb", {"CORPUS": str(folder)}, progress_bar=False)

    shown = str([cell.get("outputs") for cell in done.cells])

    assert "b_2032" in shown
    assert "Magazine article" not in shown


def test_voices_with_a_lexicon_of_one_formula(make_corpus, tmp_path: Path) -> None:
    lexicon = tmp_path / "one.toml"
    lexicon.write_text(
        '[bridge]\nzh_name = "友谊之桥"\ngloss = "Bridge"\ncategory = "people"\nzh.name = ["友谊之桥"]\n', "utf-8"
    )
    corpus = make_corpus(a_2031_txt="双方同意，架起友谊之桥。")
    (path,) = [path for path in NOTEBOOKS if path.stem == "05_voices"]

    done = asyncio.run(run_notebook(path, {"CORPUS": corpus, "LEXICON": lexicon}))

    assert "友谊之桥" in str([cell.get("outputs") for cell in done.cells])
