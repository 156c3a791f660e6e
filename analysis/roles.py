"""What each line of a source is: title, heading, body, or something that is printed with the text but is not the text.

The patterns stand in `rules`. What patterns cannot say (a headline without a mark, a repeated lead, a paragraph cut by a
page break) is decided here.

>>> source = "两国关系新发展\\n\\n越通社河内——双方同意深化合作。(完)\\n更多\\n别的新闻。"
>>> [(stretch.role, source[stretch.start:stretch.end]) for stretch in find_stretches(source, "zh")]
... # doctest: +NORMALIZE_WHITESPACE
[('title', '两国关系新发展'), ('dateline', '越通社河内——'), ('body', '双方同意深化合作。'), ('end mark', '(完)'),
 ('furniture', '更多'), ('furniture', '别的新闻。')]
"""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from analysis.lines import Line, bare_words, find_lines, is_one_of, is_terminal, width_of
from analysis.model import COUNTED_ROLES
from analysis.rules import (
    AFTER_END,
    BEFORE_TITLE,
    DATELINE,
    LINK,
    SPEC,
    TAIL,
    TITLE_GOES_ON,
    CleanSpec,
    Patterns,
    Rule,
    compile_rules,
)
from analysis.titles import ENUMERATOR, before_title, in_capitals, is_open, is_short, is_title, title_goes_on


