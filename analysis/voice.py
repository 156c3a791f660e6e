"""Whose words stand at a place of a text: reporting clauses, carried on from sentence to sentence, quotations, the frame.

Method. A paragraph begins with the voice of the text: its narrator, both sides in a joint text, or whoever gives a speech. A
reporting clause (`reports`) takes over from its subject on; whoever spoke goes on in the following sentences until another
speaker, the end of the paragraph, or the narrator, who tells and does not say (会谈后，…签署). A side or both sides inside
somebody's speech are his report of them: their voice, his side in `outer`; so are both sides in the sentences of whoever
briefs the press or answers questions.

>>> from analysis.clean import clean_text
>>> text = "习近平指出，两国关系密切，越方重申奉行一个中国政策。会谈后，双方签署协议。"
>>> voices = Voices(Surroundings(clean_text(text, "zh"), "SRV"))
>>> [voices.at(text.index(words))[:2] for words in ("关系", "一个中国", "协议")]
[('PRC', '习近平'), ('SRV', '越方'), ('author', '')]
>>> voices.at(text.index("一个中国"))[2:5]
('', 'PRC', '重申')
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from analysis.referents import Surroundings
from analysis.reports import PERSONAL, Report, find_reports, together
from analysis.sayings import MODAL, WILLING, Verb
from analysis.speakers import Speaker, Speakers

_QUOTED = re.compile('“[^“”]*”|"[^"\n]*"|「[^「」]*」')
_SPEECH = {
    "zh": re.compile("(?:演讲|讲话|致辞|署名文章|贺信|发言|答词)(?:[（(]|$|全文|——)"),
    "vi": re.compile(
        r"^(?:Toàn văn )?(?:[Bb]ài )?(?:[Pp]hát biểu|PHÁT BIỂU|[Vv]iết|BÀI VIẾT|[Dd]iễn văn|DIỄN VĂN|[Ll]ời chúc|Thư)[^.]{0,30}? (?:của|CỦA)"
    ),
}
_FIRST_PERSON = {"zh": re.compile("我"), "vi": re.compile(r"(?<!\w)(?:tôi|chúng tôi|chúng ta)(?!\w)", re.IGNORECASE)}
_JOINT_TEXT = {
    "zh": re.compile("联合(?:声明|公报|新闻公报|宣言|新闻稿)[^，。]{0,6}。?$|联合(?:声明|公报|新闻公报|宣言)[（(]"),
    "vi": re.compile(r"^[“\"]?(?:TUYÊN BỐ CHUNG|Tuyên bố chung|THÔNG CÁO CHUNG|Thông cáo chung)"),
}
_MUTUAL = {
    "zh": re.compile("共同|相互|密切配合|协调配合|双方|两国"),
    "vi": re.compile("cùng nhau|phối hợp chặt chẽ|hai bên|hai nước"),
}
_ASKED = {"zh": re.compile("问|记者问?|[^，。]{0,8}(?:社|报|台)记者(?:问)?"), "vi": re.compile("Hỏi|Phóng viên|PV|H")}
_ANSWERED = {"zh": re.compile("答"), "vi": re.compile("Đáp|Trả lời|Đ|TL")}
_NO_NAME = "(?![\u4e00-\u9fff]{1,8}(?:年|论坛|协会|宫|大联欢|委员会|机制|学院|中心)|[^“”]*”)"  # in a proper name the order says nothing
_IN_NAME = re.compile(r"(?:Năm|Liên hoan|Diễn đàn|Hội|Cung|Ủy ban|Trung tâm|Ngày)(?: \w+){0,6} $")
_ORDERS = {
    "zh": (re.compile(f"中越{_NO_NAME}"), re.compile(f"越中{_NO_NAME}")),
    "vi": (re.compile("(?<=[a-zà-ỹ] )Trung ?[-–] ?Việt"), re.compile("(?<=[a-zà-ỹ] )Việt ?[-–] ?Trung")),
}
_SIGNS = re.compile(
    "越通社|越南之声|VOV|新华社|人民日报|央视|中央电视台|中央广播电视总台|国际在线|中新社|中新网|TTXVN|Thông tấn xã Việt Nam"
)  # whose text it is
_GREETING = re.compile("各位|尊敬|亲爱|Thưa|Kính")
_DIALOGUE = 2  # labelled paragraphs that make a dialogue


_OWNED = frozenset({"chia sẻ"})  # what countries have in common they do not say


class Voice(NamedTuple):
    """Whose words: side and speaker as printed, his id, who reports him, by which verb; where that stands in cleaned text."""

    side: str
    speaker: str = ""
    person: str = ""
    outer: str = ""
    verb: str = ""
    basis: tuple[int, int] | None = None
    kind: str = "frame"
    rank: int = -1


AUTHOR = Voice("author")


class _Span(NamedTuple):
    start: int
    end: int
    voice: Voice


class Voices:
    """The voices of one document, paragraph by paragraph, read only where somebody asks."""

    def __init__(self, about: Surroundings, date: str = "", side: str = "") -> None:
        """`side` : that issued the text, '' where nobody says; `date` : of the text, for offices without a name."""
        self.about = about
        self.text, self.language = about.cleaned.text, about.cleaned.language
        known = side or _SIGNS.search(self.text)
        self.speakers = Speakers(about, date, about.home if known else "")
        self.rules = self.speakers.rules
        self.is_joint = about.home == "joint" or any(_JOINT_TEXT[self.language].search(line) for line in self._head())
        self.base = Voice("joint") if self.is_joint else self._speech() or AUTHOR
        self._paragraphs: dict[int, tuple[list[_Span], list[_Span]]] = {}
        self._account = self.base  # whose account a paragraph is: the narrator's, or that of whoever is labelled
        self._person: Voice | None = None  # whoever of flesh and blood is speaking in the sentence that is read

    def _head(self) -> list[str]:
        """The first lines of the counted text, without the marks at their ends."""
        return [line.strip() for line in self.text[:400].split("\n")[:3] if len(line) < 150]

    def _speech(self) -> Voice | None:
        """The voice of whoever gives the speech or wrote the article that the whole text is; None if it is neither."""
        for line in self._head():
            if _SPEECH[self.language].search(line) and _FIRST_PERSON[self.language].search(self.text):
                at = self.text.index(line)
                named = [one for one in self.speakers.within(at, at + len(line)) if one.kind in ("person", "office")]
                if named:
                    one = named[0]
                    return Voice(one.side, one.printed, one.person, basis=(one.start, one.end), kind="person")
        return None

    def at(self, start: int) -> Voice:
        """Whose words stand at a place of the cleaned text."""
        paragraph, _, _ = self.about.paragraph_at(start)
        if paragraph not in self._paragraphs:
            self._paragraphs[paragraph] = self._read(start)
        spans, quotes = self._paragraphs[paragraph]
        number = bisect_right(spans, start, key=lambda span: span.start) - 1
        span = spans[number] if number >= 0 else _Span(start, start, self.base)
        for quote in quotes:
            begun = span.voice.basis is not None and quote.start <= span.voice.basis[0] < quote.end
            if quote.start <= start < quote.end and not begun:
                return quote.voice
        return span.voice

    def _read(self, at: int) -> tuple[list[_Span], list[_Span]]:
        """The voices of one paragraph, each from its first character on, and of quotations that say behind whose they are."""
        paragraph, start, end = self.about.paragraph_at(at)
        self._account = self._label(paragraph, start, end) or self.base
        carried: Voice | None = None
        quotes = [match.span() for match in _QUOTED.finditer(self.text, start, end)]
        spans: list[_Span] = []
        behind: list[_Span] = []
        briefing = False
        for first, last in self.about.sentences_to(end - 1):
            quoted = any(start < first < end for start, end in quotes)
            reports = find_reports(self.speakers, first, last)
            if carried and not quoted and self._is_told(first, last, carried, reports, briefing):
                carried = None
            read = self._sentence(first, last, carried, reports, briefing)
            behind += self._quotations(read, quotes, first)
            spans += read
            carried, briefing = self._carry(first, last, carried, read, reports, briefing)
        return spans, behind

    def _is_told(self, first: int, last: int, carried: Voice, reports: list[Report], briefing: bool) -> bool:
        """Whether the narrator takes over: something is told, or the speaker himself is spoken of."""
        if carried.kind not in PERSONAL and not (carried.kind == "joint" and not self.is_joint):
            return False
        if not briefing and self.rules.told.match(self.text, first, last):
            return True
        if any(report.subject for report in reports):
            return False
        named = together(self.speakers.within(first, last), self.speakers)[:2]
        himself = [one for one in named if one.kind == "person" and one.printed == carried.speaker]
        return any(
            self.speakers.is_subject(one) and (carried.basis is None or one.start != carried.basis[0]) for one in himself
        )

    def _sentence(self, first: int, last: int, carried: Voice | None, reports: list[Report], briefing: bool) -> list[_Span]:
        """The voices of one sentence."""
        base = self._account
        if carried and self.is_joint and carried.kind == "side" and not any(report.subject for report in reports):
            carried = None if _MUTUAL[self.language].search(self.text, first, last) else carried
        spans = [_Span(first, last, carried or base)]
        spoken: Voice | None = None
        own = carried or base
        self._person = own if own.kind in PERSONAL else None
        for report in reports:
            voice = self._voice(report, spoken, carried, briefing)
            if voice is None or (voice.kind == "joint" and carried and self.text[last - 1] in "？?"):
                continue  # what is asked is not said
            at = report.at
            topic = self.rules.topic.match(self.text, first)
            if report.whole or (
                spoken is None and (topic or (voice.kind == "joint" and not carried) or (carried and report.subject is None))
            ):
                at = first
            if at == first:
                spans = []
            spans.append(_Span(at, last, voice))
            if spoken is None and voice.rank == 1 and not carried and not self.is_joint:
                spans += self._new_subject(report, last)
            spoken = voice
            if voice.kind in PERSONAL and not (voice.outer and self._person):
                self._person = voice
        return spans

    def _new_subject(self, report: Report, last: int) -> list[_Span]:
        """Where a clause with another subject ends what a side holds in the narrator's words."""
        for one in self.speakers.within(report.verb.end, last):
            ends = [match.end() for match in self.rules.clause.finditer(self.text, report.verb.end, one.start)]
            if (
                not ends
                or one.kind not in ("joint", "side", "pair", "outsider")
                or (report.subject and one.side == report.subject.side)
            ):
                continue
            if self.rules.adverbs.fullmatch(self.text, ends[-1], one.start) or (
                one.kind == "outsider" and one.start - ends[-1] < 20
            ):
                return [_Span(ends[-1], last, self._account)]
        return []

    def _voice(self, report: Report, spoken: Voice | None, carried: Voice | None, briefing: bool) -> Voice | None:
        """The voice that a reporting clause brings; None if it brings none."""
        around = spoken or carried or (self._account if self._account.kind == "person" else None)
        subject, verb = report.subject, report.verb
        if subject is None or subject.kind == "own":
            return _again(around, verb, spoken is not None) if around else None
        basis = (min(subject.start, verb.start), max(verb.end, subject.end))
        if subject.kind == "pronoun":
            if around is None or around.kind not in PERSONAL or around is self._account:
                around = self._person if spoken and self._person is not self._account else self._last_person(subject.start)
            outer = around.outer if around and spoken else self._account.side if self._account.kind in PERSONAL else ""
            return around and around._replace(outer=outer, verb=verb.text, basis=basis, rank=verb.rank)
        person = self._person if self._person and (spoken or carried) else None
        if not self._speaks(report, person, carried):
            return None
        if subject.kind == "side" and person and person.side == subject.side:
            inner = spoken if spoken and spoken.kind in PERSONAL and spoken.side == subject.side else person
            return _again(inner, verb, spoken is inner)
        outer = ""
        account = briefing or spoken is not None or self._account.kind == "person" or subject.kind == "side"
        if subject.kind in ("side", "joint", "pair") and (
            (person and account) or (around and report.direct and not self.is_joint)
        ):
            outer = person.side if person else around.side  # type: ignore[union-attr]
        elif subject.kind in PERSONAL and spoken and report.direct:
            outer = spoken.side
        elif subject.kind in PERSONAL and (self._account.kind == "person" and not spoken):
            outer = self._account.side
        elif (
            subject.kind in PERSONAL
            and briefing
            and carried
            and carried.speaker != subject.printed
            and carried.side == subject.side
        ):
            outer = carried.side
        kind = "joint" if subject.kind == "pair" else subject.kind
        return Voice(
            subject.side or self._by_order(subject), subject.printed, subject.person, outer, verb.text, basis, kind, verb.rank
        )

    def _speaks(self, report: Report, person: Voice | None, carried: Voice | None) -> bool:
        """Whether a subject with its verb is a voice: 双方要 in somebody's speech is none, nor is who only does something."""
        subject, verb = report.subject, report.verb
        if verb.text in MODAL:
            goes_on = carried is not None and carried.kind == "joint" and subject.kind == "joint"
            return subject.kind not in PERSONAL and not person and (self.is_joint or goes_on)
        if subject.kind in ("joint", "pair") and person:
            return verb.kind != "wish" and verb.text not in WILLING and (verb.rank == 2 or report.direct)
        return verb.text not in _OWNED or subject.kind in PERSONAL

    def _by_order(self, subject: Speaker) -> str:
        """The last resort for a speaker whose side nothing tells: whether his sentence says 中越 or 越中."""
        first, last = self.about.sentence_at(subject.start)
        chinese, vietnamese = (
            any(not _IN_NAME.search(self.text[max(first, match.start() - 50) : match.start()]) for match in order.finditer(self.text, first, last))
            for order in _ORDERS[self.language]
        )
        return "PRC" if chinese and not vietnamese else "SRV" if vietnamese and not chinese else ""

    def _last_person(self, at: int) -> Voice | None:
        """Whoever was last introduced by name and title before a place."""
        who = self.speakers.last_named(at)
        return Voice(who.side, who.printed, who.person, kind="person") if who else None

    def _carry(
        self, first: int, last: int, carried: Voice | None, read: list[_Span], reports: list[Report], briefing: bool
    ) -> tuple[Voice | None, bool]:
        """Who goes on in the next sentence, and whether he tells of what happened."""
        new = [span.voice for span in read if span.voice.kind != "frame" and not span.voice.outer]
        personal = [voice for voice in new if voice.kind in PERSONAL and voice is not carried]
        if personal:
            main = personal[0] if not carried or personal[0].speaker != carried.speaker else personal[-1]
            subject = next(
                (report for report in reports if report.subject and report.subject.kind in PERSONAL | {"pronoun"}), None
            )
            habit = subject and self.rules.habit.search(self.text, first, subject.verb.start)
            if subject and (habit or self.rules.polite.match(self.text, subject.verb.end, last)):
                return None, False
            same = [voice for voice in personal if voice.speaker == personal[-1].speaker and voice.rank == 2]
            brief = main.speaker in self._briefers or (briefing and main.speaker == (carried.speaker if carried else ""))
            return (same[-1] if same else personal[-1]), brief
        if carried and carried.kind in PERSONAL:
            polite = any(report.subject and self.rules.polite.match(self.text, report.verb.end, last) for report in reports)
            return (None, False) if polite else (carried, briefing)
        if new and (self.is_joint or new[-1].rank == 2):
            return new[-1], False
        return (carried, briefing) if not any(report.subject for report in reports) or not new else (None, False)

    @cached_property
    def _briefers(self) -> frozenset[str]:
        """Those of whom the text says that they tell of something: to the press, in an interview."""
        told = set()
        for match in self.rules.briefing.finditer(self.text):
            for report in find_reports(self.speakers, *self.about.sentence_at(match.start())):
                if report.subject and report.subject.kind in ("person", "office"):
                    told.add(report.subject.printed)
                    break
        return frozenset(told)

    def _quotations(self, read: list[_Span], quotes: list[tuple[int, int]], first: int) -> list[_Span]:
        """Quotations that say behind them whose they are: “…，”范明政说; “…。”他强调。"""
        found = []
        for start, end in quotes:
            for span in read:
                if span.voice.basis is None or not end <= span.voice.basis[0]:
                    continue
                near = self.text[end : span.voice.basis[0]] in ("", "，", ",", ", ", " ") and (
                    self.text[end - 2] in "，。！？,.!?" or end - start > 24
                )
                alone = (
                    self.text[end - 2] in "。！？.!?…"
                    and end <= first + 1
                    and self.text[span.voice.basis[1] : span.voice.basis[1] + 1] in "。.，, "
                )
                if near or alone:
                    found.append(_Span(start, end, span.voice))
                    break
        return found

    def _label(self, paragraph: int, start: int, end: int) -> Voice | None:
        """The voice of a labelled paragraph (毛宁：…), or of one that goes on with the label before it.

        It goes on where another label follows, or where somebody speaks of himself.
        """
        if paragraph in self._labels:
            return self._labels[paragraph]
        pieces = self.about.cleaned.pieces
        labels = {number: voice for number, voice in self._labels.items() if pieces[number].stretch.role != "title"}
        before = [number for number in labels if number < paragraph]
        if not before:
            return None
        if self.rules.told.match(self.text, start, end):
            return None
        goes_on = max(labels) > paragraph or self.rules.own_side.search(self.text, start, end)
        return labels[before[-1]] if goes_on and len(labels) >= _DIALOGUE else None

    @cached_property
    def _labels(self) -> dict[int, Voice]:
        labels: dict[int, Voice] = {}
        answers: Voice | None = None
        for paragraph, start in self.about.paragraph_starts().items():
            match = self.rules.label.match(self.text, start)
            who = match["who"].strip() if match else ""
            if match is None or _GREETING.search(who):
                continue
            named = [
                one
                for one in self.speakers.within(*self.about.sentence_at(start))
                if one.start >= start and one.end == match.end("who")
            ]
            if named and named[0].kind in PERSONAL:
                one = named[0]
                labels[paragraph] = Voice(one.side, one.printed, one.person, basis=(one.start, one.end), kind=one.kind)
                answers = labels[paragraph] if one.kind != "outsider" else answers
            elif _ASKED[self.language].fullmatch(who):
                labels[paragraph] = Voice("other", who, basis=match.span("who"), kind="outsider")
            elif _ANSWERED[self.language].fullmatch(who):
                labels[paragraph] = (
                    answers or self._last_person(start) or Voice("", who, basis=match.span("who"), kind="person")
                )
        return labels


def _again(around: Voice, verb: Verb, same_sentence: bool) -> Voice:
    """A voice that goes on with another verb: the verb of higher rank stays, of the same rank the nearer."""
    if verb.rank < around.rank and same_sentence:
        return around
    if verb.text in MODAL or (around.rank < 0 and verb.rank < 1):
        return around
    return around._replace(verb=verb.text, rank=verb.rank)
