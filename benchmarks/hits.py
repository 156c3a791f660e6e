"""The whole of find_hits beside a bare automaton: cleaning, roles, rules, whose words. Ratios in one run.

python benchmarks/hits.py [--text FILE] [--megabytes N] [--forms N] prints a Markdown table. The text is news-like
(benchmarks/news.py), with candidates ever rarer, or is given: articles parted by empty lines. A candidate is anything that the
automaton finds: a form, a slot or a head. Corpora are in memory; reading files is not in these figures.

bare  : ahocorasick_rs over keys that are made before, overlapping, ranges thrown away
sieve : which texts can hold a form at all; only these are cleaned and read on
clean : cleaning of these texts, in find_hits; what is left of its time goes into rules and voices
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable
from itertools import compress
from pathlib import Path

import pandas as pd
from ahocorasick_rs import AhoCorasick
from news import NEWS, make_articles, make_corpus, megabytes_of, read_articles
from peers import seconds
from scan import forget_evidence, make_formulas, print_table

from analysis.attribute import find_hits
from analysis.clean import clean_text
from analysis.fold import fold
from analysis.match import Matcher

ROUNDS = 3
APART = {  # characters from one form put in to the next
    f"a form put in every {NEWS:,} characters": NEWS,
    "every 15,000": 15_000,
    "every 60,000": 60_000,
    "none": None,
}


def measure(name: str, articles: list[str], forms: int) -> dict[str, object]:
    """One row: bare automaton, sieve, cleaning, find_hits; medians of rounds in turn."""
    formulas, corpus, megabytes = make_formulas(forms), make_corpus(articles), megabytes_of(articles)
    matcher = Matcher(formulas)
    automaton = AhoCorasick(matcher.keys["zh"])
    keys = [fold(article, "zh").text for article in articles]

    def sift() -> list[bool]:
        return list(matcher.sieve.sift((article, "zh") for article in articles))

    passed = list(compress(articles, sift()))
    works: dict[str, Callable[[], object]] = {
        "bare": lambda: [automaton.find_matches_as_indexes(key, overlapping=True) for key in keys],
        "sieve": sift,
        "clean": lambda: [clean_text(article, "zh") for article in passed],
        "find_hits": lambda: find_hits(corpus, formulas),
    }
    rounds = []
    for _ in range(ROUNDS):
        forget_evidence()
        rounds.append({part: seconds(work) for part, work in works.items()})
    took = {part: statistics.median(one[part] for one in rounds) for part in works}
    characters = sum(map(len, articles))
    candidates = sum(len(automaton.find_matches_as_indexes(key, overlapping=True)) for key in keys)
    return {
        "text": name,
        "characters a candidate": round(characters / max(1, candidates)),
        "characters a hit": round(characters / max(1, len(find_hits(corpus, formulas)))),
        "texts cleaned": f"{len(passed) / len(articles):.0%}",
        **{f"{part}, ms/MB": f"{1e3 * took[part] / megabytes:.1f}" for part in works},
        "find_hits, MB/s": f"{megabytes / took['find_hits']:.1f}",
        "find_hits : bare": f"{took['bare'] / took['find_hits']:.3f}",
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="articles in UTF-8, parted by empty lines, instead of some that are made")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--forms", type=int, default=500)
    args = parser.parse_args()
    if args.text:
        texts = {args.text.name: read_articles(args.text, args.megabytes)}
    else:
        texts = {name: list(make_articles(args.megabytes, apart)) for name, apart in APART.items()}
    print(f"{args.megabytes:.0f} MB each, {args.forms} forms\n")
    print_table(pd.DataFrame([measure(name, articles, args.forms) for name, articles in texts.items()]))


if __name__ == "__main__":
    main()
