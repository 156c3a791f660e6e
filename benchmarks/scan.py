"""The scan with rules beside a bare automaton, and beside what people use instead. Ratios in one run; no figure of another.

python benchmarks/scan.py [--text FILE] [--megabytes N] [--peers] prints a Markdown table for 40, 500 and 5,000 forms.

bare      : ahocorasick_rs over the same key, overlapping, ranges thrown away
rules     : key, scan, surroundings, referents, slots, choice and rows: everything but boundary evidence
evidence  : the boundary evidence, per candidate of up to four hanzi, names of countries included
The text is made of frequent dictionary words in paragraphs, with a formula about every five thousand hanzi, or is given.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pandas as pd

from analysis import candidate, countries
from analysis.clean import Cleaned, Piece
from analysis.fold import fold
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.match import Matcher, find_in
from analysis.roles import Stretch
from analysis.tokenise import jieba_tokenizer

DOCUMENT = 5_000  # hanzi
PEERS = 500  # forms with which the peers are timed
PEER_SHARE = 20  # of the text the slowest peers see one part in so many


def dictionary_words(least: int) -> list[str]:
    """Words of two hanzi or more of jieba's dictionary with at least that frequency, in order of the alphabet."""
    frequencies = jieba_tokenizer().FREQ
    return sorted(
        word for word, n in frequencies.items() if n >= least and len(word) > 1 and all("\u4e00" <= c <= "\u9fff" for c in word)
    )


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


def timed(work: Callable[[], object]) -> float:
    """Seconds of the fastest of three runs."""
    return min(_once(work) for _ in range(3))


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


class Evidence:
    """`has_boundaries`, with its candidates counted and its time taken."""

    def __init__(self) -> None:
        self.seconds, self.candidates = 0.0, 0
        self._judge = candidate.has_boundaries

    def __call__(self, text: str, start: int, end: int) -> bool:
        """Judge a candidate."""
        begin = time.perf_counter()
        verdict = self._judge(text, start, end)
        self.seconds += time.perf_counter() - begin
        self.candidates += 1
        return verdict


def measure(texts: list[Cleaned], megabytes: float, size: int) -> dict[str, object]:
    """One row: bare automaton, scan with rules, evidence, for a lexicon of `size` forms."""
    matcher = Matcher(make_formulas(size))
    keys = [fold(one.text, "zh").text for one in texts]
    automaton = matcher.automata["zh"]
    bare = timed(lambda: [automaton.find_matches_as_indexes(key, overlapping=True) for key in keys])
    runs = []
    for _ in range(3):
        evidence = Evidence()
        with patch.object(candidate, "has_boundaries", evidence), patch.object(countries, "has_boundaries", evidence):
            seconds = _once(lambda: [find_in(one, matcher, "PRC") for one in texts])
        runs.append((seconds - evidence.seconds, evidence))
    rules = min(seconds for seconds, _ in runs)
    first = runs[0][1]  # later runs find the evidence of the first remembered
    return {
        "forms": size,
        "bare, MB/s": round(megabytes / bare),
        "rules, MB/s": round(megabytes / rules),
        "rules : bare": f"{bare / rules:.2f}",
        "candidates": first.candidates,
        "evidence, µs each": round(first.seconds / max(1, first.candidates) * 1e6),
    }


def measure_peers(texts: list[Cleaned], megabytes: float) -> dict[str, float]:
    """MB/s of what people use instead, with the same forms; the slow ones on a part of the text."""
    forms = [form for formula in make_formulas(PEERS).values() for form, _, _ in formula.zh.whole()]
    part = texts[: max(1, len(texts) // PEER_SHARE)]
    share = megabytes * len(part) / len(texts)
    column = pd.Series([one.text for one in part])
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))))
    rates = {
        "re, one pattern": share / _once(lambda: [sum(1 for _ in pattern.finditer(one.text)) for one in part]),
        "pandas str.count, a form at a time": share / _once(lambda: [column.str.count(re.escape(form)) for form in forms]),
    }
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("spaCy is not installed; it is no dependency (pip install spacy)")
        return rates
    language = spacy.blank("zh")
    phrases = PhraseMatcher(language.vocab)
    phrases.add("forms", [language.make_doc(form) for form in forms])
    rates["spaCy PhraseMatcher, characters"] = share / _once(lambda: [phrases(language.make_doc(one.text)) for one in part])
    return rates


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="a text in UTF-8 instead of one that is made; repeated to the size wanted")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--peers", action="store_true")
    args = parser.parse_args()
    formulas = [form for formula in read_formulas().values() for form in formula.zh.name]
    text = args.text.read_text(encoding="utf-8") if args.text else make_text(args.megabytes, formulas)
    text *= max(1, round(args.megabytes * 1e6 / len(text.encode())))
    megabytes = len(text.encode()) / 1e6
    texts = documents(text)
    rows = pd.DataFrame([measure(texts, megabytes, size) for size in (40, 500, 5_000)])
    print(f"{megabytes:.0f} MB, {len(texts)} documents\n")
    print("| " + " | ".join(rows.columns) + " |\n|" + "---|" * len(rows.columns))
    for row in rows.itertuples(index=False):
        print("| " + " | ".join(map(str, row)) + " |")
    if args.peers:
        print(f"\n| instead, {PEERS} forms | MB/s |\n|---|---|")
        for name, rate in measure_peers(texts, megabytes).items():
            print(f"| {name} | {rate:.1f} |")


if __name__ == "__main__":
    main()
