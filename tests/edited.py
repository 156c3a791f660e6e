"""Edited texts with their truth: an invented text A, its edited version B, and which clauses of A became which of B.

`make_edited(seed, language, share)` makes one; `NEAR` and `HEAVY` are shares for texts close to each other and far apart.
`score_operations(truth, found)` says how much of the truth an aligner found. In B a moved block jumps over at least twice its
own characters, a changed clause keeps at least 0.6 of its own, and a new clause shares at most 0.45 with any other.
"""

import itertools
import random
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from clauses import Range, cut_clauses
from edits import Draft, Step, edit
from invented import Piece, Writer

NEAR, MIDDLE, HEAVY = 0.08, 0.3, 0.5
CHANGES = ("kept", "changed", "added", "dropped", "moved")


class Operation(NamedTuple):
    """One row of an alignment: the change, for moved rows whether kept or changed, and the clauses of both texts."""

    change: str
    edit: str
    a: tuple[Range, ...]
    b: tuple[Range, ...]


class Edited(NamedTuple):
    """Two texts and the operations between them: in A's order, each with what was added behind it in B."""

    a: str
    b: str
    operations: list[Operation]


def make_edited(seed: int, language: str, share: float = MIDDLE) -> Edited:
    """An invented text of 40 to 150 clauses and its edited version; about `share` of the clauses are edited.

    >>> one = make_edited(1, "zh", NEAR)
    >>> one == make_edited(1, "zh", NEAR), sorted({operation.change for operation in one.operations} - set(CHANGES))
    (True, [])
    """
    rng = random.Random(seed)
    writer = Writer(rng, language)
    paragraphs = writer.text(rng.randint(40, 135))
    written = list(writer.written)
    gap = rng.choice(("\n", "\n\n"))
    a, in_a = write_text(paragraphs, language, gap)
    while True:
        writer.written = list(written)
        draft = Draft(paragraphs, writer)
        edit(draft, share)
        b, in_b = write_text(_paragraphs_of(draft.steps), language, gap)
        operations = _operations(draft.steps, in_a, in_b)
        # Taken only if it says what was meant: B is cut into these clauses, and the moved rows are those that moved.
        if in_b == cut_clauses(b, language) and moves_are_clear(operations):
            return Edited(a, b, operations)