class Stretch(NamedTuple):
    """A stretch of a source and its role; a paragraph cut by page breaks or line wraps has several parts."""

    role: str
    reason: str
    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """First code point in the source."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """One past the last code point in the source."""
        return self.parts[-1][1]

    @property
    def counted(self) -> bool:
        """Whether what stands in it is counted."""
        return self.role in COUNTED_ROLES


_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_ROUND = f"【[<《«▲■◆●{_SPACES}", f"】]>》»{_SPACES}"  # what may stand before and behind a line
_BEHIND = frozenset("，、。；：）》”！？,;:)")  # what no line begins with
_CELLS = " | "  # parts the cells of a row of a table (`webpage`)
_BULLET = re.compile(r"[-•●–*+]\s")


def find_stretches(source: str, language: str, title: str = "", spec: CleanSpec = SPEC, page: bool = False) -> list[Stretch]:
    """Every stretch of a source with its role, in order; together they hold every character that is not white space.

    source   : the decoded text
    language : 'zh' or 'vi'
    title    : the title as documents.csv has it, '' if none; a title is recognised, never invented
    page     : the source is a saved page, where menus may stand before that title
    """
    rules = compile_rules(tuple(spec.rules), language)
    lines = list(find_lines(source))
    roles = _line_roles(lines, rules, language, title, spec)
    if page and title and (before := before_title(lines, language, title, spec)):
        roles = [("furniture", BEFORE_TITLE)] * before + _line_roles(lines[before:], rules, language, title, spec)
    stretches: list[Stretch] = []
    running: list[Line] = []
    for line, (role, reason) in zip(lines, roles, strict=True):
        if not role:
            line, trimmed = trim_line(line, rules)
            stretches += trimmed
            if line.text:
                running.append(line)
            continue
        if running and (role == "title" or reason == TAIL):
            stretches += _paragraphs(running, language, spec)
            running = []
        part = (line.start, line.end)
        if reason == TITLE_GOES_ON:
            stretches[-1] = stretches[-1]._replace(parts=(*stretches[-1].parts, part))
        else:
            stretches.append(Stretch(role, reason, (part,)))
    stretches += _paragraphs(running, language, spec)
    return _leads(source, sorted(stretches, key=attrgetter("parts")), spec)


def _line_roles(lines: list[Line], rules: Patterns, language: str, title: str, spec: CleanSpec) -> list[tuple[str, str]]:
    """(role, reason) of lines that are one thing as a whole; ('', '') for running text."""
    ended = ""
    titles: dict[str, str] = {}
    initials = ""  # of titles
    running = False
    roles: list[tuple[str, str]] = []
    below = _share_below(lines)
    for number, line in enumerate(lines):
        matched = _whole_line(line, rules)
        tail = matched is not None and matched.where == "below" and number > 0
        if tail and (ended or below[number] <= spec.tail_max):
            ended = TAIL
        if ended:
            signed = matched and matched.role == "signature" and ended == AFTER_END
            role, reason = (matched.role, matched.reason) if matched and signed else ("furniture", ended)
        elif matched and (matched.where == "line" or tail):
            role, reason = matched.role, LINK if tail else matched.reason
        elif not running and not _ends(line, rules) and is_title(lines, number, language, title, spec):
            role, reason = "title", "the title"
            bare = bare_words(line.text)
            titles[bare] = line.text
            initials += line.text[0] + bare[:1]
        elif not running and title_goes_on(lines, roles, language, title):
            role, reason = "title", TITLE_GOES_ON
        elif "\u4e00" <= line.text[0] <= "\u9fff" and line.text[0] not in initials:  # it begins as no title does
            role, reason, running = "", "", True
        elif is_one_of(line.text, titles):
            role, reason = "furniture", "the title again"
        elif any(line.text.startswith(t) and re.match(r"\s*ảnh \d", line.text[len(t) :]) for t in titles.values()):
            role, reason = "caption", "headline repeated as a caption"
        else:
            role, reason, running = "", "", True
        if not ended and not role and below[number] <= spec.tail_max and _ends(line, rules):
            ended = AFTER_END
        roles.append((role, reason))
    return roles


def _share_below(lines: list[Line]) -> list[float]:
    """For each line the share of the characters that stand below it."""
    total = left = sum(len(line.text) for line in lines)
    shares = []
    for line in lines:
        left -= len(line.text)
        shares.append(left / total)
    return shares


def _whole_line(line: Line, rules: Patterns) -> Rule | None:
    """The first rule that fits a line as a whole, whatever brackets stand round it."""
    if len(line.text) > 500:
        return None
    text = line.text.lstrip(_ROUND[0]).rstrip(_ROUND[1])
    if rules.without_needs.fullmatch(text):
        tried = rules.whole
    elif rules.signs.search(text):
        tried = rules.with_needs
    else:
        return None
    return next((rule for rule, pattern in tried if rule.may_fit(text) and pattern.fullmatch(text)), None)


def _ends(line: Line, rules: Patterns) -> bool:
    return rules.end_marks.search(line.text[-12:]) is not None


def trim_line(line: Line, rules: Patterns) -> tuple[Line, list[Stretch]]:
    """A line of running text without dateline, credit and end mark, and these as stretches."""
    start, end, text = line.start, line.end, line.text
    trimmed = []
    begins, ends = rules.starts.match(text, 0, 160), rules.end_signs.search(text[-60:])
    for rule, pattern in rules.edges if begins or ends else ():
        if begins and rule.where == "start" and start == line.start and (match := pattern.match(text[:160])):
            trimmed.append(Stretch(rule.role, rule.reason, ((start, start + len(match.group().rstrip())),)))
            start += match.end()
            text = text[match.end() :]
        elif ends and rule.where == "end" and rule.may_fit(text) and (match := pattern.search(text[-60:])):
            trimmed.append(Stretch(rule.role, rule.reason, ((end - len(match.group()), end),)))
            end -= len(match.group())
            text = text[: len(text) - len(match.group())]
    if not trimmed and text == text.strip():
        return line, []
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return line._replace(start=start, end=start + len(text), text=text), trimmed


def _paragraphs(lines: list[Line], language: str, spec: CleanSpec) -> list[Stretch]:
    """Running lines as headings and paragraphs; lines that a page break or a wrap cut are parts of one paragraph."""
    stretches: list[Stretch] = []
    group: list[Line] = []
    ended = [is_terminal(line.text) for line in lines]
    wrapped = _wrapped(lines, ended, language, spec)
    for number, line in enumerate(lines):
        group.append(line)
        last = number + 1 == len(lines)
        may_go_on = not last and (not ended[number] or lines[number + 1].text[0] in _BEHIND)
        if may_go_on and _continues(line, lines[number + 1], number in wrapped, language, spec):
            continue
        role, reason = "body", "paragraph"
        if not (last or ended[number]) and _is_heading(group, language, spec):
            role, reason = "heading", "short line without final punctuation"
        elif len(group) > 1:
            reason = f"paragraph, cut into {len(group)} lines in the source"
        stretches.append(Stretch(role, reason, tuple([(part.start, part.end) for part in group])))
        group = []
    return stretches


def _wrapped(lines: list[Line], ended: list[bool], language: str, spec: CleanSpec) -> set[int]:
    """Numbers of lines that a wrap at a fixed width cuts: lines as wide as nearly all lines of the text are at most.

    A width counts as the text's own if few lines are wider and, in a text of some length, several lines reach it. Then a
    blank line behind a full line is a page break; in a text of few lines it parts paragraphs. Running text has marks inside
    its lines; where hardly a full line has one they are headlines, an agenda or a list.
    """
    if all(ended[:-1]):
        return set()  # behind the end of a sentence no line is cut, however wide it is
    slack = spec.wrap_slack_zh if language == "zh" else spec.wrap_slack_vi
    columns = [width_of(line.printed, language) for line in lines]
    widths = sorted(columns, reverse=True)
    needed = 3 if len(lines) > 5 else 1
    widest = next(
        (w for n, w in enumerate(widths) if n <= len(lines) // 10 and sum(w - slack <= x <= w for x in widths) >= needed), None
    )
    if widest is None or widest < spec.wrap_min:
        return set()
    full = [n for n in range(len(lines) - 1) if widest - slack <= columns[n] <= widest]
    cut = [n for n in full if not ended[n]]
    if sum(bool(re.search(r"[，。；、：,;:]|[.!?]\s", lines[n].text[1:-1])) for n in cut) < 0.2 * len(cut):
        return set()
    across = len(cut) > 2
    return {n for n in full if not lines[n + 1].indent and (across or not lines[n + 1].gap)}


def _continues(line: Line, following: Line, wrapped: bool, language: str, spec: CleanSpec) -> bool:
    """Whether the next line goes on with this line's sentence."""
    text, after = line.text, following.text
    dash = wrapped and language == "vi" and after[0] in "-–—" and text[0] not in "-–—"  # Việt Nam ⏎ - Trung Quốc, no list
    if (ENUMERATOR.match(after) and not dash) or _CELLS in text or _CELLS in after:
        return False
    if in_capitals(text, after, language):
        return not following.gap
    if after[0] in _BEHIND:
        return True
    if is_terminal(text):
        return False
    return wrapped or is_open(text, after, language) or after[0] in "(（" or not is_short(text, language, spec)


