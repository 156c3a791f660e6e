"""Reporting clauses of one sentence: who says, holds, wishes or agrees what, from which word on.

Method. Every verb of `sayings` looks for its subject: the first noun phrase of its clause that is no object and no owner; where
there is none, whoever the verb before it has; else the first one of the sentence; else whoever is speaking anyway. A verb that
is as often a noun counts only right behind its subject or at the head of a clause. What is wished of, or thanked for, somebody
(希望越方坚持) is no voice of his.

>>> from analysis.clean import clean_text
>>> from analysis.referents import Surroundings
>>> text = "苏林同习近平会谈时表示，越方感谢中方支持，重申奉行一个中国政策"
>>> reports = find_reports(Speakers(Surroundings(clean_text(text, "zh"), "SRV")), 0, len(text))
>>> [(report.subject.printed if report.subject else "", report.verb.text) for report in reports]
[('苏林', '表示'), ('越方', '感谢'), ('', '重申'), ('', '奉行')]
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from analysis.sayings import BARE, MODAL, OBJECT, PLACED, Verb, find_verbs, is_word, likely_verbs
from analysis.speakers import Speaker, Speakers
from analysis.speech_rules import find_name

PERSONAL = frozenset({"person", "office", "outsider"})
MOST = 100  # noun phrases of a clause among which its subject is looked for, the nearest
SAID = 50  # reports back in which a subject is looked for
_NEAR = 60  # characters before a noun phrase in which a position may be named
_BEFORE_VERB = 12  # characters that tell whether a verb is one
_HELD = re.compile(r"\s(?:là|:)|:")  # behind whoever holds a position, in Vietnamese
_ACCORDING = re.compile(r"(?:^|[\s“\"])(?P<verb>[Tt]heo)\s$")
_PUT = re.compile("[把将]|quan hệ|phát triển")
_FEELS = re.compile("对[^，。；：]{1,60}")  # 越方领导人对…表示祝贺
_PUTS = re.compile("[^，。；：]{0,8}[把将][^，。；：]{1,40}")  # 越南将发展对华关系视为
_AGENT = re.compile(r"(?:được|do)\s$")


class Report(NamedTuple):
    """A reporting clause.

    subject : None where the verb has none of its own
    at      : from here on the words are the subject's
    direct  : the subject stands right behind the verb before it, inside what that verb reports
    whole   : the whole sentence is the subject's, what stands before the verb too
    """

    subject: Speaker | None
    verb: Verb
    at: int
    direct: bool = False
    whole: bool = False


class Sentence:
    """A sentence with its noun phrases, verbs and clauses."""

    def __init__(self, speakers: Speakers, first: int, last: int) -> None:
        self.speakers, self.first, self.last = speakers, first, last
        self.text, self.rules, self.language = speakers.text, speakers.rules, speakers.language
        self.verbs = likely_verbs(self.text, first, last, self.language)

    @cached_property
    def named(self) -> list[Speaker]:
        """Noun phrases, looked for only where a verb or a position asks for one."""
        return together(self.speakers.within(self.first, self.last), self.speakers)

    @cached_property
    def _clauses(self) -> list[int]:
        """Where clauses begin; a comma inside a noun phrase ends none."""
        ends = [match.end() for match in self.rules.clause.finditer(self.text, self.first, self.last)]
        return [self.first, *(end for end in ends if self.phrase_at(end - 1) is None)]

    def phrase_at(self, at: int) -> Speaker | None:
        """The noun phrase in which a character stands."""
        number = bisect_left(self.named, (at + 1,)) - 1
        return self.named[number] if number >= 0 and at < self.named[number].end else None

    def clause(self, at: int) -> int:
        """Where the clause of a place begins."""
        return self._clauses[bisect_right(self._clauses, at) - 1]

    def between(self, start: int, end: int) -> list[Speaker]:
        """Noun phrases in text[start:end]."""
        found = self.named[bisect_left(self.named, (start,)) : bisect_left(self.named, (end,))]
        return [one for one in found if one.end <= end]

    def follows(self, one: Speaker, at: int) -> bool:
        """Whether no more than adverbs stand between a noun phrase and a place."""
        return self.rules.adverbs.fullmatch(self.text, one.end, at) is not None


def find_reports(speakers: Speakers, first: int, last: int) -> list[Report]:
    """Reporting clauses of the sentence text[first:last], in order."""
    return reports_of(Sentence(speakers, first, last))


def reports_of(sentence: Sentence) -> list[Report]:
    """Reporting clauses of a sentence, in order."""
    speakers, first = sentence.speakers, sentence.first
    further = [*_positions(sentence), *(_according(sentence) if speakers.language == "vi" else ())]
    taken = {report.verb.start for report in further}
    reports: list[Report] = []
    for verb in sentence.verbs:
        begun = reports[-1].verb.end if reports else first
        if verb.start < begun or verb.start in taken:
            continue
        before = speakers.text[max(first, verb.start - _BEFORE_VERB) : verb.start]
        if speakers.rules.no_verb.match(speakers.text, verb.end) or speakers.rules.noun.search(before):
            continue
        if sentence.phrase_at(verb.start):
            continue
        said = any(report.subject for report in reports[-SAID:])
        report = _report(verb, sentence, reports[-1] if reports else None, said)
        if report and (speakers.language == "vi" or is_word(speakers.text, verb)):  # what costs most comes last
            reports.append(report)
    return sorted([*reports, *further], key=lambda report: report.at)


def _report(verb: Verb, sentence: Sentence, before: Report | None, said: bool) -> Report | None:
    """The reporting clause of one verb behind another; None if it is no verb of saying here.

    said : somebody has been reported in the sentence, so that a verb without subject is his
    """
    rules, clause = sentence.rules, sentence.clause(verb.start)
    inside = before is not None and before.verb.end > clause
    begun = before.verb.end if before and inside else clause
    own = sentence.between(begun, verb.start)[-MOST:]
    if own:
        lead = rules.after_verb.match(sentence.text, before.verb.end) if before else None
        direct = lead is not None and lead.end() == own[0].start
        asked = before is not None and before.verb.text in OBJECT
        if asked and (direct or inside):
            return None
        subject = _choose(own, verb, sentence)
        if subject and asked and verb.rank < 2 and subject.kind not in PERSONAL:
            return None  # 高度评价…，越南共产党坚持…: what is praised goes on
        if subject:
            return Report(subject, verb, subject.end, direct and subject is own[0])
    if verb.text in PLACED and not _PUT.search(sentence.text, clause, verb.start):
        return None
    bare = verb.text in BARE and not rules.surely.match(sentence.text, verb.start)
    if verb.text in MODAL or (bare and own):
        return None
    if (bare or inside) and not rules.adverbs.fullmatch(sentence.text, begun, verb.start):
        return None
    if before and said:
        return Report(None, verb, verb.start)
    return _without_subject(verb, clause, bool(own), sentence)


def _without_subject(verb: Verb, clause: int, named: bool, sentence: Sentence) -> Report:
    """The reporting clause of a verb whose clause names no subject that a list has."""
    if not named and (unknown := _unknown(verb, clause, sentence)):
        return Report(unknown, verb, unknown.end)
    for one in sentence.between(sentence.first, clause):
        if one.kind not in ("pronoun", "own", "pair") and sentence.speakers.is_subject(one):
            first = one if one.kind != "side" or _is_party(one) else None
            return Report(first, verb, verb.start)
    return Report(None, verb, verb.start)


def _is_party(one: Speaker) -> bool:
    """Whether a side is named as a party to talks (中方, phía Việt Nam) and not as a country."""
    return one.printed.endswith("方") or one.printed.lower().startswith(("phía", "đảng", "chính phủ", "bộ", "đại sứ quán"))


def _choose(own: Sequence[Speaker], verb: Verb, sentence: Sentence) -> Speaker | None:
    """The subject of a verb among the noun phrases of its clause."""
    for one in own:
        if verb.text != "看来" and not sentence.speakers.is_subject(one):
            continue
        puts = verb.text in PLACED and one.kind not in PERSONAL and _PUTS.fullmatch(sentence.text, one.end, verb.start)
        feels = verb.text == "表示" and _FEELS.fullmatch(sentence.text, one.end, verb.start)
        if puts or feels or sentence.follows(one, verb.start):
            return one
        close = verb.text in BARE or one.kind in ("own", "pair") or (one.kind == "side" and not _is_party(one))
        if not close and not sentence.rules.relative.match(sentence.text, one.end, verb.start):
            return one
    return None


def _unknown(verb: Verb, clause: int, sentence: Sentence) -> Speaker | None:
    """Somebody whom no list has, right before a verb of saying: by name, a private person; 一位老同志说, of no known side."""
    text, rules = sentence.text, sentence.rules
    if verb.text not in rules.plain:
        return None
    for at in range(max(clause, verb.start - _NEAR), verb.start) if sentence.language == "zh" else ():
        apart = at == clause or not "\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] == "的"
        name = find_name(text, at, "zh") if apart else None
        if name and rules.adverbs.fullmatch(text, name[1], verb.start):
            return Speaker(*name, "person", "other", "", text[slice(*name)])
    match = rules.somebody.fullmatch(text, clause, verb.start)
    return Speaker(*match.span("who"), "office", "", "", match["who"]) if match else None


def _positions(sentence: Sentence) -> Iterator[Report]:
    """Positions named as somebody's: 越南的一贯主张：…, lập trường của Việt Nam là …"""
    text, position = sentence.text, sentence.rules.position
    if sentence.language == "zh" and not position.search(text, sentence.first, sentence.last):
        return
    for one in sentence.named:
        if sentence.language == "zh":
            match, at, offset = position.match(text, one.end, sentence.last), 0, 0
        else:
            offset = max(sentence.first, one.start - _NEAR)
            match, at = position.search(text[offset : one.start]), one.end
            match = match if _HELD.match(text, one.end) else None
        if match:
            start = offset + match.start("verb")
            verb = Verb(start, start + len(match["verb"]), match["verb"].lower(), "position")
            yield Report(one, verb, at or match.end())


