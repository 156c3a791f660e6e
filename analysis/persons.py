"""Persons whom a text names: those of people.toml, and those whom only their titles introduce, with the side these tell.

>>> from analysis.clean import clean_text
>>> text = "越南外交部长裴青山和老挝总理宋赛会见广宁省委书记阮文强。阮文强很高兴。"
>>> persons = Persons(Surroundings(clean_text(text, "zh"), "SRV"), "SRV")
>>> [(text[part.start : part.end], part.side) for part in persons.between(0, len(text))]
[('裴青山', 'SRV'), ('宋赛', 'other'), ('阮文强', 'SRV'), ('阮文强', 'SRV')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from analysis.countries import Mention
from analysis.people import SIDE_OF, read_people
from analysis.referents import NEAR, Surroundings
from analysis.speech_rules import RULES, find_name

BOTH_SIDES = frozenset({"CHN", "VNM"})


class Part(NamedTuple):
    """A piece of a noun phrase: a country, a title, a name.

    words : the full name, where only a part of it stands here
    """

    start: int
    end: int
    kind: str
    countries: frozenset[str] = frozenset()
    side: str = ""
    person: str = ""
    words: str = ""


def side_of(countries: frozenset[str]) -> str:
    """Whose voice a set of countries is: China and Vietnam together joint, either with a third other; '' for none."""
    if countries >= BOTH_SIDES:
        return "joint"
    return SIDE_OF.get(next(iter(countries)), "other") if len(countries) == 1 else "other" if countries else ""


class Introduced(NamedTuple):
    """A name, text[start:end], right behind a title that begins at `title`: of somebody whom no list has.

    outsider : the title is a word for those who are nobody's official voice
    """

    start: int
    end: int
    title: int
    behind: int
    outsider: bool


class Persons:
    """Who is named in one document; which side is his, only where somebody asks."""

    def __init__(self, about: Surroundings, home: str = "") -> None:
        """`home` : the side whose text it is, where that is known; a title without a country is then its own."""
        self.about, self.home = about, home
        self.text, self.language = about.cleaned.text, about.cleaned.language
        self.rules = RULES[self.language]
        self.people = read_people()
        self._agreed_so_far: dict[str, list[Part | None]] = {}
        self._met: dict[str, Part] = {}  # those of `_learned` whom somebody asked for

    @cached_property
    def _known(self) -> list[Part]:
        """Everybody of people.toml whom the text names, in order."""
        return [
            Part(start, end, "person", side=self.people.side(who), person=who)
            for (start, end), who in self.people.find_names(self.text, self.language)
        ]

    @cached_property
    def titles(self) -> dict[str, list[tuple[int, Part | Introduced | None]]]:
        """Every title by its words, in order: its place, and who is named with it, None where nobody is."""
        starts = [part.start for part in self._known]
        titles: dict[str, list[tuple[int, Part | Introduced | None]]] = defaultdict(list)
        for match, outsider in self._introductions():
            start, end = match.span()
            following = bisect_left(starts, end)
            who: Part | Introduced | None = None
            if following < len(starts) and self.rules.modifier.fullmatch(self.text, end, starts[following]):
                who = self._known[following]
            elif name := self._name_introduced(start, end):
                who = Introduced(*name, start, end, outsider)
            titles[match.group()].append((start, who))
        return titles

    def _introductions(self) -> Iterator[tuple[re.Match[str], bool]]:
        """Titles and words for outsiders in order of place, and whether it is the latter."""
        found = [(match, False) for match in self.rules.titles.finditer(self.text)]
        found += [(match, True) for match in self.rules.outsiders.finditer(self.text)]
        yield from sorted(found, key=lambda one: one[0].start())

    def _name_introduced(self, start: int, end: int) -> tuple[int, int] | None:
        """Range of a name behind a title, text[start:end]; names that only a foreigner can have, behind a foreign title."""
        if (name := self._name_behind(end, foreign=False)) or self.language == "vi":
            return name
        name = self._name_behind(end, foreign=True)
        return name if name and self._side_before(start) == "other" else None

    def _part(self, one: Introduced) -> Part:
        """Somebody whom a title introduces, with his side."""
        side = "other" if one.outsider else self._side_of_title(one.title, one.behind, (one.start, one.end))
        return Part(one.start, one.end, "person", side=side)

    def _side_of_title(self, start: int, end: int, name: tuple[int, int]) -> str:
        """The side of somebody whom no list has, by the country of his title; without an office he is a private person."""
        if self.rules.addressed.match(self.text, start):
            return self._side_in_apposition(name[1])
        placed = self._side_before(start) or self._side_behind(end, name[0]) or self._side_in_apposition(name[1], office=True)
        return placed or ("" if self.rules.unplaced.match(self.text, start, end) else self.home)

    def _side_in_apposition(self, end: int, office: bool = False) -> str:
        """The side that words between commas behind a name tell: Ông Nam, Thứ trưởng Ngoại giao Việt Nam, …

        office : he has one before his name; without any he is a private person, of no side
        """
        words = self.rules.apposition.match(self.text, end)
        if (
            words is None
            or not (office or self.rules.titles.search(words.group()))
            or self.rules.outsiders.search(words.group())
        ):
            return "" if office else "other"
        named = [one for one in self._named_behind(end) if one.start < words.end()]
        if any(one.names == {"organisations"} for one in named):
            return "other"
        return side_of(named[0].names) if named else "" if office else self.home

    def _side_before(self, at: int) -> str:
        """The side of the country that stands before a title in its noun phrase; '' if none does."""
        mentions = self.about.mentions(self.about.sentence_at(at))
        number = bisect_right(mentions, at, key=lambda mention: mention.end)
        nearest = next((one for one in reversed(mentions[max(0, number - NEAR) : number]) if not self.is_post(one.start)), None)
        if nearest and not nearest.pair and self.rules.modifier.fullmatch(self.text, nearest.end, at):
            return "other" if nearest.names == {"organisations"} else side_of(nearest.names)
        return ""

    def _name_behind(self, end: int, foreign: bool) -> tuple[int, int] | None:
        """Range of a name behind a title, or behind the title's country: Bí thư Khu ủy Quảng Tây Lưu Ninh."""
        if self.language == "vi":
            for mention in self._named_behind(end):
                if self.rules.modifier.fullmatch(self.text, end, mention.start):
                    return find_name(self.text, mention.end, "vi")
        return find_name(self.text, end, self.language, foreign)

    def _side_behind(self, end: int, at: int) -> str:
        """The side of the country between a title and its name, where Vietnamese has it; '' if there is none."""
        between = (one for one in self._named_behind(end) if one.end <= at and not self.is_post(one.start))
        first = next(between, None)
        return side_of(first.names) if first else ""

    def _named_behind(self, at: int) -> list[Mention]:
        """What is named behind a place in its sentence; of a list of hundreds the nearest."""
        mentions = self.about.mentions(self.about.sentence_at(at))
        number = bisect_left(mentions, (at,))
        return mentions[number : number + NEAR]

    def is_post(self, at: int) -> bool:
        """Whether a country is where somebody is posted: Đại sứ tại Bắc Kinh."""
        return bool(self.rules.stationed.search(self.text[max(0, at - 12) : at] + "\0"))

    @cached_property
    def _learned(self) -> dict[str, list[Introduced]]:
        """Names that a title introduces somewhere, each where it first does; there two titles may stand before one name."""
        learned: dict[str, list[Introduced]] = {}
        for one in sorted(who for places in self.titles.values() for _, who in places if isinstance(who, Introduced)):
            firsts = learned.setdefault(self.text[one.start : one.end], [])
            if not firsts or firsts[0].start == one.start:
                firsts.append(one)
        return learned

    @cached_property
    def _again(self) -> list[tuple[int, int]]:
        """Where names that a title introduces somewhere stand, in order, but for those in names of people.toml."""
        from ahocorasick_rs import AhoCorasick, MatchKind

        if not self._learned:
            return []
        known = [part.start for part in self._known]
        automaton = AhoCorasick(list(self._learned), matchkind=MatchKind.LeftmostLongest)
        return [
            (start, end)
            for _, start, end in automaton.find_matches_as_indexes(self.text)
            for before in [bisect_left(known, end)]
            if not before or self._known[before - 1].end <= start
        ]

    def _meet(self, words: str) -> Part:
        """Whose name words are that a title introduces somewhere."""
        if words not in self._met:
            self._met[words] = min(self._part(one) for one in self._learned[words])
        return self._met[words]

    def known(self, first: int, last: int) -> list[Part]:
        """Those of people.toml whom text[first:last] names in full."""
        return self._known[bisect_left(self._known, (first,)) : bisect_left(self._known, (last,))]

    def between(self, first: int, last: int) -> list[Part]:
        """Everybody whom text[first:last] names in full."""
        again = self._again[bisect_left(self._again, (first,)) : bisect_left(self._again, (last,))]
        met = [self._meet(self.text[start:end])._replace(start=start, end=end) for start, end in again]
        return sorted([*self.known(first, last), *met])

    def short_names(self, first: int, last: int) -> list[Part]:
        """Somebody named before by one syllable of his name: bà Hằng, ông Vương."""
        found = []
        for match in self.rules.short.finditer(self.text, first, last):
            named = self._by_syllable.get(match["name"], [])
            if before := bisect_left(named, match.start(), key=lambda part: part.start):
                part = named[before - 1]
                words = self.text[part.start : part.end]
                found.append(part._replace(start=match.start(), end=match.end(), words=words))
        return found

    @cached_property
    def _by_syllable(self) -> dict[str, list[Part]]:
        """For each syllable of a name the places where somebody who has it is named in full, in order."""
        found: dict[str, list[Part]] = defaultdict(list)
        for part in self.between(0, len(self.text)):
            for syllable in set(self.text[part.start : part.end].split()):
                found[syllable].append(part)
        return dict(found)

    def named_with(self, words: str, at: int, is_office: bool) -> Part | None:
        """Whoever was last named with a title before a place, if all who were are of one side.

        An office that stands without a name before anybody is named with it is known to the readers: their own country's.
        """
        places = self.titles[words]
        alone_first = is_office and bool(places) and places[0][1] is None
        number = bisect_left(places, at, key=lambda one: one[0])
        return self._agreed(words)[number - 1] if number and not alone_first else None

    def _agreed(self, words: str) -> list[Part | None]:
        """For every place of a title who was last named with it so far, if all who were are of one side."""
        if words not in self._agreed_so_far:
            last: Part | None = None
            sides: set[str] = set()
            agreed: list[Part | None] = []
            for _, who in self.titles[words]:
                if who is not None:
                    last = self._part(who) if isinstance(who, Introduced) else who
                    sides.add(last.side)
                agreed.append(last if len(sides) == 1 else None)
            self._agreed_so_far[words] = agreed
        return self._agreed_so_far[words]
