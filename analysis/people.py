"""lexicon/people.toml -> who speaks: leaders by name, and offices that country and date resolve to a person.

>>> people = read_people()
>>> people.holder("president", "CHN", "2016-11"), people.holder("president", "VNM", "2016-11")
('xi-jinping', 'tran-dai-quang')
>>> people.holder("president", "VNM", "2024")  # several in that year: nobody is guessed
''
>>> [(text_range, who) for text_range, who in people.find_names("习近平同苏林会谈", "zh")]
[((0, 3), 'xi-jinping'), ((4, 6), 'to-lam')]
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from analysis.boundary import has_syllable_boundaries
from analysis.listing import is_partial_date
from analysis.model import CorpusError

PEOPLE = Path(__file__).parent / "lexicon" / "people.toml"
SIDE_OF = {"CHN": "PRC", "VNM": "SRV"}


class Office(BaseModel):
    """An office as texts name it, without its country."""

    model_config = ConfigDict(extra="forbid")

    zh: list[str] = Field(min_length=1)
    vi: list[str] = Field(min_length=1)


class Person(BaseModel):
    """Somebody who speaks: names in both languages, country, and terms of office as (office, first month, last month)."""

    model_config = ConfigDict(extra="forbid")

    country: str = Field(pattern="^[A-Z]{2,3}$")
    zh: list[str] = Field(min_length=1)
    vi: list[str] = Field(min_length=1)
    offices: list[tuple[str, str, str]] = []

    @field_validator("offices")
    @classmethod
    def _terms(cls, value: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        for office, first, last in value:
            if not is_partial_date(first) or (last and not is_partial_date(last)):
                raise ValueError(f"term of {office!r}: {first!r} to {last!r} are no dates; write YYYY-MM, or '' for no end")
            if last and last < first:
                raise ValueError(f"term of {office!r} ends ({last}) before it begins ({first}); exchange the two")
        return value


class People:
    """Everybody in people.toml, ready for finding."""

    def __init__(self, persons: dict[str, Person], offices: dict[str, Office]) -> None:
        from ahocorasick_rs import AhoCorasick, MatchKind

        self.persons, self.offices = persons, offices
        self._names: dict[str, tuple[AhoCorasick, list[str]]] = {}
        for language in ("zh", "vi"):
            names = {name: who for who, person in persons.items() for name in getattr(person, language)}
            self._names[language] = AhoCorasick(list(names), matchkind=MatchKind.LeftmostLongest), list(names.values())

    def find_names(self, text: str, language: str) -> list[tuple[tuple[int, int], str]]:
        """Where names of persons stand in a text, in order, each with the person's id."""
        automaton, ids = self._names[language]
        return [
            ((start, end), ids[number])
            for number, start, end in automaton.find_matches_as_indexes(text)
            if language == "zh" or has_syllable_boundaries(text, start, end)
        ]

    def office(self, words: str, language: str) -> str:
        """The office that words are a name of; '' if none."""
        return next((name for name, office in self.offices.items() if words in getattr(office, language)), "")

    def holder(self, office: str, country: str, date: str) -> str:
        """Who held an office of a country on a date (YYYY, YYYY-MM or longer); '' if nobody is known, or more than one."""
        month = date[:7]
        holders = {
            who
            for who, person in self.persons.items()
            for held, first, last in person.offices
            if held == office and person.country == country and month and _overlaps(month, first, last)
        }
        return holders.pop() if len(holders) == 1 else ""

    def latin(self, who: str) -> str:
        """The name of a person in Latin letters: in Vietnamese for a Vietnamese, else as the list's id has it.

        >>> read_people().latin("tran-dai-quang"), read_people().latin("zhang-dejiang")
        ('Trần Đại Quang', 'Zhang Dejiang')
        """
        person = self.persons[who]
        return person.vi[0] if person.country == "VNM" else who.replace("-", " ").title()

    def side(self, who: str) -> str:
        """The side of a person: PRC, SRV or other; '' for somebody unknown."""
        return SIDE_OF.get(self.persons[who].country, "other") if who in self.persons else ""


def _overlaps(month: str, first: str, last: str) -> bool:
    """Whether a year or month lies in a term; a month of change belongs to the one who came, a year to both."""
    size = len(month)
    return first[:size] <= month and (not last or (month < last[:size] if size > 4 else month <= last[:size]))


@functools.cache
def read_people(path: Path = PEOPLE) -> People:
    """Read and check people.toml. Raises `CorpusError` with every fault."""
    try:
        tables: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError([f"{path.name}: not TOML in UTF-8, or a table twice ({error})"]) from None
    offices: dict[str, Office] = {}
    persons: dict[str, Person] = {}
    faults: list[str] = []
    for name, table in tables.pop("offices", {}).items():
        _check(offices, name, Office, table, f"{path.name} [offices.{name}]", faults)
    for who, table in tables.items():
        _check(persons, who, Person, table, f"{path.name} [{who}]", faults)
    faults += [
        f"{path.name} [{who}] office {held!r} is not known; use one of {', '.join(offices)}"
        for who, person in persons.items()
        for held, _, _ in person.offices
        if held not in offices
    ]
    if faults:
        raise CorpusError(faults)
    return People(persons, offices)


def _check(into: dict[str, Any], name: str, kind: type[BaseModel], table: Any, place: str, faults: list[str]) -> None:
    try:
        into[name] = kind.model_validate(table)
    except ValidationError as error:
        faults += [f"{place} {'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()]
