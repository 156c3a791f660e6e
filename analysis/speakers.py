"""Noun phrases of those who may speak: persons, offices, sides, both sides, outsiders; with their titles, as printed.

>>> from analysis.clean import clean_text
>>> def speakers(text, language="zh", date=""):
...     about = Surroundings(clean_text(text, language), "PRC")
...     return [(one.printed, one.side, one.person) for one in Speakers(about, date, "PRC").within(0, len(text))]
>>> speakers("越共中央政治局委员、外交部长裴青山同中方、老挝总理宋赛")
[('裴青山', 'SRV', 'bui-thanh-son'), ('中方', 'PRC', ''), ('宋赛', 'other', 'sonexay')]
>>> speakers("国家主席会见越南国家主席", date="2016-11")
[('国家主席', 'PRC', 'xi-jinping'), ('越南国家主席', 'SRV', 'tran-dai-quang')]
>>> speakers("广宁省委书记阮文强和越南学者")
[('阮文强', 'SRV', ''), ('越南学者', 'other', '')]
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from analysis.people import SIDE_OF, read_people
from analysis.referents import RELATION, Surroundings
from analysis.sayings import find_verbs
from analysis.speech_rules import RULES, find_name

BACK = 12  # paragraphs in which somebody spoken of before is looked for
HOME = {"PRC": "CHN", "SRV": "VNM"}
BOTH_SIDES = frozenset({"CHN", "VNM"})


class Speaker(NamedTuple):
    """A noun phrase, text[start:end], of somebody who may speak.

    kind    : person, office, side, joint, pair (中越), outsider, pronoun or own (we)
    person  : id in people.toml
    printed : name without title, else the words themselves
    """

    start: int
    end: int
    kind: str
    side: str
    person: str
    printed: str


class _Part(NamedTuple):
    """A piece of a noun phrase: a country, a title, a name."""

    start: int
    end: int
    kind: str
    countries: frozenset[str] = frozenset()
    side: str = ""
    person: str = ""
    words: str = ""  # the full name, where only a part of it stands here


def side_of(countries: frozenset[str]) -> str:
    """Whose voice a set of countries is: China and Vietnam together joint, either with a third other; '' for none."""
    if countries >= BOTH_SIDES:
        return "joint"
    return SIDE_OF.get(next(iter(countries)), "other") if len(countries) == 1 else "other" if countries else ""


class Speakers:
    """Who may speak in one document."""

    def __init__(self, about: Surroundings, date: str = "", home: str = "") -> None:
        """`home` : the side whose text it is, where that is known; an office without a country is then its own."""
        self.about, self.date, self.home = about, date, home
        self.text, self.language = about.cleaned.text, about.cleaned.language
        self.rules = RULES[self.language]
        self.people = read_people()

    @cached_property
    def _known(self) -> list[_Part]:
        """Everybody of people.toml whom the text names, in order."""
        return [
            _Part(start, end, "person", side=self.people.side(who), person=who)
            for (start, end), who in self.people.find_names(self.text, self.language)
        ]

    @cached_property
    def _titles(self) -> dict[str, list[tuple[int, _Part | None]]]:
        """Every title by its words, in order: its place, and who is named with it, None where nobody is."""
        starts = self._starts
        titles: dict[str, list[tuple[int, _Part | None]]] = defaultdict(list)
        for match, outsider in sorted(
            (
                (match, pattern is self.rules.outsiders)
                for pattern in (self.rules.titles, self.rules.outsiders)
                for match in pattern.finditer(self.text)
            ),
            key=lambda one: one[0].start(),
        ):
            end = match.end()
            following = bisect_left(starts, end)
            who: _Part | None = None
            if following < len(starts) and self.rules.modifier.fullmatch(self.text, end, starts[following]):
                who = self._known[following]
            elif name := self._name_behind(end, foreign=self._side_before(match.start()) == "other"):
                side = "other" if outsider else self._side_of_title(match.start(), end, name)
                who = _Part(*name, "person", side=side)
            titles[match.group()].append((match.start(), who))
        return titles

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
        if words is None or not (office or self.rules.titles.search(words.group())) or self.rules.outsiders.search(words.group()):
            return "" if office else "other"
        named = [one for one in self.about.mentions(self.about.sentence_at(end)) if end <= one.start < words.end()]
        if any(one.names == {"organisations"} for one in named):
            return "other"
        return side_of(named[0].names) if named else "" if office else self.home

    def _side_before(self, at: int) -> str:
        """The side of the country that stands before a title in its noun phrase; '' if none does."""
        before = [one for one in self.about.mentions(self.about.sentence_at(at)) if one.end <= at and not self._is_post(one.start)]
        if before and not before[-1].pair and self.rules.modifier.fullmatch(self.text, before[-1].end, at):
            return "other" if before[-1].names == {"organisations"} else side_of(before[-1].names)
        return ""

    def _name_behind(self, end: int, foreign: bool) -> tuple[int, int] | None:
        """Range of a name behind a title, or behind the title's country: Bí thư Khu ủy Quảng Tây Lưu Ninh."""
        if self.language == "vi":
            for mention in self.about.mentions(self.about.sentence_at(end)):
                if mention.start >= end and self.rules.modifier.fullmatch(self.text, end, mention.start):
                    return find_name(self.text, mention.end, "vi")
        return find_name(self.text, end, self.language, foreign)

    def _side_behind(self, end: int, at: int) -> str:
        """The side of the country between a title and its name, where Vietnamese has it; '' if there is none."""
        between = [
            one
            for one in self.about.mentions(self.about.sentence_at(end))
            if end <= one.start and one.end <= at and not self._is_post(one.start)
        ]
        return side_of(between[0].names) if between else ""

    def _is_post(self, at: int) -> bool:
        """Whether a country is where somebody is posted: Đại sứ tại Bắc Kinh."""
        return bool(self.rules.stationed.search(self.text[max(0, at - 12) : at] + "\0"))

    @cached_property
    def _learned(self) -> dict[str, _Part]:
        """Names that people.toml does not have, as they first stand behind a title."""
        named = (who for places in self._titles.values() for _, who in places if who is not None and not who.person)
        learned: dict[str, _Part] = {}
        for who in sorted(named):
            learned.setdefault(self.text[who.start : who.end], who)
        return learned

    def last_named(self, at: int) -> Speaker | None:
        """Whoever was last named before a place in its paragraph, else in the text, as far as he is no object."""
        for back in (0, BACK):
            for first, last in reversed(self.about.sentences_to(at, back)):
                named = [one for one in self.within(first, min(last, at)) if one.kind == "person"]
                if named:
                    return next((one for one in named if self.is_subject(one)), named[0])
        return None

    def is_subject(self, one: Speaker) -> bool:
        """Whether a noun phrase may be a subject: not 同苏林, 会见苏林, 苏林的讲话."""
        before = self.text[max(0, one.start - 24) : one.start]
        return not self.rules.oblique.search(before) and not self.rules.owned.match(self.text, one.end)

    def within(self, first: int, last: int) -> list[Speaker]:
        """Speakers in text[first:last], one sentence, in order."""
        parts = self._parts(first, last)
        speakers: list[Speaker] = []
        at = 0
        while at < len(parts):
            stop = at + 1
            while stop < len(parts) and self._goes_on(parts[at:stop], parts[stop]):
                stop += 1
            speakers.append(self._speaker(parts[at:stop]))
            at = stop
        return speakers

    def _parts(self, first: int, last: int) -> list[_Part]:
        """Names, both sides, outsiders, titles, countries; where they overlap, the first of these wins."""
        text, rules = self.text, self.rules
        found = self._between(first, last)
        for name, part in self._learned.items():
            at = text.find(name, first, last)
            while at >= 0:
                found.append(part._replace(start=at, end=at + len(name)))
                at = text.find(name, at + 1, last)
        found += self._short_names(first, last)
        for kind, pattern in (
            ("joint", rules.joint),
            ("outsider", rules.outsiders),
            ("title", rules.titles),
            ("own", rules.own_side),
            ("pronoun", rules.pronouns),
        ):
            found += [_Part(*match.span(), kind) for match in pattern.finditer(text, first, last)]
        for mention in self.about.mentions((first, last)):
            kind = "outsider" if mention.names == {"organisations"} else "pair" if mention.pair else "side"
            policy = rules.policy.search(text, max(0, mention.start - 8), mention.start)  # 一个中国 is no speaker
            if (
                first <= mention.start < last
                and mention.names != {"both"}
                and text[mention.start] not in "对访驻"
                and not policy
            ):
                found.append(_Part(mention.start, mention.end, kind, mention.names))
        kept: list[_Part] = []
        taken: set[int] = set()
        for part in found:
            if taken.isdisjoint(range(part.start, part.end)):
                kept.append(part)
                taken.update(range(part.start, part.end))
        return sorted(kept)

    def _short_names(self, first: int, last: int) -> list[_Part]:
        """Somebody named before by one syllable of his name: bà Hằng, ông Vương."""
        found = []
        for match in self.rules.short.finditer(self.text, first, last):
            named = [part for part in self._named if part.start < match.start() and match["name"] in self.text[part.start : part.end].split()]
            if named:
                found.append(named[-1]._replace(start=match.start(), end=match.end(), words=self.text[named[-1].start : named[-1].end]))
        return found

    @cached_property
    def _named(self) -> list[_Part]:
        """Everybody named in full, in order of place."""
        return sorted([*self._known, *self._learned.values()])

    def _between(self, first: int, last: int) -> list[_Part]:
        """Everybody of people.toml whom text[first:last] names."""
        return self._known[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self._known]

    def _goes_on(self, parts: list[_Part], following: _Part) -> bool:
        """Whether a part goes on a noun phrase: country, title, name; in Vietnamese title, country, name; 习近平主席."""
        part, between = parts[-1], self.text[parts[-1].end : following.start]
        kinds = part.kind, following.kind
        if any(one.kind == "person" for one in parts):
            return kinds == ("person", "title") and not between
        if kinds == ("side", "side"):
            return bool(self.rules.stationed.fullmatch(self.text, part.end, following.start))
        if between == "的" and following.kind == "person" and part.kind in ("side", "title"):
            return True
        apart = "," in between and (part.kind == "outsider" or kinds == ("side", "person"))
        if apart or between in ("和", "、") or kinds not in self.rules.order:
            return False
        fits = self.rules.modifier.fullmatch(self.text, part.end, following.start)
        return bool(fits) and (self.language == "vi" or not find_verbs(self.text, part.end, following.start, "zh"))

    def _speaker(self, parts: list[_Part]) -> Speaker:
        """The noun phrase that parts make."""
        head, start, end = parts[-1], parts[0].start, parts[-1].end
        words = self.text[start:end]
        countries = next(
            (part.countries for part in parts if part.kind == "side" and not self._is_post(part.start)), frozenset()
        )
        kinds = {part.kind for part in parts}
        if "person" in kinds:
            who = next(part for part in parts if part.kind == "person")
            return self._person(who, start, end, countries if "title" in kinds else frozenset())
        if "outsider" in kinds:
            return Speaker(start, end, "outsider", "other", "", words)
        if "title" in kinds:
            return self._office(parts, countries)
        if head.kind == "joint":
            return Speaker(start, end, "joint", "joint" if self._is_of_both(start) else "other", "", words)
        if head.kind == "pair":
            return Speaker(start, end, "pair", side_of(head.countries), "", words)
        if head.kind == "side":
            return self._side(start, end, head.countries)
        return Speaker(start, end, head.kind, "", "", words)

    def _person(self, who: _Part, start: int, end: int, countries: frozenset[str]) -> Speaker:
        """Somebody by name; where the country of his title is not his own, nothing tells his side."""
        named = side_of(countries)
        side = who.side or named
        if who.person and named and named != side:
            side = ""
        words = who.words or self.text[who.start : who.end]
        return Speaker(start, end, "person", side, who.person if side else "", words)

    def _is_of_both(self, at: int) -> bool:
        """Whether 双方 in this place are China and Vietnam: no third country is party to the paragraph without both of them."""
        for sentences in (self.about.sentences_to(at), self.about.sentences_to(at, BACK)):
            first = sentences[0][0]
            if self.rules.bloc.search(self.text, first, at) and not any(
                "VNM" in one.names for sentence in sentences for one in self.about.mentions(sentence)
            ):
                return False
            persons = {self.people.persons[one.person].country for one in self._between(first, at)}
            named = {
                name
                for sentence in sentences
                for one in self.about.mentions(sentence)
                for name in one.names
                if one.start < at and len(name) == 3
            }
            for countries in (persons, named):
                if countries - BOTH_SIDES:
                    return countries >= BOTH_SIDES
            if persons | named:
                return True
        return self.about.referent(at, at) in (RELATION, "")

    def _side(self, start: int, end: int, countries: frozenset[str]) -> Speaker:
        """A side with what belongs to its name: 越南党和政府, phía Trung Quốc."""
        if widened := self.rules.widened.match(self.text, end):
            end = widened.end()
        while led_in := self.rules.led_in.search(self.text[max(0, start - 40) : start]):
            start -= len(led_in.group())
        side = side_of(countries - {"groups"}) or "other"
        return Speaker(start, end, "joint" if side == "joint" else "side", side, "", self.text[start:end])

    def _office(self, parts: list[_Part], countries: frozenset[str]) -> Speaker:
        """An office without a name: whoever was named with it before, else who holds it, in this text's own country unless another is named."""
        start, end = parts[0].start, parts[-1].end
        title = next(part for part in reversed(parts) if part.kind == "title")
        words = self.text[title.start : title.end]
        office = self.people.office(words, self.language)
        if not countries:
            who = self._named_with(words, start, bool(office))
            if who:
                return Speaker(start, end, "person", who.side, who.person, self.text[who.start : who.end])
            home = self.home or (self.about.home if office and self.language == "vi" else "")
            home = "" if self.rules.unplaced.match(words) else home
            countries = frozenset({HOME[home]} if home in HOME else ())
        person = self.people.holder(office, next(iter(countries)), self.date) if office and len(countries) == 1 else ""
        return Speaker(start, end, "office", side_of(countries), person, self.text[start:end])

    def _named_with(self, words: str, at: int, is_office: bool) -> _Part | None:
        """Whoever was last named with a title before a place, if all who were are of one side.

        An office that stands without a name before anybody is named with it is known to the readers: their own country's.
        """
        places = self._titles[words]
        named = [who for place, who in places[: bisect_left(places, at, key=lambda one: one[0])] if who is not None]
        alone_first = is_office and bool(places) and places[0][1] is None
        return named[-1] if named and not alone_first and len({who.side for who in named}) == 1 else None
