"""Counts and keyness of two halves of a corpus beside pycorpdiff and conc: seconds per 100 MB. Ratios in one run.

python benchmarks/keyness.py [--megabytes N] [--python PATH ...] prints a Markdown table. Neither peer segments Chinese; they
get words parted by spaces, whose making is not in their time, and count those; so does one row of ours. That all compare the
same is told by the strongest word and its G2. pycorpdiff wants an older pandas than this package: such peers are looked for in
further interpreters, each given by --python. Times are by the clock, since conc uses several cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from news import make_articles, make_corpus, megabytes_of
from peers import release
from scan import print_table
from scipy.stats import chi2

from analysis.compare import compare_periods
from analysis.count import count_hits, measure_texts
from analysis.keyness import adjust, g2, log_ratio
from analysis.tokenise import is_word, jieba_tokenizer, tokenise_zh, tokenise_zh_fast

PYCORPDIFF = """
import sys, time
import pandas as pd, pycorpdiff
sides = [open(path, encoding="utf-8").read().split("\\n") for path in sys.argv[1:3]]
start = time.perf_counter()
one, other = (pycorpdiff.from_dataframe(pd.DataFrame({"text": side})) for side in sides)
table = pycorpdiff.compare(one, other).keyness(min_count=1).to_df()
took = time.perf_counter() - start
print(took, len(table), table["term"].iloc[0], abs(table["g2"].iloc[0]), pycorpdiff.__version__)
"""
CONC = """
import contextlib, io, logging, sys, time
import conc, spacy
from conc.corpus import Corpus
from conc.keyness import Keyness
logging.disable(logging.CRITICAL)
blank, folder = spacy.blank("xx"), sys.argv[3]
for name in "parser ner lemmatizer tagger senter tok2vec attribute_ruler".split():  # it switches these off
    blank.add_pipe("sentencizer", name=name)
blank.to_disk(folder + "/model")
paths = []
for number, path in enumerate(sys.argv[1:3]):
    with open(path, encoding="utf-8") as lines, open(f"{folder}/{number}.csv", "w", encoding="utf-8") as table:
        table.write("text\\n" + "".join(f'"{line.strip()}"\\n' for line in lines))
start = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()):
    one, other = (
        Corpus(f"side {n}", "").build_from_csv(f"{folder}/{n}.csv", folder, model=folder + "/model") for n in (0, 1)
    )
    table = Keyness(one, other).keywords(page_size=1_000_000, exclude_negative_keywords=False).to_frame()
print(time.perf_counter() - start, len(table), table["token"][0], table["log_likelihood"][0], conc.__version__)
"""


class Compared(NamedTuple):
    """What a comparison of words took, and what it found: how many words, the strongest and its G2."""

    seconds: float
    words: int
    strongest: str
    g2: float
    release: str = ""


def own(sides: list[list[str]], cut: Callable[[str], Iterable[str]]) -> Compared:
    """Word counts of both sides and their keyness: G2, its p adjusted over all words, log ratio."""
    start = time.perf_counter()
    counts = [Counter(word for text in side for word in cut(text)) for side in sides]
    words = sorted(counts[0] | counts[1])
    a, b = (np.array([count[word] for word in words]) for count in counts)
    found = g2(a, b, a.sum(), b.sum())
    adjust(chi2.sf(found, 1))
    log_ratio(a, b, a.sum(), b.sum())
    took = time.perf_counter() - start
    first = int(np.argmax(found))
    return Compared(took, len(words), words[first], float(found[first]))


def of_peer(code: str, interpreters: list[str], arguments: list[str]) -> Compared | None:
    """What the first interpreter finds in which the peer is installed."""
    for python in interpreters:
        done = subprocess.run([python, "-c", code, *arguments], capture_output=True, text=True, check=False, encoding="utf-8")
        if done.returncode == 0:
            took, words, strongest, found, release = done.stdout.split()[-5:]
            return Compared(float(took), int(words), strongest, float(found), release)
        if "ModuleNotFoundError" not in done.stderr:
            print(done.stderr, file=sys.stderr)
    return None


def segmented(tokenise: Callable[[str], Iterable[tuple[str, int, int]]]) -> Callable[[str], list[str]]:
    """Words of a text by a segmenter, without marks."""
    return lambda text: [token for token, *_ in tokenise(text) if is_word(token)]


def row(what: str, scale: float, found: Compared | None) -> dict[str, object]:
    """A row of the table."""
    if found is None:
        return {"what": what, "seconds per 100 MB": "not installed", "compared": ""}
    strongest = f", strongest {found.strongest}, G2 {found.g2:.1f}"
    return {
        "what": f"{what} {found.release}".strip(),
        "seconds per 100 MB": f"{found.seconds * scale:.0f}",
        "compared": f"{found.words} words{strongest}",
    }


def compare_formulas(articles: list[str], scale: float) -> dict[str, object]:
    """The row of formulas: cleaned, found, counted, compared."""
    corpus = make_corpus(articles)
    start = time.perf_counter()
    counts = count_hits(corpus, sizes=measure_texts(corpus, segmenter="none"))
    found = compare_periods(corpus, counts, "2026", "2016")
    took = time.perf_counter() - start
    return {
        "what": "formulas: cleaned, found, counted, compared, intervals resampled",
        "seconds per 100 MB": f"{took * scale:.0f}",
        "compared": f"{len(found)} formulas",
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="an interpreter in which a peer is")
    args = parser.parse_args()
    articles = list(make_articles(args.megabytes))
    scale, sides = 100 / megabytes_of(articles), [articles[::2], articles[1::2]]
    jieba_tokenizer()  # loaded once a process
    rows = [compare_formulas(articles, scale)]
    quick = segmented(tokenise_zh_fast) if release("rjieba") else None
    rows.append(row("words by rjieba, counted and compared", scale, own(sides, quick) if quick else None))
    rows.append(row("words by jieba, counted and compared", scale, own(sides, segmented(tokenise_zh))))
    given = [[" ".join((quick or segmented(tokenise_zh))(text)) for text in side] for side in sides]
    rows.append(row("words given, counted and compared", scale, own(given, str.split)))
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / name) for name in ("one.txt", "other.txt")]
        for path, side in zip(paths, given, strict=True):
            Path(path).write_text("\n".join(side), encoding="utf-8")
        for name, code in (("pycorpdiff", PYCORPDIFF), ("conc", CONC)):
            found = of_peer(code, [sys.executable, *args.python], [*paths, folder])
            rows.append(row(f"words given, {name}", scale, found))
    print(f"measured on {args.megabytes:.0f} MB\n")
    print_table(pd.DataFrame(rows))


if __name__ == "__main__":
    main()
