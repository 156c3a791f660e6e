"""Time and peak memory as a corpus grows, each size in a process of its own.

python benchmarks/growth.py [--sizes 10,100] prints a Markdown table: find_hits and counts (characters, no words) of a
news-like corpus in memory. What the text itself takes is a column, so that what the work takes on top can be seen.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from news import make_articles, make_corpus, megabytes_of
from peers import seconds
from scan import print_table

from analysis.attribute import find_hits
from analysis.count import count_hits, measure_texts
from analysis.formulas import read_formulas


def _peak() -> float:
    """Most memory of this process so far, MB; Linux counts in kilobytes, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def measure(megabytes: float) -> dict[str, object]:
    """One row."""
    articles = list(make_articles(megabytes))
    corpus, formulas, size = make_corpus(articles), read_formulas(), megabytes_of(articles)
    find_hits(make_corpus(articles[:5]), formulas)  # dictionaries are loaded, once a process
    start = _peak()
    took: dict[str, float] = {}
    results: dict[str, pd.DataFrame] = {}

    def run(name: str, work: Callable[[], pd.DataFrame]) -> None:
        took[name] = seconds(lambda: results.update({name: work()}))

    run("hits", lambda: find_hits(corpus, formulas, all_kinds=True))
    after = _peak()
    run("sizes", lambda: measure_texts(corpus, segmenter="none"))
    run("counts", lambda: count_hits(corpus, results["hits"], formulas, by="period", sizes=results["sizes"]))
    return {
        "MB of text": f"{size:.0f}",
        "articles": len(articles),
        "hits": len(results["hits"]),
        "find_hits, s": f"{took['hits']:.1f}",
        "MB/s": f"{size / took['hits']:.1f}",
        "sizes and counts, s": f"{took['sizes'] + took['counts']:.1f}",
        "peak before, MB": f"{start:.0f}",
        "more for find_hits, MB": f"{after - start:.0f}",
        "more for sizes and counts, MB": f"{_peak() - after:.0f}",
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="10,100", help="megabytes, with commas (default: 10,100)")
    parser.add_argument("--one", type=float, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one)))
        return
    rows = []
    for size in args.sizes.split(","):
        command = [sys.executable, str(Path(__file__).resolve()), "--one", size]
        rows.append(json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout))
    print_table(pd.DataFrame(rows))


if __name__ == "__main__":
    main()