def score_operations(truth: Iterable[Operation], found: Iterable[Operation]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the operations: overall, without the kept ones, and per change.

    An operation is found if change, edit and the sets of clauses on both sides are the same. Precision is same/found, recall
    same/truth, F1 2·same/(found + truth); nan where nothing could be right. The counts stand beside them: to score several
    texts, add the counts up.

    >>> truth = [Operation("kept", "", ((0, 9),), ((0, 9),)), Operation("dropped", "", ((9, 20),), ())]
    >>> score = score_operations(truth, [truth[0], Operation("changed", "", ((9, 20),), ((9, 14),))])
    >>> score["overall"]["f1"], score["without kept"]["f1"], score["kept"]["recall"]
    (0.5, 0.0, 1.0)
    """
    keys = [Counter((o.change, o.edit, frozenset(o.a), frozenset(o.b)) for o in rows) for rows in (truth, found)]
    groups = {"overall": CHANGES, "without kept": CHANGES[1:]} | {change: (change,) for change in CHANGES}
    return {name: _rates(*(_only(rows, changes) for rows in keys)) for name, changes in groups.items()}


def _only(rows: Counter, changes: tuple[str, ...]) -> Counter:
    return Counter({key: times for key, times in rows.items() if key[0] in changes})


def _rates(truth: Counter, found: Counter) -> dict[str, float]:
    same, in_truth, in_found = (truth & found).total(), truth.total(), found.total()
    rates = {"precision": (same, in_found), "recall": (same, in_truth), "f1": (2 * same, in_found + in_truth)}
    counts = {"same": same, "truth": in_truth, "found": in_found}
    return {name: part / whole if whole else float("nan") for name, (part, whole) in rates.items()} | counts


def write_text(paragraphs: list[list[Piece]], language: str, gap: str = "\n") -> tuple[str, list[Range]]:
    """The text of paragraphs of clauses, and the range of each clause with the white space behind it.

    >>> from invented import Word
    >>> write_text([[Piece((Word("hai bên", "actor"), Word("họp", "verb")), ",")]], "vi")
    ('Hai bên họp.\\n', [(0, 13)])
    """
    text, ranges = "", []
    for pieces in paragraphs:
        starts = True
        for at, piece in enumerate(pieces):
            start = len(text)
            words = _words(piece, language)
            text += words[0].upper() + words[1:] if starts else words
            end = (
                piece.end
                if at + 1 < len(pieces) or piece.role in ("heading", "salutation")
                else "。"
                if language == "zh"
                else "."
            )
            text += end + (gap if at + 1 == len(pieces) else "" if language == "zh" else " ")
            starts = end == "."
            ranges.append((start, len(text)))
    return text, ranges


def _words(piece: Piece, language: str) -> str:
    if language == "zh":
        return "".join(word.text for word in piece.words)
    words = " ".join(word.text for word in piece.words).replace(" ,", ",")
    number, _, rest = words.partition(" ")
    return f"{number} {rest[0].upper()}{rest[1:]}" if piece.role == "heading" else words


def _paragraphs_of(steps: list[Step]) -> list[list[Piece]]:
    pieces = ((step.paragraph, piece) for step in steps for piece in step.b)
    return [[piece for _, piece in group] for _, group in itertools.groupby(pieces, key=lambda one: one[0])]


def _operations(steps: list[Step], in_a: list[Range], in_b: list[Range]) -> list[Operation]:
    """The steps with their ranges, what has a place in A by that place, what is new behind the step before it."""
    ranges, rows, last = iter(in_b), [], -1
    for step in steps:
        last = step.a[0] if step.a else last
        row = Operation(step.change, step.edit, tuple(in_a[at] for at in step.a), tuple(itertools.islice(ranges, len(step.b))))
        rows.append((last, row))
    return [row for _, row in sorted(rows, key=lambda one: one[0])]


def moves_are_clear(operations: list[Operation]) -> bool:
    """Whether the rows in place are the heaviest chain (characters of A) with one order in both texts, by a clear margin.

    The heaviest chain through each moved row must be lighter than the chain in place by ten characters and by half the row.

    >>> def row(change, a, b):
    ...     return Operation(change, "kept" if change == "moved" else "", ((a, a + 20),), ((b, b + 20),))
    >>> moves_are_clear([row("moved", 0, 60), row("kept", 20, 0), row("kept", 40, 20)])
    True
    >>> moves_are_clear([row("kept", 0, 60), row("moved", 20, 0), row("moved", 40, 20)])
    False
    """
    rows = sorted((o for o in operations if o.a and o.b), key=lambda o: o.a)
    sizes = [sum(end - start for start, end in row.a) for row in rows]
    before = _heaviest(rows, sizes)
    after = _heaviest([r._replace(b=tuple((-e, -s) for s, e in r.b)) for r in reversed(rows)], sizes[::-1])[::-1]
    in_place = [row for row in rows if row.change != "moved"]
    weight = sum(size for row, size in zip(rows, sizes, strict=True) if row.change != "moved")
    ordered = all(one.b < two.b for one, two in itertools.pairwise(in_place))
    through = zip(rows, sizes, before, after, strict=True)
    return ordered and all(b + a - s <= weight - max(10, s / 2) for row, s, b, a in through if row.change == "moved")


def _heaviest(rows: list[Operation], sizes: list[int]) -> list[int]:
    """For each row the weight of the heaviest chain that ends in it."""
    best: list[int] = []
    for at, (row, size) in enumerate(zip(rows, sizes, strict=True)):
        best.append(size + max((best[back] for back in range(at) if rows[back].b < row.b), default=0))
    return best
