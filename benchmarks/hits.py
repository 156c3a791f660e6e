"""The whole of find_hits beside a bare automaton: cleaning, roles, rules, whose words. Ratios in one run.

python benchmarks/hits.py [--text FILE] [--megabytes N] [--forms N] prints a Markdown table. The text is news-like
(benchmarks/news.py), with candidates as rare as stated, or is given: articles parted by empty lines. A candidate is anything
that the automaton finds: a form, a slot or a head. Corpora are in memory; reading files is not in these figures.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

import pandas as pd
from news import make_articles, make_corpus, megabytes_of, read_articles
from peers import seconds
from scan import make_formulas, print_table

from analysis.attribute import find_hits
from analysis.clean import clean_corpus
from analysis.fold import fold
from analysis.match import Matcher

ROUNDS = 3


def measure(name: str, articles: list[str], forms: int) -> dict[str, object]:
    """One row: bare automaton, sieve, cleaning of everything, find_hits; medians of rounds in turn."""
    formulas, corpus, megabytes = make_formulas(forms), make_corpus(articles), megabytes_of(articles)
    matcher = Matcher(formulas)
    automaton = matcher.automata["zh"]
    keys = [fold(article, "zh").text for article in articles]
    took: dict[str, list[float]] = {"bare": [], "sieve": [], "clean": [], "hits": []}
    for _ in range(ROUNDS):
        took["bare"].append(seconds(lambda: [automaton.find_matches_as_indexes(key, overlapping=True) for key in keys]))
        took["sieve"].append(seconds(lambda: [matcher.sieve.may_hold(article, "zh") for article in articles]))
        took["clean"].append(seconds(lambda: clean_corpus(corpus)))
        took["hits"].append(seconds(lambda: find_hits(corpus, formulas)))
    rate = {part: megabytes / statistics.median(times) for part, times in took.items()}
    candidates = sum(len(automaton.find_matches_as_indexes(key, overlapping=True)) for key in keys)
    return {
        "text": name,
        "characters a candidate": round(sum(map(len, articles)) / max(1, candidates)),
        "characters a hit": round(sum(map(len, articles)) / max(1, len(find_hits(corpus, formulas)))),
        "texts cleaned": f"{sum(matcher.sieve.may_hold(article, 'zh') for article in articles) / len(articles):.0%}",
        "bare, MB/s": round(rate["bare"]),
        "sieve, MB/s": round(rate["sieve"]),
        "cleaning all, MB/s": f"{rate['clean']:.1f}",
        "find_hits, MB/s": f"{rate['hits']:.1f}",
        "find_hits : bare": f"{rate['hits'] / rate['bare']:.3f}",
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
        asked = {"a form put in every 6,000 characters": 6_000, "every 25,000": 25_000, "none put in": None}
        texts = {name: list(make_articles(args.megabytes, apart)) for name, apart in asked.items()}
    print(f"{args.megabytes:.0f} MB each, {args.forms} forms\n")
    print_table(pd.DataFrame([measure(name, articles, args.forms) for name, articles in texts.items()]))


if __name__ == "__main__":
    main()
