"""Whose account a text or paragraph is, before anybody in it is reported: the narrator's, both sides', a speaker's.

A joint statement is both sides' own text. A speech or signed article is its author's. A paragraph that a name stands before
(毛宁：…) is that person's, and so are the following ones while others of the dialogue come. All else is the narrator's.

>>> from analysis.clean import clean_text
>>> def account(text):
...     return Accounts(Surroundings(clean_text(text, "zh"), "")).base[:2]
>>> account("中越联合声明\\n双方同意合作。"), account("习近平在越南国会的演讲\\n我谨代表中国政府……"), account("新华社电。")
(('joint', ''), ('PRC', '习近平'), ('author', ''))
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import NamedTuple

from analysis.listing import is_speech
from analysis.referents import Surroundings
from analysis.reports import PERSONAL, find_reports
from analysis.speakers import Speaker, Speakers

_SPEECH = {
    "zh": re.compile("(?:演讲|讲话|致辞|署名文章|贺信|发言|答词)(?:[（(]|$|全文|——|《[^》]*》$)"),
    "vi": re.compile(
        "^(?:Toàn văn )?(?:bài )?(?:phát biểu|viết|diễn văn|lời chúc|thư)[^.]{0,30}? của",
        re.IGNORECASE,
    ),
}
_FIRST_PERSON = {"zh": re.compile("我"), "vi": re.compile(r"(?<!\w)(?:tôi|chúng tôi|chúng ta)(?!\w)", re.IGNORECASE)}
_SENTENCE = re.compile("[。！？!?]|[.:,](?:\\s|$)")
_JOINT_TEXT = {
    "zh": re.compile("联合(?:声明|公报|新闻公报|宣言|新闻稿)[^，。]{0,6}。?$|联合(?:声明|公报|新闻公报|宣言)[（(]"),
    "vi": re.compile('^[“"]?(?:TUYÊN BỐ CHUNG|Tuyên bố chung|THÔNG CÁO CHUNG|Thông cáo chung)'),
}
_ASKED = {"zh": re.compile("问|记者问?|[^，。]{0,8}(?:社|报|台)记者(?:问)?"), "vi": re.compile("Hỏi|Phóng viên|PV|H")}
_ANSWERED = {"zh": re.compile("答"), "vi": re.compile("Đáp|Trả lời|Đ|TL")}
_GREETING = re.compile("各位|尊敬|亲爱|Thưa|Kính")
_DIALOGUE = 2  # labelled paragraphs that make one
# What a text says of who published it.
_SIGNS = re.compile(
    "越通社|越南之声|VOV|新华社|人民日报|央视|中央电视台|中央广播电视总台|国际在线|中新社|中新网|TTXVN|Thông tấn xã Việt Nam"
)
# The order of the two names, where it is not part of a proper name.
_NAME_BEHIND = re.compile("[\u4e00-\u9fff]{1,8}(?:年|论坛|协会|宫|大联欢|委员会|机制|学院|中心)|[^“”\n]{0,500}”")
_NAME_BEFORE = re.compile(r"(?:Năm|Liên hoan|Diễn đàn|Hội|Cung|Ủy ban|Trung tâm|Ngày)(?: \w+){0,6} $")
_ORDERS = {
    "zh": (re.compile("中越"), re.compile("越中")),
    "vi": (re.compile("Trung ?[-–] ?Việt"), re.compile("Việt ?[-–] ?Trung")),
}


class Voice(NamedTuple):
    """Whose words: side and speaker as printed, his id, who reports him, by which verb; where that stands in cleaned text.

    kind : of the speaker (`Speaker.kind`); frame where nobody is reported
    rank : of the verb (`Verb.rank`); -1 without one
    """

    side: str
    speaker: str = ""
    person: str = ""
    outer: str = ""
    verb: str = ""
    basis: tuple[int, int] | None = None
    kind: str = "frame"
    rank: int = -1


AUTHOR = Voice("author")


class Accounts:
    """Whose account the paragraphs of one document are."""

    def __init__(self, about: Surroundings, date: str = "", side: str = "", genre: str = "") -> None:
        """`side` : that issued the text, '' where nobody says; `date` : of the text, for offices without a name; `genre`."""
        self.about = about
        self.text, self.language = about.cleaned.text, about.cleaned.language
        known = side or _SIGNS.search(self.text)
        self.speakers = Speakers(about, date, about.home if known else "")
        self._orders: dict[int, str] = {}  # by sentence
        # The first lines of the counted text:
        self._head = [line.strip() for line in self.text[:400].split("\n")[:3] if len(line) < 150]
        self.is_joint = about.home == "joint" or any(_JOINT_TEXT[self.language].search(line) for line in self._head)
        self.base = Voice("joint") if self.is_joint else self._speech(is_speech(genre), side) or AUTHOR

    def _speech(self, told: bool, side: str) -> Voice | None:
        """The voice of whoever gives the speech or wrote the article that the whole text is; None if it is neither.

        told : documents.csv says that it is one
        """
        if not _FIRST_PERSON[self.language].search(self.text):
            return None
        titled = next((number for number, line in enumerate(self._head) if _SPEECH[self.language].search(line)), -1)
        for number, line in enumerate(self._head):
            signed = (told or 0 <= titled < number) and not _SENTENCE.search(line)  # a line with a name alone: 国家主席 习近平
            if number != titled and not signed:
                continue
            at = self.text.index(line)
            by = [one for one in self.speakers.within(at, at + len(line)) if one.kind in ("person", "office")]
            if number != titled:
                by = [one for one in by if one.kind == "person" and side in ("", one.side)]
            if by:
                return as_voice(by[0])._replace(kind="person")
        return Voice(side, kind="person") if told and side in ("PRC", "SRV") else None

    def of(self, paragraph: int, start: int, end: int) -> Voice:
        """Whose account a paragraph is; a dialogue goes on where another label follows, or somebody speaks of himself."""
        if paragraph in self._labels:
            return self._labels[paragraph]
        rules = self.speakers.rules
        labels = [number for number in self._labels if self.about.role_of(number) != "title"]
        before = [number for number in labels if number < paragraph]
        if not before or len(labels) < _DIALOGUE or rules.told.match(self.text, start, end):
            return self.base
        goes_on = labels[-1] > paragraph or rules.own_side.search(self.text, start, end)
        return self._labels[before[-1]] if goes_on else self.base

    @cached_property
    def _labels(self) -> dict[int, Voice]:
        """Paragraphs that begin with who speaks in them, and who that is."""
        labels: dict[int, Voice] = {}
        answers: Voice | None = None
        for paragraph, start in self.about.paragraph_starts().items():
            match = self.speakers.rules.label.match(self.text, start)
            who = match["who"].strip() if match else ""
            if match is None or _GREETING.search(who):
                continue
            named = [one for one in self.speakers.within(start, match.end()) if one.end == match.end("who")]
            unknown = Voice("", who, basis=match.span("who"), kind="office")
            if named and named[0].kind in PERSONAL:
                labels[paragraph] = as_voice(named[0])
                answers = labels[paragraph] if named[0].kind != "outsider" else answers
            elif _ASKED[self.language].fullmatch(who):
                labels[paragraph] = unknown._replace(side="other", kind="outsider")
            elif _ANSWERED[self.language].fullmatch(who):
                last = self.speakers.last_named(start)
                labels[paragraph] = answers or (as_voice(last)._replace(basis=None) if last else unknown)
        return labels

    @cached_property
    def briefers(self) -> frozenset[str]:
        """Those of whom the text says that they tell of something: to the press, in an interview."""
        told = set()
        matches = self.speakers.rules.briefing.finditer(self.text)
        for sentence in dict.fromkeys(self.about.sentence_at(match.start()) for match in matches):
            for report in find_reports(self.speakers, *sentence):
                if report.subject and report.subject.kind in ("person", "office"):
                    told.add(report.subject.printed)
                    break
        return frozenset(told)

    def side_by_order(self, at: int) -> str:
        """The last resort for a speaker whose side nothing tells: 中越 or 越中 in his sentence; '' where it says both."""
        first, last = self.about.sentence_at(at)
        if first not in self._orders:
            chinese, vietnamese = (
                any(not self._in_name(match) for match in order.finditer(self.text, first, last))
                for order in _ORDERS[self.language]
            )
            self._orders[first] = "" if chinese == vietnamese else "PRC" if chinese else "SRV"
        return self._orders[first]

    def _in_name(self, match: re.Match[str]) -> bool:
        """Whether an order of the two names is part of a proper name: 越中友谊宫, Năm Giao lưu nhân văn Việt - Trung."""
        if self.language == "zh":
            return _NAME_BEHIND.match(self.text, match.end()) is not None
        before = self.text[max(0, match.start() - 50) : match.start()]
        return _NAME_BEFORE.search(before) is not None or not before.strip()[-1:].islower()


def as_voice(one: Speaker) -> Voice:
    """A speaker as the voice of his own account."""
    return Voice(one.side, one.printed, one.person, basis=(one.start, one.end), kind=one.kind)
