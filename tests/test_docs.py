"""What the documents say is so: README code runs, files they name are there, commands they name work."""

import contextlib
import io
import re
import runpy
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt

from analysis.__main__ import main
from analysis.formulas import read_formulas
from analysis.listing import KNOWN, DocumentRow, is_known_genre, is_speech

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [
    "README.md",
    "seeds/README.md",
    "analysis/lexicon/README.md",
    "analysis/fonts/README.md",
    "docs/align.md",
    "docs/scale.md",
    "docs/api.md",
    "docs/segmenters.md",
    "docs/voices.md",
    "tests/oracles/marked/README.md",
    "tests/oracles/aligned/README.md",
    "DECISIONS.md",
    "CHANGELOG.md",
]


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", page, re.MULTILINE | re.DOTALL)


def test_the_ten_lines_of_the_readme_print_what_it_says() -> None:
    (code,) = blocks("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})

    assert len([line for line in code.splitlines() if line.strip()]) <= 10
    assert printed.getvalue() == blocks("text")[0]


@pytest.mark.parametrize(
    "line", [line for block in blocks("sh") for line in block.splitlines() if line.startswith("python -m analysis")]
)
def test_the_commands_of_the_readme_are_commands(line: str, capfdbinary) -> None:
    arguments = line.split("#")[0].split()[3:]
    if arguments[0] in ("new", "report", "score"):  # they want a folder of the reader's own
        with pytest.raises(SystemExit) as stopped:
            main([*arguments, "--help"])
        assert stopped.value.code == 0
    else:
        assert main(arguments) == 0


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (path.parent / target).exists(), target


def test_what_a_terabyte_costs_follows_from_the_rate_measured() -> None:
    page = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    rate = float(re.search(r"^\| one process \| [\d.]+ \| ([\d.]+) ", page, re.MULTILINE)[1])
    units = ("processor hours", "dollars", r"workers \d+ hours", "hours. Whatever")
    hours, dollars, workers, all_hours = (int(re.search(rf"(\d+) {unit}", page)[1]) for unit in units)

    assert hours == round(1e6 / rate / 3600)
    assert dollars == round(hours * 0.05)
    assert all_hours == round(10 * hours / workers)


def test_the_folders_that_the_readme_names_are_there() -> None:
    for name in re.findall(r"^\| `([^`]+)`", README, re.MULTILINE):
        assert (ROOT / name).exists()


def test_the_example_of_the_lexicon_is_a_formula(tmp_path: Path) -> None:
    page = (ROOT / "analysis/lexicon/README.md").read_text(encoding="utf-8")
    (example,) = blocks("toml", page)
    path = tmp_path / "formulas.toml"
    path.write_text(re.sub(r"^ {3}", "", example, flags=re.MULTILINE), encoding="utf-8")

    assert list(read_formulas(path)) == ["bridge-of-friendship"]
    assert "bridge-of-friendship" not in read_formulas()


def test_the_project_speaks_of_itself_only() -> None:
    """No path of a machine and no host of a registry in any text file."""
    hosts = "|".join(["py" + "pi.org", "python" + "hosted", "registry" + ".npmjs", "deb" + ".debian"])
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        ours = not any(part.startswith(".") or part == "build" for part in inside)
        if ours and path.suffix in (".py", ".md", ".toml", ".yml", ".ipynb", ".csv", ".j2", ".css", ".lock", ".cff"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(rf"{hosts}|/(?:home|root|Users|work)/", text), path


def test_the_picture_of_the_readme_is_what_the_texts_give(tmp_path: Path) -> None:
    """Drawn anew it is the same picture, but for the odd pixel at the edge of a letter on another machine."""
    mpl.use("agg")
    runpy.run_path(str(ROOT / "docs/picture.py"))["draw"](tmp_path / "anew.png")
    kept, anew = (plt.imread(path) for path in (ROOT / "docs/three-formulas.png", tmp_path / "anew.png"))

    assert kept.shape == anew.shape
    assert abs(kept - anew).mean() < 0.002


def test_what_the_readme_says_to_fill_in_is_what_is_read() -> None:
    table = README.partition("| column | what you say |")[2].partition("\n\n")[0]
    rows = {
        row[0]: re.findall("`([^`]+)`", row[-1]) for row in re.findall(r"^\| (\w+) \|.*\| ([^|]*) \|$", table, re.MULTILINE)
    }

    assert {"date", "date_basis", "issuer", "issuer_side", "genre"} <= rows.keys() <= KNOWN
    for column in ("date", "date_basis", "issuer_side", "language"):
        for value in rows[column]:
            assert getattr(DocumentRow(file="a.txt", **{column: value}), column) == value
    assert [genre for genre in rows["genre"] if not is_known_genre(genre)] == []
    assert {is_speech(genre) for genre in rows["genre"]} == {True, False}
