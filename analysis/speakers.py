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
from functools import cached_property
from typing import NamedTuple

from analysis.persons import BOTH_SIDES, Part, Persons, side_of
from analysis.referents import RELATION, Surroundings
from analysis.sayings import find_verbs
from analysis.speech_rules import RULES

BACK = 12  # paragraphs in which somebody spoken of before is looked for
HOME = {"PRC": "CHN", "SRV": "VNM"}


class Speaker(NamedTuple):
    """A noun phrase, text[start:end], of somebody who may speak.

    kind    : person, office, side, joint, pair (中越), outsider, pronoun or own (we)
    side    : '' where nothing tells it; of 双方 only `Speakers.side_of` tells it
    person  : id in people.toml
    printed : name without title, else the words themselves
    """

    start: int
    end: int
    kind: str
    side: str
    person: str
    printed: str


class Speakers:
    """Who may speak in one document."""

    def __init__(self, about: Surroundings, date: str = "", home: str = "") -> None:
        """`home` : the side whose text it is, where that is known; an office without a country is then its own."""
        self.about, self.date, self.home = about, date, home
        self.text, self.language = about.cleaned.text, about.cleaned.language
        self.rules = RULES[self.language]
        self.persons = Persons(about, home)
        self.people = self.persons.people
        self._last_named: dict[int, Speaker | None] = {}  # start of a sentence -> who is last named in its paragraph so far
        self._persons: dict[int, dict[str, int]] = {}  # paragraph -> countries of its persons, each with its first place

    def last_named(self, at: int) -> Speaker | None:
        """Whoever was last named before a place in its paragraph, else in the text, as far as he is no object."""
        own, _, _ = self.about.paragraph_at(at)
        for paragraph in range(own, max(-1, own - BACK - 1), -1):
            sentences = self.about.sentences_to(at) if paragraph == own else self.about.sentences.of(paragraph)
            if one := self._last_in(sentences, at):
                return one
        return None

    def _last_in(self, sentences: list[tuple[int, int]], at: int) -> Speaker | None:
        """Whoever is last named in sentences of one paragraph before a place; whole sentences are looked at once."""
        found: Speaker | None = None
        whole: list[int] = []
        for first, last in reversed(sentences):
            if last <= at and first in self._last_named:
                found = self._last_named[first]
                break
            if last <= at:
                whole.append(first)
            named = [one for one in self.within(first, min(last, at)) if one.kind == "person"]
            if named:
                found = next((one for one in named if self.is_subject(one)), named[0])
                break
        self._last_named |= dict.fromkeys(whole, found)
        return found

    def is_subject(self, one: Speaker, owned: bool = False) -> bool:
        """Whether a noun phrase may be a subject: not 同苏林, 会见苏林, and, unless `owned` may be, not 苏林的讲话."""
        before = self.text[max(0, one.start - 24) : one.start]
        return not self.rules.oblique.search(before) and (owned or not self.rules.owned.match(self.text, one.end))

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

    def _parts(self, first: int, last: int) -> list[Part]:
        """Names, both sides, outsiders, titles, countries; where they overlap, the first of these wins."""
        text, rules = self.text, self.rules
        found = [*self.persons.between(first, last), *self.persons.short_names(first, last)]
        for kind, pattern in (
            ("joint", rules.joint),
            ("outsider", rules.outsiders),
            ("title", rules.titles),
            ("own", rules.own_side),
            ("pronoun", rules.pronouns),
        ):
            found += [Part(*match.span(), kind) for match in pattern.finditer(text, first, last)]
        sentence = self.about.sentence_at(first)
        for mention in self.about.mentions(sentence if last <= sentence[1] else (first, last)):
            kind = "outsider" if mention.names == {"organisations"} else "pair" if mention.pair else "side"
            if (
                first <= mention.start < last
                and mention.names != {"both"}
                and text[mention.start] not in "对访驻"
                and not rules.policy.search(text, max(0, mention.start - 8), mention.start)  # 一个中国 is no speaker
            ):
                found.append(Part(mention.start, mention.end, kind, mention.names))
        kept: list[Part] = []
        taken: set[int] = set()
        for part in found:
            if taken.isdisjoint(range(part.start, part.end)):
                kept.append(part)
                taken.update(range(part.start, part.end))
        return sorted(kept)

    def _goes_on(self, parts: list[Part], following: Part) -> bool:
        """Whether a part goes on a noun phrase: country, title, name; in Vietnamese title, country, name; 习近平主席."""
        part, between = parts[-1], self.text[parts[-1].end : following.start]
        kinds = part.kind, following.kind
        if any(one.kind == "person" for one in parts):
            return (kinds == ("person", "title") and not between) or (kinds == ("title", "title") and between == "、")
        if kinds == ("side", "side"):
            return bool(self.rules.stationed.fullmatch(self.text, part.end, following.start))
        if between == "的" and following.kind == "person" and part.kind in ("side", "title"):
            return True
        alone = kinds == ("side", "title") and len(parts) == 1
        apart = "," in between and (part.kind == "outsider" or kinds == ("side", "person") or alone)
        if apart or between == "和" or (between == "、" and part.kind != "title") or kinds not in self.rules.order:
            return False
        fits = self.rules.modifier.fullmatch(self.text, part.end, following.start)
        return bool(fits) and (self.language == "vi" or not find_verbs(self.text, part.end, following.start, "zh"))

    def _speaker(self, parts: list[Part]) -> Speaker:
        """The noun phrase that parts make."""
        head, start, end = parts[-1], parts[0].start, parts[-1].end
        words = self.text[start:end]
        countries = next(
            (part.countries for part in parts if part.kind == "side" and not self.persons.is_post(part.start)), frozenset()
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
            return Speaker(start, end, "joint", "", "", words)
        if head.kind == "pair":
            return Speaker(start, end, "pair", side_of(head.countries), "", words)
        if head.kind == "side":
            return self._side(start, end, head.countries)
        return Speaker(start, end, head.kind, "", "", words)

    def _person(self, who: Part, start: int, end: int, countries: frozenset[str]) -> Speaker:
        """Somebody by name; where the country of his title is not his own, nothing tells his side."""
        named = side_of(countries)
        side = who.side or named
        if who.person and named and named != side:
            side = ""
        words = who.words or self.text[who.start : who.end]
        return Speaker(start, end, "person", side, who.person if side else "", words)

    def side_of(self, one: Speaker) -> str:
        """The side of a noun phrase; whose 双方 are the paragraphs before it tell, which are read only where one asks."""
        if one.kind == "joint" and not one.side:
            return "joint" if self._is_of_both(one.start) else "other"
        return one.side

    def _is_of_both(self, at: int) -> bool:
        """Whether 双方 in this place are China and Vietnam: no third country is party to the paragraph without both of them."""
        own, _, _ = self.about.paragraph_at(at)
        _, sentence_end = self.about.sentence_at(at)
        for back in (0, BACK):
            paragraphs = range(max(0, own - back), own + 1)
            mentions = [self.about.first_mentions(paragraph) for paragraph in paragraphs]
            relation = any(firsts.get("VNM", sentence_end) < sentence_end for firsts in mentions)
            if not relation and self._names_bloc(self.about.sentences.paragraphs[paragraphs[0]][0], at):
                return False
            named = {name for firsts in mentions for name, first in firsts.items() if first < at and len(name) == 3}
            persons = {
                country for paragraph in paragraphs for country, first in self._first_persons(paragraph).items() if first < at
            }
            for countries in (persons, named):
                if countries - BOTH_SIDES:
                    return countries >= BOTH_SIDES
            if persons | named:
                return True
        return self.about.referent(at, at) in (RELATION, "")

    def _names_bloc(self, first: int, last: int) -> bool:
        """Whether text[first:last] names China with a group of countries."""
        number = bisect_left(self._blocs, (first,))
        return number < len(self._blocs) and self._blocs[number][1] <= last

    @cached_property
    def _blocs(self) -> list[tuple[int, int]]:
        return [match.span() for match in self.rules.bloc.finditer(self.text)]

    def _first_persons(self, paragraph: int) -> dict[str, int]:
        """Countries of the persons that a paragraph names, each with the place where it does so first."""
        if paragraph not in self._persons:
            firsts: dict[str, int] = {}
            for one in self.persons.known(*self.about.sentences.paragraphs[paragraph]):
                firsts.setdefault(self.people.persons[one.person].country, one.start)
            self._persons[paragraph] = firsts
        return self._persons[paragraph]

    def _side(self, start: int, end: int, countries: frozenset[str]) -> Speaker:
        """A side with what belongs to its name: 越南党和政府, phía Trung Quốc."""
        if widened := self.rules.widened.match(self.text, end):
            end = widened.end()
        while led_in := self.rules.led_in.search(self.text[max(0, start - 40) : start]):
            start -= len(led_in.group())
        side = side_of(countries - {"groups"}) or "other"
        return Speaker(start, end, "joint" if side == "joint" else "side", side, "", self.text[start:end])

    def _office(self, parts: list[Part], countries: frozenset[str]) -> Speaker:
        """An office without a name: whoever was named with it before, else who holds it, here or in the country named."""
        start, end = parts[0].start, parts[-1].end
        title = next(part for part in reversed(parts) if part.kind == "title")
        words = self.text[title.start : title.end]
        office = self.people.office(words, self.language)
        if not countries:
            who = self.persons.named_with(words, start, bool(office))
            if who:
                return Speaker(start, end, "person", who.side, who.person, self.text[who.start : who.end])
            home = self.home or (self.about.home if office and self.language == "vi" else "")
            home = "" if self.rules.unplaced.match(words) else home
            countries = frozenset({HOME[home]} if home in HOME else ())
        person = self.people.holder(office, next(iter(countries)), self.date) if office and len(countries) == 1 else ""
        return Speaker(start, end, "office", side_of(countries), person, self.text[start:end])
