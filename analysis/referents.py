"""Whose relationship a sentence speaks of: 中越传统友谊 is China's and Vietnam's, 中老传统友谊 is not.

Method. A text has a home: the side that issued it, or the one its names for the relationship give away (越中, 越通社). What is
said of the home and its partner is said of the relationship; what is said of the home and anyone else is not. For a formula
the nearest of these decides: countries named before it in its sentence, nearest first (an enumeration counts as one); a pair
(中老) named behind it; no state but a company or a bank; sentences before it in the paragraph that name the relationship, or
another party to talks; what the document names most often. If nothing is named anywhere, nothing is known.

>>> from analysis.clean import clean_text
>>> def whose(text, word):
...     cleaned = clean_text(text, "zh")
...     at = cleaned.text.index(word)
...     return Surroundings(cleaned, "PRC").referent(at, at + len(word))
>>> whose("习近平指出，中老传统友谊深厚。", "传统友谊"), whose("两国传统友谊深厚，越南青年深有体会。", "传统友谊")
('LAO', 'VNM')
>>> whose("越南总理访华。双方愿弘扬传统友谊。", "传统友谊"), whose("弘扬传统友谊。", "传统友谊")
('VNM', '')
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from analysis.clean import Cleaned
from analysis.countries import Mention, Names
from analysis.fold import QUOTES
from analysis.home import home_side, partners_of
from analysis.phrase import is_governed
from analysis.segment import Sentences

RELATION = "VNM"  # the referent of a formula of this relationship, whichever side speaks
BOTH = "both"  # what lies between the two and names both of them: 北部湾
EXCERPT = {"zh": 100, "vi": 200}  # a text of no more characters may be an excerpt in which nobody is named
NEAR = 100  # names in one sentence, on either side of a form
_TWO_STATES = {"zh": "两国|两党|双边", "vi": "hai nước|hai Đảng|hai Tổng Bí thư|song phương"}
_TWO_SIDES = {"zh": "双方", "vi": "hai bên|hai nhà lãnh đạo"}
_NARRATOR = {
    "zh": re.compile("[^，。；]{0,5}(?:学者|专家|教授|媒体|记者|分析|舆论|智库|报纸|报道|网友|时报|日报|早报|观察)"),
    "vi": re.compile(" ?(?:chuyên gia|học giả|báo chí|nhà báo)"),
}
_ENUMERATED = {"zh": re.compile("(?:[、，]|以?及|和|与|同|或|等国?家?和?)?"), "vi": re.compile("(?:,? (?:và |với )?)?")}
# What makes a country a party to talks and not a topic: a leader, a party, a preposition.
_PARTY = {
    "zh": (
        re.compile("(?:同|与|和|(?<![面应反针])对|视|把|将|会见|会晤|访问|抵达|来到|前往|飞抵)$"),
        re.compile("[^，。；]{0,8}(?:书记|主席|总理|首相|总统|国王|外长|部长|领导人|大使|党|双方|两国)"),
    ),
    "vi": (
        re.compile("(?:với|và|cùng|giữa|thăm|tiếp|Tổng thống|Thủ tướng|Chủ tịch|Bộ trưởng|Đại sứ|Tổng Bí thư|lãnh đạo) $"),
        re.compile(" (?:và Việt Nam|- )"),
    ),
}
_ATTACHED = re.compile(f"(?:[{QUOTES}]|的|人民|两国|国家|各国|成员国?)*")  # between a country and what is its own
_OF = re.compile("(?: (?:giữa|với|của|hai nước|hai Đảng))* ")


def _is_followed(end: int, organisations: list[int]) -> bool:
    """Whether an organisation begins right behind a state, whose name is part of its name: 越南企业."""
    following = bisect_left(organisations, end)
    return following < len(organisations) and organisations[following] <= end + 6


class Surroundings:
    """What one document names, paragraph by paragraph and sentence by sentence; looked up only where a candidate asks."""

    def __init__(self, cleaned: Cleaned, issuer_side: str = "") -> None:
        self.cleaned = cleaned
        self._issuer_side = issuer_side
        self.said_by: Callable[[int], str] = lambda at: ""  # whose words stand at a place; set by whoever reads voices
        self.edges: frozenset[int] | None = None  # where words of the user's segmenter begin and end; None asks jieba
        self._matches: dict[tuple[str, int, int], bool] = {}
        # Looked up once, so that many forms in one sentence or paragraph cost no more than its length:
        self._of_organisations: dict[int, bool] = {}  # by sentence
        self._names_relation: dict[int, bool] = {}  # by paragraph
        self._named_before: dict[int, list[tuple[str, str]]] = {}  # by paragraph, then sentence

    @cached_property
    def home(self) -> str:
        """The side whose text this is."""
        return home_side(self.cleaned, self._issuer_side)

    @cached_property
    def partners(self) -> frozenset[str]:
        """Countries that are the other side of this relationship."""
        return partners_of(self.home, self.cleaned.language)

    @cached_property
    def sentences(self) -> Sentences:
        """Its paragraphs and their sentences."""
        return Sentences(self.cleaned)

    @cached_property
    def _names(self) -> Names:
        return Names(self.cleaned, self.sentences)

    def sentence_number(self, at: int) -> int:
        """Number of the sentence in which a character stands, in the counted text."""
        return self.sentences.number(at)

    def matches(self, pattern: str, at: int | None = None) -> bool:
        """Whether a pattern is found in the sentence of a place, or without one anywhere in the text; case does not matter."""
        first, last = (0, len(self.cleaned.text)) if at is None else self.sentence_at(at)
        if (pattern, first, last) not in self._matches:
            found = re.search(pattern, self.cleaned.text[first:last], re.IGNORECASE)
            self._matches[pattern, first, last] = found is not None
        return self._matches[pattern, first, last]

    def segment_at(self, at: int) -> int:
        """Number of the stretch in which a character stands."""
        return self.sentences.segments[self.sentences.paragraph(at)]

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Range of the sentence in which a character stands."""
        return self.sentences.at(at)

    def sentences_to(self, at: int) -> list[tuple[int, int]]:
        """The sentences of a place's paragraph up to its own."""
        return self.sentences.of(self.sentences.paragraph(at))[: self.sentences.index(at) + 1]

    def paragraph_at(self, at: int) -> tuple[int, int, int]:
        """Number and range of the paragraph in which a character stands."""
        number = self.sentences.paragraph(at)
        return number, *self.sentences.paragraphs[number]

    def paragraph_starts(self) -> dict[int, int]:
        """Number of each paragraph, and where it begins; of one that is read as several, of the first of them."""
        segments = self.sentences.segments
        return {
            number: first
            for number, (first, last) in enumerate(self.sentences.paragraphs)
            if first < last and (not number or segments[number] != segments[number - 1])
        }

    def role_of(self, paragraph: int) -> str:
        """The role of the stretch that a paragraph is, or stands in."""
        return self.cleaned.pieces[self.sentences.segments[paragraph]].stretch.role

    def first_mentions(self, paragraph: int) -> dict[str, int]:
        """Countries and groups that a paragraph names, each with the place where it does so first."""
        return self._names.firsts(paragraph)

    def mentions(self, sentence: tuple[int, int]) -> list[Mention]:
        """Countries, groups and organisations named in a sentence."""
        return self._names.within(sentence)

    @cached_property
    def _named(self) -> Counter[str]:
        """How many mentions of the text name each relationship, the one that is named first before the others."""
        return Counter(whose for mention in self._names if (whose := self._whose([mention], mention.end)))

    def referent(self, start: int, end: int) -> str:
        """Whose relationship text[start:end] is said of: 'VNM' this one, another country's or group's id, '' unknown."""
        before, behind = self._near(start, end)
        if whose := self._behind(behind, end):
            return whose
        whose, passing = self._before([mention for mention in before if self._may_own(mention, start)], start)
        if whose:
            return whose
        for mention in behind:
            if mention.pair and (whose := self._whose([mention], start)):
                return whose
        further = self._in_paragraph(start)
        if further == RELATION or not passing:
            return further or self._in_document or ("organisations" if self.speaks_of_organisations(start) else "")
        return passing

    def _near(self, start: int, end: int) -> tuple[list[Mention], list[Mention]]:
        """What is named before and behind text[start:end] in its sentence; of a list of hundreds the nearest."""
        mentions = self.mentions(self.sentence_at(start))
        before = bisect_right(mentions, start, key=lambda mention: mention.end)
        behind = bisect_left(mentions, (end,))
        return mentions[max(0, before - NEAR) : before], mentions[behind : behind + NEAR]

    def _behind(self, mentions: list[Mention], end: int) -> str:
        """Whose relationship is named right behind, where Vietnamese puts it: hữu nghị truyền thống Việt - Lào."""
        if self.cleaned.language != "vi":
            return ""
        group: list[Mention] = []
        for mention in mentions:
            joint = _ENUMERATED["vi"] if group else _OF
            if not joint.fullmatch(self.cleaned.text, group[-1].end if group else end, mention.start):
                break
            group.append(mention)
        return self._whose(group, end) if group else ""

    def _before(self, mentions: list[Mention], start: int) -> tuple[str, str]:
        """Whose relationship the mentions before a place name, nearest first, and who is named in passing only."""
        both = self.home in ("PRC", "SRV") and any(mention.names & self.partners for mention in mentions)
        passing = ""
        while mentions:
            group = self._last_enumeration(mentions)
            whose = self._whose(group, start) or (RELATION if both else "")
            mentions = mentions[: -len(group)]
            # 日本把越南看作: whose priority it is, the subject says.
            if whose == RELATION and mentions and self.cleaned.text[group[0].start - 1] in "把将":
                whose = self._whose([mentions[-1]], start) or whose
            if whose == RELATION or (whose and self._is_party(group[-1])):
                return whose, passing
            passing = passing or whose
        return "", passing

    def _may_own(self, mention: Mention, at: int) -> bool:
        """A country named in a sentence, or a group that is party to something or stands right before."""
        if mention.names == {"organisations"} or self._is_narrator(mention):
            return False
        if mention.names != {"groups"}:
            return True
        led_in = self.cleaned.text[mention.start - 1 : mention.start] in tuple("同与对")
        return led_in or _ATTACHED.fullmatch(self.cleaned.text, mention.end, at) is not None

    def _is_narrator(self, mention: Mention) -> bool:
        """Whether a country is named only as that of a scholar or a newspaper."""
        return not mention.pair and bool(_NARRATOR[self.cleaned.language].match(self.cleaned.text, mention.end))

    def speaks_of_organisations(self, at: int) -> bool:
        """Whether the sentence of a place is about companies, schools or villages, and no states or parties."""
        sentence = self.sentence_at(at)
        if sentence[0] not in self._of_organisations:
            mentions = self.mentions(sentence)
            organisations = [mention.start for mention in mentions if mention.names == {"organisations"}]
            states = (mention.end for mention in mentions if mention.names != {"organisations"})
            self._of_organisations[sentence[0]] = (
                bool(organisations)
                and not self.matches(_TWO_STATES[self.cleaned.language], at)
                and all(_is_followed(end, organisations) for end in states)
            )
        return self._of_organisations[sentence[0]]

    def names_two(self, at: int, strictly: bool = False) -> bool:
        """Whether the text speaks of two states or parties, or (not strictly) the sentence of a place of two sides."""
        language = self.cleaned.language
        return (not strictly and self.matches(_TWO_SIDES[language], at)) or self.matches(_TWO_STATES[language])

    def is_excerpt(self) -> bool:
        """Whether the text is so short that it may speak of the relationship without naming it."""
        return len(self.cleaned.text) <= EXCERPT[self.cleaned.language]

    def is_passing(self, at: int) -> bool:
        """Whether the relationship is named neither in the paragraph of a place nor twice in a document that names others."""
        paragraph = self.sentences.paragraph(at)
        if paragraph not in self._names_relation:
            self._names_relation[paragraph] = any(
                self._whose([mention], mention.end) == RELATION for mention in self._names.of(paragraph)
            )
        return not self._names_relation[paragraph] and self._named[RELATION] < min(2, self._named.total())

    def is_bare(self, at: int) -> bool:
        """Whether the noun phrase that ends at a place names nobody: 结成了休戚与共的, not 中柬, 亚洲 or 海洋."""
        if self.cleaned.language == "vi":
            return True  # the referent stands behind; the lexicon asks what may follow
        text = self.cleaned.text
        named = any(_ATTACHED.fullmatch(text, mention.end, at) for mention in self._near(at, at)[0])
        return not named and is_governed(text, at)

    def _last_enumeration(self, mentions: list[Mention]) -> list[Mention]:
        """The last of the mentions with those that it is enumerated with: 越南、老挝和古巴."""
        group = [mentions[-1]]
        for mention in reversed(mentions[:-1]):
            between = self.cleaned.text[mention.end : group[0].start]
            if group[0].pair or mention.pair or not _ENUMERATED[self.cleaned.language].fullmatch(between):
                break
            group.insert(0, mention)
        return group

    def _whose(self, group: list[Mention], at: int) -> str:
        """Whose relationship an enumeration of countries names; '' where it names the home only."""
        named = [name for mention in group for name in sorted(mention.names)]
        others = [name for name in named if name not in ("VNM", "CHN", BOTH, "organisations")]
        relation = {"VNM", "CHN"} <= set(named) or BOTH in named or bool(self.partners & set(named))
        if not others:
            return RELATION if relation else ""
        if not relation:
            return others[-1]
        # 同越南、老挝的 speaks of both; 越南和老挝的 of those two alone.
        joined = self.cleaned.text[group[0].end : group[-1].start]
        listed = "、" in joined or ", " in joined or self.cleaned.text[group[0].start - 1 : group[0].start] in tuple("同与和对")
        return RELATION if listed and not group[-1].pair else others[-1]

    def _in_paragraph(self, at: int) -> str:
        """Whose relationship the sentences before it in the paragraph name, nearest first; '' if nobody's.

        Another country in passing (面对美国关税) gives way to the relationship further back, a party to talks does not.
        """
        paragraph, number = self.sentences.paragraph(at), self.sentences.index(at)
        known = self._named_before.setdefault(paragraph, [("", "")])
        for sentence in self.sentences.of(paragraph)[len(known) - 1 : number]:
            whose, passing = self._named_in(sentence)
            known.append((whose or known[-1][0], passing or known[-1][1]))
        whose, passing = known[number]
        return whose or passing

    def _named_in(self, sentence: tuple[int, int]) -> tuple[str, str]:
        """Whose relationship a sentence names, this one or that of a party to talks, and who is named in passing only."""
        mentions = [mention for mention in reversed(self.mentions(sentence)) if not self._is_narrator(mention)]
        named = [(mention, whose) for mention in mentions if (whose := self._whose([mention], mention.end))]
        others = [(mention, whose) for mention, whose in named if mention.names != {"groups"}]
        relation = (whose for _, whose in named if whose == RELATION)
        parties = (whose for mention, whose in others if self._is_party(mention))
        return next(relation, "") or next(parties, ""), next((whose for _, whose in others), "")

    def _is_party(self, mention: Mention) -> bool:
        before, after = _PARTY[self.cleaned.language]
        text = self.cleaned.text
        return mention.pair or bool(
            text[mention.end - 1] == "方"
            or before.search(text[max(0, mention.start - 14) : mention.start])
            or after.match(text[mention.end : mention.end + 14])
        )

    @cached_property
    def _in_document(self) -> str:
        """Whose relationship the whole text names most often; '' if nobody's."""
        most = max(self._named.values(), default=0)
        first = next((whose for whose, n in self._named.items() if n == most), "")
        return RELATION if most and self._named[RELATION] == most else first
