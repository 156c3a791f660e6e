"""Clauses of real texts aligned by reading (tests/oracles/aligned). The format stands in the README there."""

import csv
from collections.abc import Iterable
from pathlib import Path

from edited import Operation

ALIGNED = Path(__file__).parent / "oracles" / "aligned"
GOVERNMENT = ALIGNED / "government-2008-2013.csv"


def read_aligned(source: Path = GOVERNMENT, doubtful: bool = True) -> list[Operation]:
    """The rows of a hand alignment; without the doubtful ones if so asked.

    >>> read_aligned()[0]
    Operation(change='kept', edit='', a=((0, 7),), b=((0, 7),))
    """
    with source.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if doubtful or not row["note"].startswith("doubtful")]
    return [Operation(row["change"], row["edit"], _ranges(row["a"]), _ranges(row["b"])) for row in rows]


def touching(found: Iterable[Operation], truth: Iterable[Operation]) -> list[Operation]:
    """Of the rows found in whole texts, those with a clause that the hand alignment speaks of: only they can be scored.

    >>> truth = [Operation("dropped", "", ((0, 9),), ())]
    >>> found = [Operation("kept", "", ((0, 9),), ((0, 9),)), Operation("added", "", (), ((9, 20),))]
    >>> touching(found, truth) == found[:1]
    True
    """
    truth = list(truth)
    in_a = {part for operation in truth for part in operation.a}
    in_b = {part for operation in truth for part in operation.b}
    return [operation for operation in found if in_a & set(operation.a) or in_b & set(operation.b)]


def _ranges(field: str) -> tuple[tuple[int, int], ...]:
    """`120-140+150-170` -> its ranges; an empty field has none."""
    parts = (part.split("-") for part in field.split("+") if part)
    return tuple((int(start), int(end)) for start, end in parts)
