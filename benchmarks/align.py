"""How well known operations are found, and how long two long texts take.

    python benchmarks/align.py [FILE FILE]

First the F1 of a hundred texts a language edited by known operations (tests/edited.py); then, for two files of one language,
seconds and memory of an alignment once the segmenter is loaded, and what it comes to.
"""

from __future__ import annotations

import argparse
import random
import resource
import runpy
import time
from pathlib import Path

from analysis.align import align_sides, align_texts, alignment_table, read_side
from analysis.clean import clean_text
from analysis.decode import recognise_language
from analysis.summary import measure_alignment

EDITED = Path(__file__).parent.parent / "tests" / "edited.py"


def find_f1(language: str, texts: int = 100) -> float:
    """F1 of rows over texts with known operations: right if change, edit and clauses are."""
    edited_pair = runpy.run_path(str(EDITED))["edited_pair"]
    right = found = made = 0
    for seed in range(texts):
        first, second, expected = edited_pair(random.Random(seed), language)
        rows = align_texts(clean_text(first, language), clean_text(second, language))
        actual = {(row.change, row.edit, tuple(row.first), tuple(row.second)) for row in rows}
        right, found, made = right + len(actual & expected), found + len(actual), made + len(expected)
    return 2 * right / (found + made)


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="two texts of one language, the earlier one first")
    files = parser.parse_args().files
    for language in ("zh", "vi"):
        print(f"{language}: F1 of rows {find_f1(language):.3f}")
    if len(files) == 2:
        texts = [file.read_text(encoding="utf-8") for file in files]
        start = time.perf_counter()
        sides = [read_side(clean_text(text, recognise_language(text))) for text in texts]
        rows = align_sides(*sides)
        seconds, memory = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        clauses = " and ".join(str(len(side.clauses)) for side in sides)
        print(
            f"{' and '.join(str(len(text)) for text in texts)} characters, {clauses} clauses: {seconds:.1f} s, {memory:.0f} MB"
        )
        print(measure_alignment(alignment_table(*sides, rows)).to_string(index=False))


if __name__ == "__main__":
    main()
