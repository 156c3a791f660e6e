"""The scan with rules beside a bare automaton, and beside what people use instead. Ratios in one run; no figure of another.

python benchmarks/scan.py [--text FILE] [--megabytes N] prints a Markdown table for 40, 500 and 5,000 forms, then one of what
people use instead, as far as it is installed (the extra `bench`).

bare      : ahocorasick_rs over the same key, overlapping, ranges thrown away
rules     : key, scan, surroundings, referents, slots, choice and rows: everything but boundary evidence
evidence  : the boundary evidence, per candidate of up to four hanzi, names of countries included
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
from news import dictionary_words
from peers import scan_by_peers, seconds

from analysis import candidate, countries
from analysis.clean import Cleaned, Piece
from analysis.fold import fold
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.match import Matcher, find_in
from analysis.roles import Stretch

DOCUMENT = 5_000  # hanzi
PEERS = (500, 5_000)  # forms with which the peers are timed
PEER_SHARE = 40  # of the text the slowest peers see one part in so many
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


class Evidence:
    """`has_boundaries`, with its candidates counted and its time taken."""

    def __init__(self) -> None:
        self.seconds, self.candidates = 0.0, 0
        self._judge = candidate.has_boundaries

    def __call__(self, text: str, start: int, end: int, edges: frozenset[int] | None = None) -> bool:
        """Judge a candidate."""
        begin = time.perf_counter()
        verdict = self._judge(text, start, end, edges)
        self.seconds += time.perf_counter() - begin
        self.candidates += 1
        return verdict


def measure(texts: list[Cleaned], megabytes: float, size: int) -> dict[str, object]:
    """One row: bare automaton, scan with rules, evidence, for a lexicon of `size` forms; medians of rounds in turn."""
    matcher = Matcher(make_formulas(size))
    keys = [fold(one.text, "zh").text for one in texts]
    automaton = matcher.automata["zh"]
    bare, rules, first = [], [], None
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: [automaton.find_matches_as_indexes(key, overlapping=True) for key in keys]))
        evidence = Evidence()
        with patch.object(candidate, "has_boundaries", evidence), patch.object(countries, "has_boundaries", evidence):
            rules.append(seconds(lambda: [find_in(one, matcher, "PRC") for one in texts]) - evidence.seconds)
        first = first or evidence  # later rounds find the evidence of the first remembered
    alone, ruled = statistics.median(bare), statistics.median(rules)
    return {
        "forms": size,
        "bare, MB/s": round(megabytes / alone),
        "rules, MB/s": round(megabytes / ruled),
        "rules : bare": f"{alone / ruled:.2f}",
        "candidates": first.candidates,
        "evidence, µs each": round(first.seconds / max(1, first.candidates) * 1e6),
    }


def measure_peers(texts: list[Cleaned], megabytes: float, size: int) -> list[dict[str, object]]:
    """Rates of what people use instead, with the same forms, and of the scan with rules and its evidence before and behind."""
    formulas = make_formulas(size)
    matcher = Matcher(formulas)
    forms = sorted({form for formula in formulas.values() for form, _, _ in formula.zh.whole()})
    sources = [one.text for one in texts]
    own = [seconds(lambda: [find_in(one, matcher, "PRC") for one in texts])]
    found = list(scan_by_peers(sources, forms, PEER_SHARE * (10 if size > 1_000 else 1)))
    own.append(seconds(lambda: [find_in(one, matcher, "PRC") for one in texts]))
    rate = megabytes / statistics.mean(own)
    rows: list[dict[str, object]] = [{"forms": size, "what": "scan with rules, evidence in it", "MB/s": f"{rate:.1f}"}]
    for what, took, n in found:
        peer = took and sum(len(text.encode()) for text in sources[:n]) / 1e6 / took
        rows.append(
            {
                "forms": size,
                "what": what,
                "MB/s": f"{peer:.1f}" if peer else "not installed",
                "the scan to it": f"{rate / peer:.1f}" if peer else "",
            }
        )
    return rows


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="a text in UTF-8 instead of one that is made; repeated to the size wanted")
    parser.add_argument("--megabytes", type=float, default=20)
    args = parser.parse_args()
    formulas = [form for formula in read_formulas().values() for form in formula.zh.name]
    text = args.text.read_text(encoding="utf-8") if args.text else make_text(args.megabytes, formulas)
    text *= max(1, round(args.megabytes * 1e6 / len(text.encode())))
    megabytes = len(text.encode()) / 1e6
    texts = documents(text)
    print(f"{megabytes:.0f} MB, {len(texts)} documents\n")
    print_table(pd.DataFrame([measure(texts, megabytes, size) for size in (40, 500, 5_000)]))
    print_table(pd.DataFrame([row for size in PEERS for row in measure_peers(texts, megabytes, size)]))


def print_table(table: pd.DataFrame) -> None:
    """A table as Markdown."""
    print("| " + " | ".join(table.columns) + " |\n|" + "---|" * len(table.columns))
    for row in table.fillna("").itertuples(index=False):
        print("| " + " | ".join(map(str, row)) + " |")
    print(flush=True)


if __name__ == "__main__":
    main()
