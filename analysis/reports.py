"""Reporting clauses of one sentence: who says, holds, wishes or agrees what, from which word on.

Method. Every verb of `sayings` looks for its subject: the first noun phrase of its clause that is no object and no owner; where
there is none, whoever the verb before it has; else the first one of the sentence; else whoever is speaking anyway. A verb that
is as often a noun counts only right behind its subject or at the head of a clause. What is wished of, or thanked for, somebody
(希望越方坚持) is no voice of his.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.sayings import BARE, MODAL, OBJECT, Verb, find_verbs
from analysis.speakers import Speaker, Speakers
from analysis.speech_rules import find_name

PERSONAL = frozenset({"person", "office", "outsider"})


class Report(NamedTuple):
    """A reporting clause.

    subject : None where the verb has none of its own
    at      : from here on the words are the subject's
    direct  : the subject stands right behind the verb before it, inside what that verb reports
    """

    subject: Speaker | None
    verb: Verb
    at: int
    direct: bool
    whole: bool = False  # the whole sentence is the subject's, what stands before the verb too


def find_reports(speakers: Speakers, first: int, last: int) -> list[Report]:
    """Reporting clauses of the sentence text[first:last], in order."""
    text, rules = speakers.text, speakers.rules
    named = together(speakers.within(first, last), speakers)
    reports: list[Report] = []
    for verb in find_verbs(text, first, last, speakers.language):
        begun = reports[-1].verb.end if reports else first
        if verb.start < begun or any(one.start <= verb.start < one.end for one in named):
            continue
        if rules.no_verb.match(text, verb.end):
            continue
        if rules.noun.search(text[max(first, verb.start - 12) : verb.start]):
            continue
        if report := _report(verb, named, reports, speakers, first):
            reports.append(report)
    return sorted(
        [*reports, *_positions(named, speakers, first, last), *_agents(named, speakers, first, last)],
        key=lambda report: report.at,
    )


def together(named: Sequence[Speaker], speakers: Speakers) -> list[Speaker]:
    """The same noun phrases, those that speak together as one: 习近平和苏林, 李强与范明政一致同意."""
    text, rules = speakers.text, speakers.rules
    joined: list[Speaker] = []
    for one in named:
        if joined and joined[-1].kind in ("person", "office", "side") and one.kind in ("person", "office", "side"):
            between = text[joined[-1].end : one.start]
            behind = rules.jointly.match(text, one.end)
            at_once = behind is not None and any(
                verb.start == behind.end()
                for verb in find_verbs(text, one.end, min(len(text), behind.end() + 12), speakers.language)
            )
            if rules.coordinated.fullmatch(between) or (at_once and rules.accompanied.fullmatch(between)):
                joined[-1] = _pair(joined[-1], one, text)
                continue
        joined.append(one)
    return joined


def _pair(one: Speaker, other: Speaker, text: str) -> Speaker:
    sides = {one.side, other.side}
    side = one.side if len(sides) == 1 else "joint" if sides <= {"PRC", "SRV", "joint"} else "" if "" in sides else "other"
    printed = (
        one.printed + text[one.end : other.end]
        if one.kind != "person" or other.kind != "person"
        else f"{one.printed}{_joint(text, one, other)}{other.printed}"
    )
    return Speaker(one.start, other.end, "joint" if side == "joint" else one.kind, side, "", printed)


def _joint(text: str, one: Speaker, other: Speaker) -> str:
    """The word between two names: 和, và."""
    between = text[one.end : other.start]
    match = re.search("[和与同及、]|以及| và |, | cùng | với ", between)
    return match.group() if match else between


def _clause_start(speakers: Speakers, named: Sequence[Speaker], first: int, at: int) -> int:
    """Where the clause of a place begins; a comma inside a noun phrase ends none."""
    ends = [match.end() for match in speakers.rules.clause.finditer(speakers.text, first, at)]
    return max((end for end in ends if not any(one.start < end <= one.end for one in named)), default=first)


def _report(verb: Verb, named: Sequence[Speaker], reports: Sequence[Report], speakers: Speakers, first: int) -> Report | None:
    """The reporting clause of one verb; None if it is no verb of saying here."""
    text, rules = speakers.text, speakers.rules
    clause = _clause_start(speakers, named, first, verb.start)
    before = reports[-1] if reports else None
    inside = before is not None and before.verb.end > clause
    begun = before.verb.end if before and inside else clause
    own = [one for one in named if begun <= one.start and one.end <= verb.start]
    if own:
        behind = before and (lead := rules.after_verb.match(text, before.verb.end)) and lead.end() == own[0].start
        if before and before.verb.text in OBJECT and (behind or inside):
            return None
        subject = _choose(own, verb, speakers)
        if subject and before and before.verb.text in OBJECT and verb.rank < 2 and subject.kind not in PERSONAL:
            return None  # 高度评价…，越南共产党坚持…: what is praised goes on
        if subject:
            return Report(subject, verb, subject.end, bool(behind) and subject is own[0])
    headed = rules.adverbs.fullmatch(text, begun, verb.start) is not None
    bare = verb.text in BARE and not rules.surely.match(text, verb.start)
    if verb.text in MODAL or (bare and (own or not headed)) or (inside and not headed):
        return None
    if before:
        return Report(None, verb, verb.start, False)
    if not own and (unknown := _unknown(verb, clause, speakers)):
        return Report(unknown, verb, unknown.end, False)
    earlier = [
        one for one in named if one.end <= clause and speakers.is_subject(one) and one.kind not in ("pronoun", "own", "pair")
    ]
    if earlier and (earlier[0].kind != "side" or _is_party(earlier[0], speakers)):
        return Report(earlier[0], verb, verb.start, False)
    return Report(None, verb, verb.start, False)


def _is_party(one: Speaker, speakers: Speakers) -> bool:
    """Whether a side is named as a party to talks (中方, phía Việt Nam) and not as a country."""
    return one.printed.endswith("方") or one.printed.lower().startswith(("phía", "đảng", "chính phủ"))


def _choose(own: Sequence[Speaker], verb: Verb, speakers: Speakers) -> Speaker | None:
    """The subject of a verb among the noun phrases of its clause."""
    text, rules = speakers.text, speakers.rules
    for one in own:
        seems = verb.text in ("看来",) or speakers.is_subject(one)
        close = rules.adverbs.fullmatch(text, one.end, verb.start) is not None
        if not seems or (not close and rules.relative.match(text, one.end, verb.start)):
            continue
        if not close and (
            verb.text in BARE or (one.kind == "side" and not _is_party(one, speakers)) or one.kind in ("own", "pair")
        ):
            continue
        return one
    return None


def _unknown(verb: Verb, clause: int, speakers: Speakers) -> Speaker | None:
    """Somebody whom no list has, right before a verb of saying: by name, a private person; 一位老同志说, whose side nothing tells."""
    if verb.text not in speakers.rules.plain:
        return None
    text = speakers.text
    for at in range(clause, verb.start) if speakers.language == "zh" else ():
        apart = at == clause or not "\u4e00" <= text[at - 1] <= "\u9fff" or text[at - 1] == "的"
        if apart and (name := find_name(text, at, "zh")) and speakers.rules.adverbs.fullmatch(text, name[1], verb.start):
            return Speaker(*name, "person", "other", "", text[slice(*name)])
    match = speakers.rules.somebody.fullmatch(text, clause, verb.start)
    return Speaker(*match.span("who"), "office", "", "", match["who"]) if match else None


def _agents(named: Sequence[Speaker], speakers: Speakers, first: int, last: int) -> list[Report]:
    """Passives that name who says it: … được Đại tướng Phan Văn Giang nhấn mạnh."""
    found = []
    for verb in find_verbs(speakers.text, first, last, speakers.language) if speakers.language == "vi" else ():
        for one in named:
            agent = re.search(r"(?:được|do)\s$", speakers.text[max(first, one.start - 6) : one.start])
            if (
                agent
                and one.kind in PERSONAL
                and verb.text not in BARE
                and speakers.rules.adverbs.fullmatch(speakers.text, one.end, verb.start)
            ):
                found.append(Report(one, verb, first, False, whole=True))
    return found


def _positions(named: Sequence[Speaker], speakers: Speakers, first: int, last: int) -> list[Report]:
    """Positions named as somebody's (越南的一贯主张：), and what is said according to somebody (theo Đại sứ …,)."""
    text, rules = speakers.text, speakers.rules
    found = []
    for one in named:
        match = (
            rules.position.match(text, one.end, last)
            if speakers.language == "zh"
            else rules.position.search(text[max(first, one.start - 60) : one.start])
        )
        if match and speakers.language == "vi" and not re.match(r"\s(?:là|:)|:", text[one.end : one.end + 4]):
            match = None
        if match:
            at = match.end() if speakers.language == "zh" else one.end
            start = match.start("verb") if speakers.language == "zh" else max(first, one.start - 60) + match.start("verb")
            found.append(Report(one, Verb(start, start + len(match["verb"]), match["verb"].lower(), "position"), at, False))
        elif speakers.language == "vi" and (
            according := re.search(r"(?:^|[\s“\"])([Tt]heo)\s$", text[max(first, one.start - 6) : one.start])
        ):
            if one.kind in PERSONAL | {"pronoun", "joint"} or _is_party(one, speakers):
                start = max(first, one.start - 6) + according.start(1)
                found.append(Report(one, Verb(start, start + 4, "theo", "statement"), one.end, False, whole=True))
    return found
