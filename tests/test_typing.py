"""The types hold: in the package, and for whoever writes a script against it."""

import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# One process and one cache for all: checking pandas' types afresh takes most of the time.
CACHE = ROOT / "build/mypy"


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(CACHE), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def check_script(tmp_path: Path, code: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "script.py"
    script.write_text(textwrap.dedent(code), encoding="utf-8")
    settings = tmp_path / "none.toml"  # the user's settings are not ours
    settings.write_text("", encoding="utf-8")
    return check("--config-file", str(settings), "--strict", "--follow-imports", "silent", str(script))


def test_the_types_of_the_package_hold() -> None:
    result = check()

    assert result.returncode == 0, result.stdout


def test_the_package_says_that_it_is_typed() -> None:
    """The marker lies where the wheel takes the whole folder from."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["analysis"]
    assert (ROOT / "analysis/py.typed").is_file()
    assert "py.typed" not in (ROOT / ".gitignore").read_text(encoding="utf-8")


def test_a_script_against_the_public_names_is_checked(tmp_path: Path) -> None:
    right = """
        from collections.abc import Mapping
        import pandas as pd
        from analysis import Corpus, CorpusError, count_hits, find_hits, kwic, read_corpus

        corpus: Corpus = read_corpus("texts")
        texts: Mapping[str, str] = corpus.texts
        hits: pd.DataFrame = find_hits(corpus, all_kinds=True)
        counts: pd.DataFrame = count_hits(corpus, hits, by="period")
        lines: pd.DataFrame = kwic(corpus, text="铁路")
        faults: tuple[str, ...] = CorpusError(["a fault"]).faults
        """
    result = check_script(tmp_path, right)

    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("find_hits('folder')", "[arg-type]"),
        ("find_hits(read_corpus(), everything=True)", "[call-arg]"),
        ("n: int = find_hits(read_corpus())", "[assignment]"),
        ("read_corpus().text", "[attr-defined]"),
    ],
)
def test_a_wrong_script_is_told_so(tmp_path: Path, line: str, fault: str) -> None:
    result = check_script(tmp_path, f"from analysis import find_hits, read_corpus\n{line}\n")

    assert result.returncode == 1
    assert fault in result.stdout, result.stdout
