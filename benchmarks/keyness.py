"""Counts and keyness of two halves of a corpus beside pycorpdiff and conc: seconds per 100 MB. Ratios in one run.

python benchmarks/keyness.py [--megabytes N] [--python PATH ...] prints a Markdown table. Neither peer segments Chinese; they
get words parted by spaces, whose making is not in their time, and count those. pycorpdiff wants an older pandas than this
package: such peers are looked for in further interpreters, each given by --python.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from news import make_articles, make_corpus, megabytes_of
from peers import release, seconds
from scan import print_table

from analysis.compare import compare_periods
from analysis.count import count_hits, measure_texts
from analysis.keyness import adjust, exact_test, g2, log_ratio
from analysis.tokenise import is_word, jieba_tokenizer, tokenise_zh, tokenise_zh_fast

PYCORPDIFF = """
import sys, time
import pandas as pd, pycorpdiff
sides = [open(path, encoding="utf-8").read().split("\\n") for path in sys.argv[1:3]]
start = time.perf_counter()
one, other = (pycorpdiff.from_dataframe(pd.DataFrame({"text": side})) for side in sides)
table = pycorpdiff.compare(one, other).keyness(min_count=1).to_df()
print(time.perf_counter() - start, len(table), pycorpdiff.__version__)
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
print(time.perf_counter() - start, len(table), conc.__version__)
"""


def own_words(sides: list[list[str]], cut: object) -> int:
    """Word counts of both sides and their keyness: G2, log ratio, exact p adjusted over all words."""
    counts = [Counter(token for text in side for token, *_ in cut(text) if is_word(token)) for side in sides]
    words = sorted(counts[0] | counts[1])
    a, b = (np.array([count[word] for word in words]) for count in counts)
    g2(a, b, a.sum(), b.sum())
    log_ratio(a, b, a.sum(), b.sum())
    adjust(exact_test(a, b, a.sum(), b.sum()))
    return len(words)


def peer(code: str, interpreters: list[str], arguments: list[str]) -> tuple[float, int, str] | None:
    """Seconds, words and version by the first interpreter in which the peer is installed."""
    for python in interpreters:
        done = subprocess.run([python, "-c", code, *arguments], capture_output=True, text=True, check=False, encoding="utf-8")
        if done.returncode == 0:
            took, words, release = done.stdout.split()[-3:]
            return float(took), int(words), release
        if "ModuleNotFoundError" not in done.stderr:
            print(done.stderr, file=sys.stderr)
    return None


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="an interpreter in which a peer is")
    args = parser.parse_args()
    articles = list(make_articles(args.megabytes))
    scale, corpus, sides = 100 / megabytes_of(articles), make_corpus(articles), [articles[::2], articles[1::2]]
    jieba_tokenizer()  # loaded once a process
    rows: list[dict[str, object]] = []

    def add(what: str, took: float | None, things: object) -> None:
        rows.append(
            {"what": what, "seconds per 100 MB": f"{took * scale:.0f}" if took else "not installed", "compared": things}
        )

    def formulas() -> pd.DataFrame:
        counts = count_hits(corpus, sizes=measure_texts(corpus, segmenter="none"))
        found.append(compare_periods(corpus, counts, "2026", "2016"))
        return found[0]

    found: list[pd.DataFrame] = []
    add("formulas: cleaned, found, counted, compared (resampled intervals too)", seconds(formulas), f"{len(found[0])} formulas")
    for name, cut in (("rjieba", tokenise_zh_fast), ("jieba", tokenise_zh)):
        words: list[int] = []
        took = seconds(lambda cut=cut, words=words: words.append(own_words(sides, cut))) if release(name) else None
        add(f"words by {name}, counted and compared", took, f"{words[0]} words" if words else "")
    with tempfile.TemporaryDirectory() as folder:
        paths = [str(Path(folder) / name) for name in ("one.txt", "other.txt")]
        cut = tokenise_zh_fast if release("rjieba") else tokenise_zh
        for path, side in zip(paths, sides, strict=True):
            lines = (" ".join(token for token, *_ in cut(text) if is_word(token)) for text in side)
            Path(path).write_text("\n".join(lines), encoding="utf-8")
        for name, code in (("pycorpdiff", PYCORPDIFF), ("conc", CONC)):
            done = peer(code, [sys.executable, *args.python], [*paths, folder])
            add(f"{name} {done[2] if done else ''}, words given", done and done[0], f"{done[1]} words" if done else "")
    print(f"measured on {args.megabytes:.0f} MB\n")
    print_table(pd.DataFrame(rows))


if __name__ == "__main__":
    main()
