"""The benchmarks run, on next to nothing; of time nothing is asserted (docs/benchmarks.md)."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
ARTICLE = "两国关系新发展\n双方同意推动构建命运共同体，维护南海和平稳定。\n今年夏粮收成好，农民满意。\n\n"
# One process for all, since each would load the dictionaries.
RUN = """
import sys
import beside, growth, hits, keyness, machine, scan
for module, options in ((machine, ""), (hits, "{text}"), (scan, "{text}"), (beside, "{text} --forms 500"),
                        (growth, "--one 0.05"), (keyness, "--megabytes 0.1")):
    sys.argv = [module.__name__, *options.split()]
    print("#", module.__name__)
    module.main()
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    text = tmp_path_factory.mktemp("text") / "articles.txt"
    text.write_text(ARTICLE * 20, encoding="utf-8")
    code = RUN.replace("{text}", f"--text {text} --megabytes 0.01")
    environment = os.environ | {"TQDM_DISABLE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=BENCHMARKS,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    parts = re.split("^# ", done.stdout, flags=re.MULTILINE)[1:]
    return dict(part.split("\n", 1) for part in parts)


def rows(table: str) -> list[dict[str, str]]:
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]


def test_every_benchmark_prints_a_table(printed: dict[str, str]) -> None:
    assert {name: len(rows(part)) for name, part in printed.items() if name not in ("machine", "growth")} == {
        "hits": 1,
        "scan": 3,
        "beside": 12,
        "keyness": 6,
    }
    assert re.match(r"\d+ \w+ \d{4}, \d+ cores", printed["machine"])


def test_peers_find_as_many_as_the_automaton(printed: dict[str, str]) -> None:
    found = {row["what"]: row["beside ahocorasick_rs"] for row in rows(printed["beside"]) if row["finds"] != "not installed"}

    assert found["re, one pattern of all forms"] == "the same, longest"
    assert {said for said in found.values() if said} <= {"the same, longest", "the same, overlapping"}


def test_both_own_rows_have_the_hits_of_the_text(printed: dict[str, str]) -> None:
    finds = {row["what"]: int(row["finds"]) for row in rows(printed["beside"])[:2]}

    assert finds["find_hits"] == finds["scan with rules"] > 0


def test_words_given_are_the_words_segmented(printed: dict[str, str]) -> None:
    compared = [row["compared"] for row in rows(printed["keyness"])]

    assert compared[3] in compared[1:3]
