"""One kernel for many notebooks: each runs as if it were alone, and no path of a machine is left in it."""

import asyncio
import re
from contextlib import aclosing
from pathlib import Path
from typing import Any

import nbformat
import pytest

from analysis import CorpusError, attribute, find_hits, read_corpus
from analysis.execute import run_notebook, run_notebooks
from analysis.report import NOTEBOOKS

LEAVES = """
import os, random, sys, warnings
import numpy as np
import pandas as pd
import matplotlib as mpl
from matplotlib import pyplot as plt
mine = 1
pd.options.display.max_colwidth = None
pd.options.display.max_rows = 7
mpl.rcParams["font.size"] = 3.0
warnings.simplefilter("error")
os.environ["TIFA_LEFT"] = "here"
sys.path.append("left")
random.seed(0)
np.random.seed(0)
plt.figure()
os.chdir("..")
"""
LOOKS = """
import os, random, sys, warnings
import numpy as np
import pandas as pd
import matplotlib as mpl
from matplotlib import pyplot as plt
print("mine" in dir(), pd.options.display.max_colwidth, pd.options.display.max_rows, mpl.rcParams["font.size"])
print(len(warnings.filters), "TIFA_LEFT" in os.environ, sys.path, plt.get_fignums(), os.path.basename(os.getcwd()))
print(random.random() == 0.8444218515250481, np.random.rand() == 0.5488135039273248)
"""


def write(folder: Path, **cells: str) -> list[Path]:
    paths = []
    for name, source in cells.items():
        cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
        paths.append(folder / f"{name}.ipynb")
        paths[-1].write_text(nbformat.writes(nbformat.v4.new_notebook(cells=[cell])), encoding="utf-8")
    return paths


async def run(paths: list[Path], settings: dict[str, Any] | None = None) -> list[Any]:
    async with aclosing(run_notebooks(paths, settings)) as executed:
        return [nb async for _, nb in executed]


def printed(nb: Any) -> list[str]:
    return nb.cells[0].outputs[0].text.splitlines()


def test_what_one_notebook_leaves_the_next_does_not_see(tmp_path: Path) -> None:
    before, _, after = asyncio.run(run(write(tmp_path, a=LOOKS, b=LEAVES, c=LOOKS)))

    assert printed(after) == printed(before)
    assert printed(before)[0] == "False 50 60 10.0"
    assert printed(before)[2] == "False False"
    assert [nb.cells[0].execution_count for nb in (before, after)] == [1, 1]


def test_the_test_above_can_fail(tmp_path: Path) -> None:
    """In one notebook the same lines see all that was left."""
    (nb,) = asyncio.run(run(write(tmp_path, a=LEAVES + LOOKS)))

    assert printed(nb)[0] == "True None 7 3.0"
    assert printed(nb)[2] == "True True"


def test_a_path_is_set_and_only_its_last_part_is_shown(tmp_path: Path) -> None:
    folder = tmp_path / "my's texts"
    paths = write(tmp_path, a="CORPUS = None  # a comment\nfrom pathlib import Path\nPath(CORPUS).is_absolute()")

    (nb,) = asyncio.run(run(paths, {"CORPUS": folder, "LEXICON": None}))

    assert nb.cells[0].outputs[0]["data"]["text/plain"] == "True"
    assert nb.cells[0].source.splitlines()[0] == f"CORPUS = {folder.name!r}"
    assert str(tmp_path) not in nbformat.writes(nb)


def test_a_cell_that_fails_is_one_clear_line(tmp_path: Path) -> None:
    (path,) = write(tmp_path, broken="raise ValueError('no such period')")
    line = r"notebook broken\.ipynb: a cell failed with ValueError: no such period"

    with pytest.raises(CorpusError, match=line):
        asyncio.run(run_notebook(path))
    with pytest.raises(CorpusError, match=line):
        asyncio.run(run([path]))


def test_long_work_says_how_far_it_is_and_is_silent_in_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(attribute, "PATIENCE", 0)
    find_hits(read_corpus())
    assert "formulas: 100%" in capsys.readouterr().err

    shows = "from analysis import attribute, read_corpus\nattribute.PATIENCE = 0\nhits = attribute.find_hits(read_corpus())"
    nb = asyncio.run(run(write(tmp_path, a=shows)))[0]
    assert nb.cells[0].outputs == []


def test_what_prose_says_of_the_five_texts_is_left_out_of_a_report_of_others(tmp_path: Path) -> None:
    nb = nbformat.v4.new_notebook()
    nb.cells = [
        nbformat.v4.new_code_cell("CORPUS = None", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_markdown_cell(
            "Kept<!-- seeds -->, of one\ntext<!-- /seeds -->. Too.<!-- seeds --> Gone.<!-- /seeds -->"
        ),
    ]
    nbformat.write(nb, tmp_path / "a.ipynb")

    assert asyncio.run(run_notebook(tmp_path / "a.ipynb", {"CORPUS": tmp_path})).cells[1].source == "Kept. Too."
    assert "of one" in asyncio.run(run_notebook(tmp_path / "a.ipynb")).cells[1].source


def test_every_mark_of_such_prose_is_closed() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        marks = re.findall("<!-- (/?)seeds -->", path.read_text(encoding="utf-8"))
        assert marks == ["", "/"] * (len(marks) // 2), path.name
