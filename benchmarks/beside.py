"""The whole of find_hits, and its scan with rules, beside what people look for forms with instead. Ratios in one run.

python benchmarks/beside.py [--text FILE] [--megabytes N] [--forms 500,5000] prints Markdown tables, on news-like text
(benchmarks/news.py), or on articles of a file, parted by empty lines. Peers as far as installed (the extra `bench`).

find_hits       : cleaning, roles, rules, whose words; boundary evidence looked up anew in every round
scan with rules : the same behind cleaning and without voices, on every text
finds           : find_hits and the scan give hits, which are judged; all else gives wherever the characters of a form stand
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from news import NEWS, make_articles, make_corpus, megabytes_of, read_articles
from peers import PEERS, Peer, Work, longest, overlapping, seconds
from scan import forget_evidence, make_formulas, print_table

from analysis.attribute import find_hits
from analysis.clean import clean_corpus
from analysis.match import Matcher, find_in

ROUNDS = 3
MANY = 1_000  # forms


def own(articles: list[str], size: int) -> tuple[dict[str, Work], list[str]]:
    """What is ours, made ready, and the forms that the others get."""
    formulas, corpus = make_formulas(size), make_corpus(articles)
    matcher, cleaned = Matcher(formulas), clean_corpus(corpus)

    def scan() -> int:
        forget_evidence()
        return sum(len(find_in(one, matcher)) for one in cleaned.values())

    def whole() -> int:
        forget_evidence()
        return len(find_hits(corpus, formulas, all_kinds=True))

    forms = sorted({form for formula in formulas.values() for form, _, _ in formula.zh.whole()})
    return {"find_hits": whole, "scan with rules": scan}, forms


def measure(articles: list[str], size: int) -> Iterator[dict[str, object]]:
    """Rows of one table: each way on all articles, or on a part of them, medians of rounds in turn behind a first one."""
    works, forms = own(articles, size)
    ways = {"overlapping": overlapping, "longest": longest}
    with tempfile.TemporaryDirectory() as folder:
        works |= {f"ahocorasick_rs, {way}": ready(forms, articles, Path(folder)) for way, ready in ways.items()}
        expected: dict[str, str] = {}
        parts = dict.fromkeys(works, articles)
        for number, peer in enumerate(PEERS):
            part = parts[peer.name] = articles[:: peer.slow * (peer.slower if size > MANY else 1)]
            own_folder = Path(folder) / str(number)
            own_folder.mkdir()
            if work := peer.ready(forms, part, own_folder):
                works[peer.name] = work
                expected[peer.name] = _compared(peer, work(), ways[peer.way](forms, part, own_folder)())
        finds = {name: work() for name, work in works.items()}
        rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
    rates = {name: megabytes_of(parts[name]) / statistics.median(one[name] for one in rounds) for name in works}
    for name in [*works, *(peer.name for peer in PEERS if peer.name not in works)]:
        rate = rates.get(name)
        yield {
            "what": name,
            "MB of text": f"{megabytes_of(parts[name]):.1f}",
            "finds": finds.get(name, "not installed"),
            "beside ahocorasick_rs": expected.get(name, ""),
            "MB/s": f"{rate:.3g}" if rate else "",
            **{f"{mine} : it": f"{rates[mine] / rate:.3g}" if rate else "" for mine in ("find_hits", "scan with rules")},
        }


def _compared(peer: Peer, finds: int, expected: int) -> str:
    """Whether a peer finds as many as the automaton does that finds the same way."""
    return f"the same, {peer.way}" if finds == expected else f"{finds - expected:+} of {expected}, {peer.way}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, help="articles in UTF-8, parted by empty lines, instead of some that are made")
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--forms", default="500,5000", help="sizes of the lexicon, with commas (default: 500,5000)")
    args = parser.parse_args()
    articles = read_articles(args.text, args.megabytes) if args.text else list(make_articles(args.megabytes, NEWS))
    for size in map(int, args.forms.split(",")):
        print(f"{size} forms, {megabytes_of(articles):.0f} MB in {len(articles)} articles\n")
        print_table(pd.DataFrame(measure(articles, size)))


if __name__ == "__main__":
    main()
