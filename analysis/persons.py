"""Persons whom a text names: those of people.toml, and those whom only their titles introduce, with the side these tell.

>>> from analysis.clean import clean_text
>>> text = "越南外交部长裴青山和老挝总理宋赛会见广宁省委书记阮文强。阮文强很高兴。"
>>> persons = Persons(Surroundings(clean_text(text, "zh"), "SRV"), "SRV")
>>> [(text[part.start : part.end], part.side) for part in persons.between(0, len(text))]
[('裴青山', 'SRV'), ('宋赛', 'other'), ('阮文强', 'SRV'), ('阮文强', 'SRV')]
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import compress
from operator import add
from typing import NamedTuple

from analysis.countries import Mention
from analysis.people import SIDE_OF, read_people
from analysis.referents import NEAR, Surroundings
from analysis.speech_rules import RULES, find_name

BOTH_SIDES = frozenset({"CHN", "VNM"})
HEAD = 2  # characters that every name has
LONGEST = 100  # characters of a name that is looked for elsewhere; each length that names have is tried where one may stand


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


class Title(NamedTuple):
    """A title, text[start:end]; `outsider` where it is a word for those who are nobody's official voice."""

    start: int
    end: int
    outsider: bool


class Introduced(NamedTuple):
    """A name, text[start:end], right behind a title: of somebody whom no list has."""

    start: int
    end: int
    title: Title


