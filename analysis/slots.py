"""Slots that follow one another make a spelled-out form, and heads of slots a paraphrase of it.

Slots are joined by no more than a list comma or an 'and'; a form with all its slots may be split by a little text
(好邻居、好朋友，是志同道合的好同志、好伙伴). Where two kinds apply: partial, then variant, then reordered, then full.

>>> from analysis.fold import form_key
>>> key = form_key("好邻居、好伙伴、好兄弟、好同志", "zh")
>>> found = [Slot(1, False, 0, 3), Slot(4, False, 4, 7), Slot(2, True, 8, 11), Slot(3, False, 12, 15)]
>>> find_chains(found, key, "zh", 4)
[Chain(kind='variant', slots='1-4-2*-3', start=0, end=15)]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

GAP = 16  # characters of other words between two slots of one form
_JOINT = {"zh": re.compile("[，；·]?(?:和|与|及|以及)?"), "vi": re.compile("[,;]? ?(?:và )?")}
_SPLIT = {"zh": re.compile(f"；|[^。；！？：\n]{{0,{GAP}}}"), "vi": re.compile(f"; ?|[^.;!?:\n]{{0,{2 * GAP}}}")}
_BETWEEN_HEADS = {"zh": re.compile("[，；]?(?:和|与|及|以及)?[\u4e00-\u9fff]{0,6}"), "vi": re.compile(r"[^.;!?:\n]{0,60}")}


class Slot(NamedTuple):
    """A slot where it stands in a key; `exchanged` if by another than its first wording."""

    number: int
    exchanged: bool
    start: int
    end: int


class Chain(NamedTuple):
    """Slots that make a form, in a key."""

    kind: str
    slots: str
    start: int
    end: int


def find_chains(found: Sequence[Slot], key: str, language: str, size: int) -> list[Chain]:
    """The spelled-out forms of one formula of `size` slots: unbroken ones, then split ones, then parts of one."""
    if len({slot.number for slot in found}) < 2:
        return []
    left = list(found)
    chains = []
    for joint in (_JOINT[language], _SPLIT[language]):
        whole = [run for run in _runs(left, key, joint, size) if len(run) == size]
        chains += [_chain(run, size) for run in whole]
        ranges = [(run[0].start, run[-1].end) for run in whole]
        left = [slot for slot in left if not _is_inside(slot, ranges)]
    return chains + [_chain(run, size) for run in _runs(left, key, _JOINT[language]) if len(run) > 1]


def _is_inside(slot: Slot, ranges: list[tuple[int, int]]) -> bool:
    """Whether a slot begins in one of the ranges, which are in order and apart."""
    number = bisect_right(ranges, (slot.start, float("inf"))) - 1
    return number >= 0 and slot.start < ranges[number][1]


def _runs(found: Sequence[Slot], key: str, joint: re.Pattern[str], size: int = 0) -> list[list[Slot]]:
    """Slots in order of place, cut where they are not joined, and where one of them comes again.

    size : a form has so many; a slot that comes again before that drops what stands before its first place
    """
    runs: list[list[Slot]] = []
    for slot in sorted(found, key=lambda slot: (slot.start, -slot.end)):
        run = runs[-1] if runs else []
        if run and slot.start < run[-1].end:
            continue  # inside the slot before it
        numbers = [member.number for member in run]
        joined = bool(run) and len(run) != size and joint.fullmatch(key, run[-1].end, slot.start)
        if joined and slot.number not in numbers:
            run.append(slot)
        elif joined and size:
            runs[-1] = [*run[numbers.index(slot.number) + 1 :], slot]
        else:
            runs.append([slot])
    return runs


def _chain(run: list[Slot], size: int) -> Chain:
    order = [slot.number for slot in run]
    if len(run) < size:
        kind = "partial"
    elif any(slot.exchanged for slot in run):
        kind = "variant"
    else:
        kind = "full" if order == sorted(order) else "reordered"
    slots = "-".join(f"{slot.number}{'*' if slot.exchanged else ''}" for slot in run)
    return Chain(kind, slots, run[0].start, run[-1].end)


def find_paraphrases(found: Sequence[Slot], key: str, language: str, size: int) -> list[Chain]:
    """Places where at least two thirds of the heads of a formula follow one another, with other words than its own.

    >>> key = "增进政治互信，推进安全合作，深化务实合作"
    >>> find_paraphrases([Slot(1, False, 2, 6), Slot(2, False, 9, 13), Slot(3, False, 16, 20)], key, "zh", 4)
    [Chain(kind='paraphrase', slots='1-2-3', start=2, end=20)]
    """
    return [
        Chain("paraphrase", "-".join(str(slot.number) for slot in run), run[0].start, run[-1].end)
        for run in _runs(found, key, _BETWEEN_HEADS[language])
        if 3 * len(run) >= 2 * size and all(one.end < other.start for one, other in pairwise(run))
    ]
