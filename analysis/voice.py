"""Whose words stand at a place of a text: reporting clauses, carried on from sentence to sentence, and quotations.

Method. A paragraph begins with the voice whose account it is (`accounts`). A reporting clause (`reports`) takes over from its
subject on; whoever spoke goes on in the following sentences until another speaker, the end of the paragraph, or the narrator,
who tells and does not say (会谈后，…签署). A side inside somebody's speech is his report of it: its voice, his side in `outer`;
so are both sides in his sentence, and in all sentences of whoever briefs the press. What is wished of somebody, thanked for or
asked is no voice of his.

>>> from analysis.clean import clean_text
>>> from analysis.referents import Surroundings
>>> text = "习近平指出，两国关系密切，越方重申奉行一个中国政策。会谈后，双方签署协议。"
>>> voices = Voices(Accounts(Surroundings(clean_text(text, "zh"), "SRV")))
>>> [voices.at(text.index(words))[:2] for words in ("关系", "一个中国", "协议")]
[('PRC', '习近平'), ('SRV', '越方'), ('author', '')]
>>> voices.at(text.index("一个中国"))[2:5]
('', 'PRC', '重申')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from analysis.accounts import Accounts, Voice, as_voice
from analysis.quotations import Quotations, Span
from analysis.reports import PERSONAL, Report, Sentence, reports_of
from analysis.sayings import MODAL, WILLING, Verb
from analysis.speakers import Speaker

_MUTUAL = {
    "zh": re.compile("共同|相互|密切配合|协调配合|双方|两国"),
    "vi": re.compile("cùng nhau|phối hợp chặt chẽ|hai bên|hai nước"),
}
_OWNED = frozenset({"chia sẻ"})  # what countries have in common they do not say
_LEADERS = re.compile("领导人|元首|总书记|总理|外长|主席|lãnh đạo|Tổng Bí thư|Thủ tướng|Bộ trưởng", re.IGNORECASE)
_SIDES = frozenset({"side", "joint", "pair"})


@dataclass
class _State:
    """What is known while a paragraph is read.

    account  : whose account it is
    carried  : who goes on from the sentence before; None where nobody does
    briefing : he tells of what happened, so that no narrator takes over
    spoken   : who was last reported in this sentence
    person   : whoever of flesh and blood speaks in it; sides are reported by him
    """

    account: Voice
    carried: Voice | None = None
    briefing: bool = False
    spoken: Voice | None = None
    person: Voice | None = None


@dataclass
class _Reading:
    """A paragraph as far as it has been read: the voices of each sentence, each from its first character on."""

    state: _State
    sentences: list[tuple[int, int]]
    quotations: Quotations
    spans: list[list[Span]] = field(default_factory=list)
    claimed: list[Span] = field(default_factory=list)


class Voices:
    """The voices of one document, paragraph by paragraph, read only where somebody asks."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts, self.about = accounts, accounts.about
        self.text, self.language = accounts.text, accounts.language
        self.speakers, self.rules = accounts.speakers, accounts.speakers.rules
        self._paragraphs: dict[int, _Reading] = {}

    def at(self, start: int) -> Voice:
        """Whose words stand at a place of the cleaned text."""
        paragraph, begin, end = self.about.paragraph_at(start)
        if (reading := self._paragraphs.get(paragraph)) is None:
            state, quotations = _State(self.accounts.of(paragraph, begin, end)), Quotations(self.text, begin, end)
            reading = self._paragraphs[paragraph] = _Reading(state, self.about.sentences_to(end - 1), quotations)
        number = bisect_right(reading.sentences, (start, end)) - 1
        # Whose a quotation is may be said behind it; else nothing behind a sentence says whose it is.
        self._read_on(reading, len(reading.sentences) if reading.quotations else number + 1)
        spans = reading.spans[number] if number >= 0 else []
        span = bisect_right(spans, start, key=lambda span: span.start) - 1
        voice = spans[span].voice if span >= 0 else self.accounts.base
        number = bisect_right(reading.claimed, start, key=lambda quote: quote.start) - 1
        if number >= 0 and start < reading.claimed[number].end:
            quote = reading.claimed[number]
            begun = voice.basis is not None and quote.start <= voice.basis[0] < quote.end
            return voice if begun else quote.voice
        return voice

    def _read_on(self, reading: _Reading, stop: int) -> None:
        """The voices of the sentences of a paragraph up to one of them, and of quotations that say behind whose they are."""
        if len(reading.spans) >= stop:
            return
        state, quotations = reading.state, reading.quotations
        for first, last in reading.sentences[len(reading.spans) : stop]:
            sentence = Sentence(self.speakers, first, last)
            reports = reports_of(sentence)
            if state.carried and not quotations.has(first) and self._is_told(sentence, state, reports):
                state.carried = None
            read = self._sentence(first, last, state, reports)
            reading.spans.append(read)
            if quotations:
                quotations.claim(read, first)
            if reports:
                self._carry(first, last, state, read, reports)
        reading.claimed = quotations.claimed()

    def _is_told(self, sentence: Sentence, state: _State, reports: list[Report]) -> bool:
        """Whether the narrator takes over: something is told, or the speaker himself is spoken of."""
        carried = state.carried
        if carried is None or (carried.kind not in PERSONAL and (carried.kind != "joint" or self.accounts.is_joint)):
            return False
        if not state.briefing and self.rules.told.match(self.text, sentence.first, sentence.last):
            return True
        if any(report.subject for report in reports):
            return False
        himself = [one for one in sentence.named[:2] if one.kind == "person" and one.printed == carried.speaker]
        return any(self.speakers.is_subject(one, owned=True) for one in himself)

    def _sentence(self, first: int, last: int, state: _State, reports: list[Report]) -> list[Span]:
        """The voices of one sentence."""
        carried, subjects = state.carried, any(report.subject for report in reports)
        if carried and self.accounts.is_joint and carried.kind == "side" and not subjects:
            mutual = _MUTUAL[self.language].search(self.text, first, last)
            carried = state.carried = None if mutual else carried
        own = carried or state.account
        spans = [Span(first, last, own)]
        state.spoken, state.person = None, own if own.kind in PERSONAL else None
        for report in reports:
            voice = self._voice(report, state)
            if voice is None or (voice.kind == "joint" and own.kind in PERSONAL and self.text[last - 1] in "？?"):
                continue  # what is asked is not said
            fronted = report is not reports[0] and reports[0].subject is None and reports[0].verb.start <= first + 1
            whole = self._is_whole(report, voice, state, first) or (fronted and state.spoken is None and not carried)
            at = first if whole else report.at
            if at <= first:
                spans = []
            spans.append(Span(at, last, voice))
            if state.spoken is None and voice.rank == 1 and not carried and not self.accounts.is_joint:
                spans += self._new_subject(report, last, state.account)
            state.spoken = voice
            if voice.kind in PERSONAL and not (voice.outer and state.person):
                state.person = voice
        return spans

    def _is_whole(self, report: Report, voice: Voice, state: _State, first: int) -> bool:
        """Whether the words before a report are the same voice's: of both sides, of a topic, of whoever goes on."""
        if report.whole or state.spoken is not None:
            return report.whole
        goes_on = state.carried is not None and report.subject is None
        both = voice.kind == "joint" and state.carried is None
        return goes_on or both or self.rules.topic.match(self.text, first) is not None

    def _new_subject(self, report: Report, last: int, account: Voice) -> list[Span]:
        """Where a clause with another subject ends what a side holds in the narrator's words."""
        clauses = [match.end() for match in self.rules.clause.finditer(self.text, report.verb.end, last)]
        for one in self.speakers.within(report.verb.end, last):
            ends = clauses[: bisect_right(clauses, one.start)][-1:]
            same = report.subject and self.speakers.side_of(one) == self.speakers.side_of(report.subject)
            if not ends or one.kind not in _SIDES | {"outsider"} or same:
                continue
            near = one.kind == "outsider" and one.start - ends[-1] < 20
            if near or self.rules.adverbs.fullmatch(self.text, ends[-1], one.start):
                return [Span(ends[-1], last, account)]
        return []

    def _voice(self, report: Report, state: _State) -> Voice | None:
        """The voice that a reporting clause brings; None if it brings none."""
        account = state.account if state.account.kind in PERSONAL else None
        around = state.spoken or state.carried or account
        subject, verb = report.subject, report.verb
        if subject is None or subject.kind == "own":
            return _again(around, verb, state.spoken is not None) if around else None
        basis = (min(subject.start, verb.start), max(verb.end, subject.end))
        if subject.kind == "pronoun":
            who = self._antecedent(subject, around, state)
            outer = around.outer if around and state.spoken else account.side if account else ""
            return who and who._replace(outer=outer, verb=verb.text, basis=basis, rank=verb.rank)
        if not self._speaks(report, state):
            return None
        if subject.kind == "side" and state.person and state.person.side == subject.side:
            spoken = state.spoken
            inner = spoken if spoken and spoken.kind in PERSONAL and spoken.side == subject.side else state.person
            return _again(inner, verb, spoken is inner)
        side = self.speakers.side_of(subject) or self.accounts.side_by_order(subject.start)
        kind = "joint" if subject.kind == "pair" else subject.kind
        return Voice(
            side, subject.printed, subject.person, self._outer(report, subject, state), verb.text, basis, kind, verb.rank
        )

    def _antecedent(self, pronoun: Speaker, around: Voice | None, state: _State) -> Voice | None:
        """Whom 他 or ông means: whoever speaks, else whoever was last named."""
        if around and around.kind in PERSONAL and around is not state.account:
            return around
        if state.spoken and state.person and state.person is not state.account:
            return state.person
        last = self.speakers.last_named(pronoun.start)
        return as_voice(last) if last else None

    def _outer(self, report: Report, subject: Speaker, state: _State) -> str:
        """The side of whoever reports a subject; '' where nobody but the narrator does."""
        spoken, carried, person = state.spoken, state.carried, state.person
        own_account = state.account.kind in PERSONAL
        if subject.kind in _SIDES:
            if subject.kind == "side" and not (spoken or state.briefing or own_account) and _LEADERS.search(subject.printed):
                return ""  # the leaders of one side speak when the narrator turns to them
            if person and (state.briefing or spoken or own_account or subject.kind == "side"):
                return person.side
            around = spoken or carried
            return around.side if around and report.direct and not self.accounts.is_joint else ""
        if spoken:
            return spoken.side if report.direct else ""
        if own_account:
            return state.account.side
        in_briefing = state.briefing and carried and carried.speaker != subject.printed and carried.side == subject.side
        return carried.side if carried and in_briefing else ""

    def _speaks(self, report: Report, state: _State) -> bool:
        """Whether a subject with its verb is a voice: 双方要 in somebody's speech is none, nor is who only does something."""
        subject, verb = report.subject, report.verb
        if subject is None:
            return True
        if verb.text in MODAL:
            both = state.carried is not None and state.carried.kind == subject.kind == "joint"
            return subject.kind not in PERSONAL and state.person is None and (self.accounts.is_joint or both)
        if subject.kind in ("joint", "pair") and state.person:
            leaders = report.direct and _LEADERS.search(subject.printed) is not None
            return verb.kind != "wish" and verb.text not in WILLING and (verb.rank == 2 or leaders)
        return verb.text not in _OWNED or subject.kind in PERSONAL

    def _carry(self, first: int, last: int, state: _State, read: list[Span], reports: list[Report]) -> None:
        """Who goes on in the next sentence, and whether he tells of what happened."""
        carried = state.carried
        new = [span.voice for span in read if span.voice not in (state.account, carried) and not span.voice.outer]
        personal = [voice for voice in new if voice.kind in PERSONAL]
        told = [report for report in reports if report.subject]
        if any(self._is_act(report, first, last) for report in told[:1] if personal) or (
            not personal and any(self.rules.polite.match(self.text, report.verb.end, last) for report in told)
        ):
            state.carried, state.briefing = None, False
        elif personal:
            said = [voice for voice in personal if voice.speaker == personal[-1].speaker and voice.rank == 2]
            state.carried = said[-1] if said else personal[-1]
            state.briefing = state.carried.speaker in self.accounts.briefers or (
                state.briefing and carried is not None and carried.speaker == state.carried.speaker
            )
        elif (carried is None or carried.kind not in PERSONAL) and new:
            holds = self.accounts.is_joint or new[-1].rank == 2
            state.carried = new[-1] if holds else None

    def _is_act(self, report: Report, first: int, last: int) -> bool:
        """Whether a report is of an act or a habit, so that nobody goes on: 表示祝贺, 多次强调."""
        return bool(
            self.rules.habit.search(self.text, first, report.verb.start)
            or self.rules.polite.match(self.text, report.verb.end, last)
        )


def _again(around: Voice, verb: Verb, same_sentence: bool) -> Voice:
    """A voice that goes on with another verb: the verb of higher rank stays, of the same rank the nearer."""
    lower = verb.rank < around.rank and same_sentence
    if lower or verb.text in MODAL or (around.rank < 0 and verb.rank < 1):
        return around
    return around._replace(verb=verb.text, rank=verb.rank)
