"""How long two long texts take, clause by clause, and how far a reader agrees.

    PYTHONPATH=tests python benchmarks/align.py FILE FILE [--read]

Seconds and memory of an alignment once the segmenter is loaded, and what it comes to. With --read the files are the two
government reports of tests/oracles/aligned: F1 against the hand alignment, and every row that differs.
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from analysis.align import Row, Side, align_sides, alignment_table, read_side
from analysis.clauses import clause_range
from analysis.clean import clean_text
from analysis.decode import recognise_language
from analysis.summary import measure_alignment


def compare_with_reader(texts: list[str], sides: list[Side], rows: list[Row]) -> None:
    """F1 against the hand alignment, all rows and those not doubtful, then the rows that differ."""
    from aligned import Operation, read_aligned, touching
    from clauses import cut_clauses
    from edited import score_operations

    cuts = [cut_clauses(text, "zh") for text in texts]
    found = [
        Operation(
            row.change,
            row.edit,
            *(_own(side, row_side, cut) for side, row_side, cut in zip(sides, (row.first, row.second), cuts, strict=True)),
        )
        for row in rows
    ]
    for doubtful in (True, False):
        truth = read_aligned(doubtful=doubtful)
        result = score_operations(truth, touching(found, truth))["overall"]
        which = "all rows" if doubtful else "rows not doubtful"
        print(f"{which}: {result['same']} of {result['truth']} found, F1 {result['f1']:.3f}")
    truth = read_aligned()
    for row in sorted(set(truth) - set(found), key=lambda row: row.a or row.b):
        print("read ", row.change, row.edit, *(_words(text, part) for text, part in zip(texts, (row.a, row.b), strict=True)))
        for other in touching(found, [row]):
            print(
                "found",
                other.change,
                other.edit,
                *(_words(text, part) for text, part in zip(texts, (other.a, other.b), strict=True)),
            )


def _own(side: Side, numbers: range, cut: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The oracle's clauses that begin inside ours: cleaning joins lines, so that some of ours hold two of them."""
    ranges = [clause_range(side.cleaned, side.clauses[n].first, side.clauses[n].last) for n in numbers]
    return tuple(one for one in cut if any(start <= one[0] < end for start, end in ranges))


def _words(text: str, ranges: tuple[tuple[int, int], ...]) -> str:
    return "「" + " / ".join(" ".join(text[start:end].split()) for start, end in ranges) + "」"


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs=2, type=Path, metavar="FILE", help="two texts of one language, the earlier one first")
    parser.add_argument("--read", action="store_true", help="compare with the hand alignment of these two reports")
    args = parser.parse_args()
    if args.files:
        texts = [file.read_text(encoding="utf-8") for file in args.files]
        start = time.perf_counter()
        sides = [read_side(clean_text(text, recognise_language(text))) for text in texts]
        rows = align_sides(*sides)
        seconds, memory = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        clauses = " and ".join(str(len(side.clauses)) for side in sides)
        print(
            f"{' and '.join(str(len(text)) for text in texts)} characters, {clauses} clauses: {seconds:.1f} s, {memory:.0f} MB"
        )
        print(measure_alignment(alignment_table(*sides, rows)).to_string(index=False))
        if args.read:
            compare_with_reader(texts, sides, rows)


if __name__ == "__main__":
    main()
