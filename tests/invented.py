"""Invented texts in the style of government reports and joint statements; words and clauses stand in invented.toml."""

import random
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from clauses import words_of

LIKE = 0.45  # clauses that share more of their characters than this would be look-alikes
FIGURES = ("ordinal", "date", "figure", "percent", "city", "name")  # kinds that change alone from year to year
CONTENT = ("adverb", "verb", "area", "domain", "head", "state", "actor", "role", "meeting", "office", "document", "since")
FIXED, MARK, JOINT = "fixed", "mark", "joint"


class Word(NamedTuple):
    """A word and its kind: one of CONTENT or FIGURES, a formula, or fixed words, a mark, a conjunction that joins two parts."""

    text: str
    kind: str


class Piece(NamedTuple):
    """A clause before it is written: its words, the mark behind it, and what it is (clause, heading, salutation or twin)."""

    words: tuple[Word, ...]
    end: str
    role: str = "clause"


TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ORDINALS = ["", *"一二三四五六七八九"]


class Writer:
    """Writes clauses none of which looks like another: at most `LIKE` of the characters (Chinese) or syllables are shared."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng, self.language = rng, language
        self.words, self.grammar = TABLES[language]["words"], TABLES[language]["grammar"]
        self.written: list[Counter] = []

    def word(self, kind: str) -> Word:
        """A word of a kind, drawn anew."""
        rng, zh = self.rng, self.language == "zh"
        day = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1996, 2025)
        number = f"{rng.randint(2, 99)}.{rng.randint(1, 9)}" if zh else f"{rng.randint(2, 99)},{rng.randint(1, 9)}"
        drawn = {
            "ordinal": f"第{_in_hanzi(rng.randint(2, 49))}次" if zh else f"lần thứ {rng.randint(2, 30)}",
            "date": "{2}年{1}月{0}日".format(*day) if zh else "ngày {} tháng {} năm {}".format(*day),
            "percent": f"{number}%",
            "figure": number + ("" if zh else " ") + rng.choice(self.words["unit"]),
            "name": rng.choice(self.words["surname"]) + ("" if zh else " ") + rng.choice(self.words["given"]),
        }
        text = drawn[kind] if kind in drawn else rng.choice(self.words[kind])
        if kind == "formula" and rng.random() < 0.5:
            text = f"“{text}”"
        return Word(text, kind)

    def part(self, plain: bool = False) -> tuple[Word, ...]:
        """The words of one clause; a plain one has no comma and none of the kinds that change alone."""
        clauses = [c for c in self.grammar["clauses"] if not plain or not any(m in c for m in (",", "、", "{lead}", *FIGURES))]
        slots = self.rng.choice(clauses).split()
        return tuple(word for slot in slots for word in self._slot(slot))

    def _slot(self, slot: str) -> list[Word]:
        if not slot.startswith("{"):
            return [Word(slot, MARK if slot == "、" else FIXED)]
        kind, _, tail = slot.strip("{").partition("}")
        return [self.word(kind), *([Word(tail, MARK)] if tail else [])]

    def clause(self) -> Piece:
        """A new clause; one in six is two parts joined by a conjunction."""
        while True:
            words = self.part()
            if self.rng.random() < 1 / 6:
                words = (*self.part(plain=True), Word(self.grammar["joint"], JOINT), *self.part(plain=True))
            bag = bag_of(words, self.language)
            if all(shared(bag, other) <= LIKE for other in self.written):
                self.written.append(bag)
                return Piece(words, self.rng.choice(self.grammar["ends"]))

    def heading(self, number: int) -> Piece:
        """A section's heading with its number."""
        sign = f"{_in_hanzi(number)}、" if self.language == "zh" else f"{number}."
        words = (word for slot in self.grammar["heading"].split() for word in self._slot(slot))
        return Piece((Word(sign, FIXED), *words), "", "heading")

    def salutation(self) -> Piece:
        """The same words each time, a line of their own."""
        return Piece((Word(self.grammar["salutation"], FIXED),), self.grammar["exclamation"], "salutation")

    def paragraph(self, clauses: int) -> list[Piece]:
        """New clauses; sometimes one comes again with another figure or field, as such texts repeat themselves."""
        pieces = [self.clause() for _ in range(clauses)]
        twin = self.rng.choice(pieces)
        if clauses > 3 and self.rng.random() < 0.2 and any(word.kind == "domain" for word in twin.words):
            pieces[pieces.index(twin)] = twin._replace(role="twin")
            words = tuple(self.word(w.kind) if w.kind in ("domain", "figure", "percent") else w for w in twin.words)
            pieces.append(Piece(words, self.rng.choice(self.grammar["ends"]), "twin"))
        return pieces

    def text(self, clauses: int) -> list[list[Piece]]:
        """Sections with a heading and one to three paragraphs each, salutations between some, at least so many clauses."""
        paragraphs, section = [[self.salutation()]], 1
        while sum(map(len, paragraphs)) < clauses:
            paragraphs.append([self.heading(section)])
            paragraphs += [self.paragraph(self.rng.randint(2, 8)) for _ in range(self.rng.randint(1, 3))]
            section += 1
            if self.rng.random() < 0.25:
                paragraphs.append([self.salutation()])
        return paragraphs


def _in_hanzi(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (ORDINALS[tens] * (tens > 1) + "十") * (tens > 0) + ORDINALS[ones]


def bag_of(words: tuple[Word, ...], language: str) -> Counter:
    """How often each character or syllable stands in words; a syllable counts by its length."""
    bag = Counter(words_of(" ".join(word.text for word in words), language))
    return Counter({unit: times * len(unit) for unit, times in bag.items()})


def shared(bag: Counter, other: Counter) -> float:
    """Share of the characters that two bags have in common: 2·common/(both), an upper bound for any order.

    >>> shared(Counter("abcd"), Counter("abxy"))
    0.5
    """
    return 2 * (bag & other).total() / (bag.total() + other.total())


def stays(piece: Piece, other: Piece, of_first: bool = False) -> float:
    """Share of the characters of both (or of the first) in words that stand in both in the same order."""
    one, two = ([word.text for word in each.words] for each in (piece, other))
    kept = _common(one, two)
    return kept / len("".join(one)) if of_first else 2 * kept / len("".join(one + two))


def same_words(piece: Piece, other: Piece, language: str) -> bool:
    """Whether two clauses differ in marks only."""
    one, two = (words_of(" ".join(word.text for word in each.words), language) for each in (piece, other))
    return one == two


def _common(one: Sequence[str], two: Sequence[str]) -> int:
    """Characters of the longest common subsequence of words."""
    above = [0] * (len(two) + 1)
    for word in one:
        row = [0]
        for at, other in enumerate(two):
            row.append(max(above[at] + len(word) if word == other else 0, above[at + 1], row[at]))
        above = row
    return above[-1]