class Persons:
    """Who is named in one document; titles are looked for in all of it, names behind them only where they may matter."""

    def __init__(self, about: Surroundings, home: str = "") -> None:
        """`home` : the side whose text it is, where that is known; a title without a country is then its own."""
        self.about, self.home = about, home
        self.text, self.language = about.cleaned.text, about.cleaned.language
        self.rules = RULES[self.language]
        self.people = read_people()
        self._agreed_so_far: dict[str, list[Part | None]] = {}
        self._known: dict[int, list[Part]] = {}  # those of people.toml, by paragraph
        self._named: dict[Title, Part | Introduced | None] = {}  # who is named with a title, where somebody asked
        self._met: dict[str, tuple[list[int], dict[str, Part]]] = {}  # whom titles introduce, by the heads of their names

    def _known_at(self, at: int) -> list[Part]:
        """Everybody of people.toml whom the paragraph of a place names, in order.

        In Vietnamese it is the whole text, since there a name may stand in the line behind its title.
        """
        number, first, last = self.about.paragraph_at(at) if self.language == "zh" else (0, 0, len(self.text))
        if number not in self._known:
            self._known[number] = [
                Part(first + start, first + end, "person", side=self.people.side(who), person=who)
                for (start, end), who in self.people.find_names(self.text[first:last], self.language)
            ]
        return self._known[number]

    @cached_property
    def titles(self) -> list[Title]:
        """Every title, then every word for outsiders, each in order of place."""
        titles = [Title(*match.span(), False) for match in self.rules.titles.finditer(self.text)]
        return titles + [Title(*match.span(), True) for match in self.rules.outsiders.finditer(self.text)]

    def _named_at(self, title: Title) -> Part | Introduced | None:
        """Who is named with a title: somebody of people.toml behind it, or a name that it introduces; None if nobody is."""
        if title not in self._named:
            known = self._known_at(title.start)
            following = bisect_left(known, (title.end,))
            who: Part | Introduced | None = None
            if following < len(known) and self.rules.modifier.fullmatch(self.text, title.end, known[following].start):
                who = known[following]
            elif name := self._name_introduced(title):
                who = Introduced(*name, title)
            self._named[title] = who
        return self._named[title]

    def _name_introduced(self, title: Title) -> tuple[int, int] | None:
        """Range of a name behind a title; names that only a foreigner can have, behind a foreign title."""
        if (name := self._name_behind(title.end, foreign=False)) or self.language == "vi":
            return name
        name = self._name_behind(title.end, foreign=True)
        return name if name and self._side_before(title.start) == "other" else None

    def _part(self, one: Introduced) -> Part:
        """Somebody whom a title introduces, with his side."""
        side = "other" if one.title.outsider else self._side_of_title(one.title, (one.start, one.end))
        return Part(one.start, one.end, "person", side=side)

    def _side_of_title(self, title: Title, name: tuple[int, int]) -> str:
        """The side of somebody whom no list has, by the country of his title; without an office he is a private person."""
        start, end, _ = title
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

    def known(self, first: int, last: int) -> list[Part]:
        """Those of people.toml whom text[first:last], of one paragraph, names in full."""
        known = self._known_at(first)
        return known[bisect_left(known, (first,)) : bisect_left(known, (last,))]

    def between(self, first: int, last: int) -> list[Part]:
        """Everybody whom text[first:last] names in full: those of people.toml, and names that a title introduced somewhere."""
        return sorted([*self.known(first, last), *self._again(first, last)])

    def _again(self, first: int, last: int) -> Iterator[Part]:
        """Names that a title introduces somewhere, where they begin in text[first:last], but for those in others' names.

        Of names that overlap the first one counts, and of those in one place the longest.
        """
        text, heads = self.text, self._heads
        end, _ = self.about.sentence_at(first)
        pairs = map(add, text[end:last], text[end + 1 : last + 1])
        begins = map(str.isupper, text[end:last]) if self.language == "vi" else map(heads.__contains__, pairs)
        for at in compress(range(end, last), begins):
            head = text[at : at + HEAD]
            sizes, names = self._introduced(head) if at >= end and head in heads else ([], {})
            words = next((words for size in sizes if (words := text[at : at + size]) in names), "")
            if not words:
                continue
            end = at + len(words)
            known = self._known_at(at)
            before = bisect_left(known, (end,)) - 1
            if at >= first and (before < 0 or known[before].end <= at):
                yield names[words]._replace(start=at, end=end)

    @cached_property
    def _heads(self) -> dict[str, list[Title]]:
        """Titles by the head of a name that may stand behind them; in Chinese it stands right behind."""
        heads: dict[str, list[Title]] = defaultdict(list)
        for title in self.titles:
            at = title.end
            if self.language == "vi":
                who = self._named_at(title)
                at = who.start if who else len(self.text)
            heads[self.text[at : at + HEAD]].append(title)
        return dict(heads)

    def _introduced(self, head: str) -> tuple[list[int], dict[str, Part]]:
        """Names with a head that titles introduce, each as it does first, and the lengths that they have, longest first."""
        if head not in self._met:
            found = (who for title in self._heads[head] if isinstance(who := self._named_at(title), Introduced))
            names: dict[str, Part] = {}
            for part in sorted(map(self._part, found)):
                if part.end - part.start <= LONGEST:
                    names.setdefault(self.text[part.start : part.end], part)
            self._met[head] = sorted({len(words) for words in names}, reverse=True), names
        return self._met[head]

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
        titles = self._titles_by_words.get(words, [])
        alone_first = is_office and bool(titles) and self._named_at(titles[0]) is None
        number = bisect_left(titles, (at,))
        return self._agreed(words)[number - 1] if number and not alone_first else None

    @cached_property
    def _titles_by_words(self) -> dict[str, list[Title]]:
        titles: dict[str, list[Title]] = defaultdict(list)
        for title in sorted(self.titles):
            titles[self.text[title.start : title.end]].append(title)
        return dict(titles)

    def _agreed(self, words: str) -> list[Part | None]:
        """For every place of a title who was last named with it so far, if all who were are of one side."""
        if words not in self._agreed_so_far:
            last: Part | None = None
            sides: set[str] = set()
            agreed: list[Part | None] = []
            for title in self._titles_by_words[words]:
                who = self._named_at(title)
                if who is not None:
                    last = self._part(who) if isinstance(who, Introduced) else who
                    sides.add(last.side)
                agreed.append(last if len(sides) == 1 else None)
            self._agreed_so_far[words] = agreed
        return self._agreed_so_far[words]