def _is_heading(group: list[Line], language: str, spec: CleanSpec) -> bool:
    """Whether a line without final punctuation is a heading, or the last one of several in capitals."""
    text = group[-1].text
    running = "。" in text or _CELLS in text or not is_short(text, language, spec) or _BULLET.match(text)
    return not running and all(in_capitals(one.text, two.text, language) for one, two in pairwise(group))


def _leads(source: str, stretches: list[Stretch], spec: CleanSpec) -> list[Stretch]:
    """Paragraphs before the dateline are the lead; what the next paragraph repeats word for word is set aside."""
    bodies = [number for number, stretch in enumerate(stretches) if stretch.role == "body"]
    dateline = next((n for n, s in enumerate(stretches) if s.role == "dateline" and s.reason == DATELINE), -1)
    before = [number for number in bodies if number < dateline]
    candidates = before or bodies[:1]
    target = next((number for number in bodies if candidates and number > candidates[-1]), None)
    if target is None:
        return stretches
    result = list(stretches)
    for number in candidates:
        lead = source[stretches[number].start : stretches[number].end]
        if _repeats(source[stretches[target].start : stretches[target].end], lead, spec):
            result[number] = stretches[number]._replace(role="repeated lead", reason="the first paragraph repeats it")
        elif before:
            result[number] = stretches[number]._replace(role="lead", reason="paragraph before the dateline")
    return result


def _repeats(paragraph: str, printed: str, spec: CleanSpec) -> bool:
    """Whether a paragraph begins with the words of a lead, behind nothing or what looks like a dateline."""
    head = bare_words(printed[:16])[:-1][:60]
    reach = spec.prefix_max + len(head)  # letters of the paragraph that can hold the head
    near = bare_words(paragraph[: 3 * reach // 2])[:-1]
    if len(near) >= reach and head not in near[:reach]:
        return False
    begun = bare_words(paragraph[:400])
    if head not in begun:
        return False
    lead = bare_words(printed)
    at = begun.find(lead[:60]) if len(lead) >= spec.lead_min else -1
    if at < 0 or at > spec.prefix_max or not bare_words(paragraph).startswith(lead, at):
        return False
    if at == 0:
        return True
    # The longest stretch of the paragraph with as many letters; none where a character stands for several letters.
    prefixes = (paragraph[:n] for n in range(min(400, len(paragraph)), 0, -1))
    prefix = next((text for text in prefixes if len(bare_words(text)) == at), "")
    return re.search(r"(?:[-—–)）]|电|讯|消息|报道)\s*[：:，,]?\s*[“\"]?$", prefix) is not None
