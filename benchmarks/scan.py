"""The scan with rules beside a bare automaton. Ratios in one run; no figure of another.

python benchmarks/scan.py [--text FILE] [--megabytes N] prints a Markdown table for 40, 500 and 5,000 forms.

bare      : ahocorasick_rs over the same key, overlapping, ranges thrown away
rules     : key, scan, surroundings, referents, slots, choice and rows: everything but boundary evidence
evidence  : the boundary evidence, a place of up to four hanzi at a time, names of countries included; forgotten each round
The text is made of frequent dictionary words in paragraphs, with a formula about every five thousand hanzi, or is given.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pandas as pd
from ahocorasick_rs import AhoCorasick
from news import dictionary_words
from peers import seconds

from analysis import boundary, candidate, countries
from analysis.clean import Cleaned, Piece
from analysis.fold import fold
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.match import Matcher, find_in
from analysis.roles import Stretch

DOCUMENT = 5_000  # hanzi
ROUNDS = 3


def make_text(megabytes: float, formulas: list[str], seed: int = 1) -> str:
    """Text of frequent words with a formula about every five thousand hanzi."""
    chance = random.Random(seed)
    words = dictionary_words(2_000)
    parts: list[str] = []
    size = 0
    while size < megabytes * 1e6 / 3:
        part = f"中越双方重申{chance.choice(formulas)}" if chance.random() < 0.0004 else chance.choice(words)
        if chance.random() < 0.12:
            part += chance.choice(["，", "，", "，", "、", "。", "。\n"])
        parts.append(part)
        size += len(part)
    return "".join(parts)


def make_formulas(size: int) -> dict[str, Formula]:
    """The lexicon of the package up to `size` Chinese forms, then two words of the dictionary at a time."""
    formulas: dict[str, Formula] = {}
    forms = 0
    for name, formula in read_formulas().items():
        forms += len(list(formula.zh.whole())) + sum(map(len, formula.zh.slots + formula.zh.heads))
        if forms > size:
            break
        formulas[name] = formula.model_copy(update={"excludes": []})
    chance = random.Random(size)
    words = dictionary_words(50)
    about = {"zh_name": "-", "gloss": "-", "category": "-"}
    for number in range(size - forms):
        formulas[f"made-{number}"] = Formula(
            id=f"made-{number}", zh={"name": [chance.choice(words) + chance.choice(words)]}, **about
        )
    return formulas


def documents(text: str) -> list[Cleaned]:
    """The text cut into documents; a line is a paragraph, and every character stands for itself."""
    made = []
    for start in range(0, len(text), DOCUMENT):
        part = text[start : start + DOCUMENT]
        ends = [match.end() for match in re.finditer("\n|$", part)]
        pieces = [Piece(Stretch("body", "made", (pair,)), *pair) for pair in pairwise([0, *ends]) if pair[0] < pair[1]]
        made.append(Cleaned(f"{start}", "zh", part, range(len(part)), range(1, len(part) + 1), tuple(pieces)))
    return made


def forget_evidence() -> None:
    """Boundary evidence is remembered by the words round a candidate; what is timed several times must not find it there."""
    boundary.boundary_loss.cache_clear()
    boundary._is_extended.cache_clear()


class Evidence:
    """`has_boundaries`, with its candidates counted and its time taken."""

    def __init__(self) -> None:
        self.seconds, self.candidates = 0.0, 0
        self._judge = candidate.has_boundaries

    def __call__(self, text: str, start: int, end: int, edges: frozenset[int] | None = None) -> bool:
        """Judge a candidate."""
        begin = time.process_time()
        verdict = self._judge(text, start, end, edges)
        self.seconds += time.process_time() - begin
        self.candidates += 1
        return verdict


def measure(texts: list[Cleaned], megabytes: float, size: int) -> dict[str, object]:
    """One row: bare automaton, scan with rules, evidence, for a lexicon of `size` forms; medians of rounds in turn."""
    matcher = Matcher(make_formulas(size))
    keys = [fold(one.text, "zh").text for one in texts]
    automaton = AhoCorasick(matcher.keys["zh"])
    bare, rules, judged = [], [], []
    for _ in range(ROUNDS):
        forget_evidence()
        evidence = Evidence()
        bare.append(seconds(lambda: [automaton.find_matches_as_indexes(key, overlapping=True) for key in keys]))
        with patch.object(candidate, "has_boundaries", evidence), patch.object(countries, "has_boundaries", evidence):
            rules.append(seconds(lambda: [find_in(one, matcher, "PRC") for one in texts]) - evidence.seconds)
        judged.append(evidence.seconds)
    alone, ruled, weighed = map(statistics.median, (bare, rules, judged))
    return {
        "forms": size,
        "bare, MB/s": round(megabytes / alone),
        "rules, MB/s": round(megabytes / ruled),
        "rules : bare": f"{alone / ruled:.2f}",
        "places weighed": evidence.candidates,
        "evidence, µs each": round(weighed / max(1, evidence.candidates) * 1e6),
        "rules and evidence : bare": f"{alone / (ruled + weighed):.2f}",
    }


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="a text in UTF-8 instead of one that is made; repeated to the size wanted")
    parser.add_argument("--megabytes", type=float, default=100)
    args = parser.parse_args()
    formulas = [form for formula in read_formulas().values() for form in formula.zh.name]
    text = args.text.read_text(encoding="utf-8") if args.text else make_text(args.megabytes, formulas)
    text *= max(1, round(args.megabytes * 1e6 / len(text.encode())))
    megabytes = len(text.encode()) / 1e6
    texts = documents(text)
    print(f"{megabytes:.0f} MB, {len(texts)} documents\n")
    print_table(pd.DataFrame([measure(texts, megabytes, size) for size in (40, 500, 5_000)]))


def print_table(table: pd.DataFrame) -> None:
    """A table as Markdown."""
    print("| " + " | ".join(table.columns) + " |\n|" + "---|" * len(table.columns))
    for row in table.fillna("").itertuples(index=False):
        print("| " + " | ".join(map(str, row)) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