def _according(sentence: Sentence) -> Iterator[Report]:
    """What is said according to somebody, and passives that name who says it: theo Đại sứ …; … được ông nhấn mạnh."""
    verbs = {verb.start: verb for verb in sentence.verbs}
    for one in sentence.named:
        start = max(sentence.first, one.start - 6)
        before = sentence.text[start : one.start]
        according = _ACCORDING.search(before)
        if according and (one.kind in PERSONAL | {"pronoun", "joint"} or _is_party(one)):
            at = start + according.start("verb")
            yield Report(one, Verb(at, at + len("theo"), "theo", "statement"), one.end, whole=True)
        behind = sentence.rules.adverbs.match(sentence.text, one.end)
        verb = verbs.get(behind.end()) if behind else None
        if _AGENT.search(before) and one.kind in PERSONAL and verb and verb.text not in BARE:
            yield Report(one, verb, sentence.first, whole=True)


def together(named: Sequence[Speaker], speakers: Speakers) -> list[Speaker]:
    """The same noun phrases, those that speak together as one: 习近平和苏林, 李强与范明政一致同意."""
    text, rules = speakers.text, speakers.rules
    joined: list[Speaker] = []
    for one in named:
        last = joined[-1] if joined else None
        if last and last.kind in ("person", "office", "side") and one.kind in ("person", "office", "side"):
            between = text[last.end : one.start]
            both = rules.coordinated.fullmatch(between) or (
                rules.accompanied.fullmatch(between) and _speaks_at_once(one, speakers)
            )
            if both:
                joined[-1] = _pair(last, one, text)
                continue
        joined.append(one)
    return joined


def _speaks_at_once(one: Speaker, speakers: Speakers) -> bool:
    """Whether a verb of saying stands right behind a noun phrase, but for 一致 or 共同."""
    behind = speakers.rules.jointly.match(speakers.text, one.end)
    if behind is None:
        return False
    verbs = find_verbs(speakers.text, one.end, min(len(speakers.text), behind.end() + _BEFORE_VERB), speakers.language)
    return any(verb.start == behind.end() for verb in verbs)


def _pair(one: Speaker, other: Speaker, text: str) -> Speaker:
    """Two who speak together: of one side, of both, or of neither if a third is among them."""
    sides = {one.side, other.side}
    side = one.side if len(sides) == 1 else "joint" if sides <= {"PRC", "SRV", "joint"} else "" if "" in sides else "other"
    between = text[one.end : other.start]
    named = one.kind == other.kind == "person"
    joint = re.search("[和与同及、]|以及| và |, | cùng | với ", between) if named else None
    printed = f"{one.printed}{joint.group() if joint else between}{other.printed}"
    return Speaker(one.start, other.end, "joint" if side == "joint" else one.kind, side, "", printed)
