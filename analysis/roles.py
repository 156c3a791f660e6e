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
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from analysis.model import COUNTED_ROLES
from analysis.rules import AFTER_END, DATELINE, LINK, SPEC, TAIL, CleanSpec, Rule


@dataclass(frozen=True)
class Stretch:
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


class Line(NamedTuple):
    """A line of running text or furniture: its range and text, whether a blank line or an indent sets it off, its width."""

    start: int
    end: int
    text: str
    gap: bool
    indent: bool
    width: int


_TERMINAL = re.compile(r"(?:[。！？!?；;：:…]|[.](?!\d))[\"”’」』）)》】\]*]*$")
_ENUMERATOR = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[条章节部]|"
    r"[\dIVX]{1,4}[.、．)]\s*(?!\d)|[-•●–*+]\s"
)
_OPENERS = dict(zip("（(《“「『【", "）)》”」』】", strict=True))
FORMAL_TITLE = re.compile(r"[^。，]{0,40}关于[^。]{4,120}(?:联合声明|联合公报|公报|宣言|声明)。?")


def find_stretches(source: str, language: str, title: str = "", spec: CleanSpec = SPEC) -> list[Stretch]:
    """Every stretch of a source with its role, in order; together they hold every character that is not white space.

    source   : the decoded text
    language : 'zh' or 'vi'
    title    : the title as documents.csv has it, '' if none; a title is recognised, never invented
    """
    rules = tuple(rule for rule in spec.rules if rule.language in ("", language))
    lines = list(_lines(source, language))
    roles = _line_roles(lines, rules, language, title, spec)
    stretches = [
        Stretch(role, reason, ((line.start, line.end),)) for line, (role, reason) in zip(lines, roles, strict=True) if role
    ]
    running: list[Line] = []
    for line, (role, reason) in zip(lines, roles, strict=True):
        if not role:
            line, trimmed = _trim(line, rules)
            stretches += trimmed
            running += [line] if line.text else []
        elif role == "title" or reason == TAIL:
            stretches += _paragraphs(running, language, spec)
            running = []
    stretches += _paragraphs(running, language, spec)
    return sorted(_leads(source, sorted(stretches, key=lambda s: s.start), spec), key=lambda s: s.start)


def _lines(source: str, language: str) -> Iterator[Line]:
    previous = 0
    for match in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", source):
        text = match.group()
        if stripped := text.strip(" \t\u3000\xa0\ufeff\u200b"):
            start = match.start() + text.index(stripped)
            gap = len(re.findall(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", source[previous : match.start()])) > 1
            width = _width(text.rstrip(), language)
            yield Line(start, start + len(stripped), stripped, gap, start > match.start(), width)
            previous = start + len(stripped)


def _bare(text: str) -> str:
    """A text without spaces, punctuation and markup, for comparing word for word."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


def _line_roles(
    lines: list[Line], rules: tuple[Rule, ...], language: str, title: str, spec: CleanSpec
) -> list[tuple[str, str]]:
    """(role, reason) of lines that are one thing as a whole; ('', '') for running text."""
    ended = ""
    titles: dict[str, str] = {}
    running = False
    roles = []
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
        elif not running and not _ends(line, rules) and _is_title(lines, number, language, title, spec):
            role, reason = "title", "the title"
            titles[_bare(line.text)] = line.text
        elif _bare(line.text) in titles:
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


def _whole_line(line: Line, rules: tuple[Rule, ...]) -> Rule | None:
    """The first rule that fits a line as a whole, whatever brackets stand round it."""
    if len(line.text) > 500:
        return None
    text = re.sub(r"^[【\[<《«▲■◆●\s]+|[】\]>》»\s]+$", "", line.text)
    return next((rule for rule in rules if rule.where in ("line", "below") and re.fullmatch(rule.pattern, text)), None)


def _ends(line: Line, rules: tuple[Rule, ...]) -> bool:
    return any(rule.role == "end mark" and re.search(f"(?:{rule.pattern})$", line.text[-12:]) for rule in rules)


def _is_title(lines: list[Line], number: int, language: str, title: str, spec: CleanSpec) -> bool:
    """The title of documents.csv; a formal title at the head; or a short first line set off from the text."""
    text = lines[number].text
    if title and _bare(text) == _bare(title):
        return True
    if number < 5 and FORMAL_TITLE.fullmatch(text):
        return True
    longest = spec.title_zh if language == "zh" else spec.title_vi
    if number or len(lines) < 2 or len(text) > longest or _TERMINAL.search(text) or _ENUMERATOR.match(text):
        return False
    if _is_open(text, lines[1].text, language) or (language == "zh" and len(re.findall("[，,]", text)) > 1):
        return False
    return lines[1].gap or len(lines[1].text) > 1.5 * len(text)


def _trim(line: Line, rules: tuple[Rule, ...]) -> tuple[Line, list[Stretch]]:
    """Take dateline and end mark off a line of running text."""
    start, end = line.start, line.end
    trimmed = []
    for rule in rules:
        text = line.text[start - line.start : end - line.start]
        if rule.where == "start" and start == line.start and (match := re.match(rule.pattern, text[:160])):
            trimmed.append(Stretch(rule.role, rule.reason, ((start, start + len(match.group().rstrip())),)))
            start += match.end()
        elif rule.where == "end" and (match := re.search(f"(?:{rule.pattern})$", text[-60:])):
            trimmed.append(Stretch(rule.role, rule.reason, ((end - len(match.group()), end),)))
            end -= len(match.group())
    text = line.text[start - line.start : end - line.start]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return line._replace(start=start, end=start + len(text), text=text), trimmed


def _width(text: str, language: str) -> int:
    """Columns of a line as printed: in Chinese print curly quotes and dashes are as wide as a hanzi."""
    wide = "WFA" if language == "zh" else "WF"
    line = unicodedata.normalize("NFC", text[:400])  # a mark over a letter takes no column
    return sum(2 if unicodedata.east_asian_width(char) in wide else 1 for char in line)


def _paragraphs(lines: list[Line], language: str, spec: CleanSpec) -> list[Stretch]:
    """Running lines as headings and paragraphs; lines that a page break or a wrap cut are parts of one paragraph."""
    stretches: list[Stretch] = []
    group: list[Line] = []
    wrapped = _wrapped(lines, language, spec)
    for number, line in enumerate(lines):
        group.append(line)
        if number + 1 < len(lines) and _continues(line, lines[number + 1], number in wrapped, language, spec):
            continue
        last = number + 1 == len(lines)
        role = "heading" if len(group) == 1 and not last and _is_heading(line, language, spec) else "body"
        reason = "short line without final punctuation" if role == "heading" else "paragraph"
        if len(group) > 1:
            reason = f"paragraph, cut into {len(group)} lines in the source"
        stretches.append(Stretch(role, reason, tuple((part.start, part.end) for part in group)))
        group = []
    return stretches


def _wrapped(lines: list[Line], language: str, spec: CleanSpec) -> set[int]:
    """Numbers of lines that a wrap at a fixed width cuts: lines as wide as nearly all lines of the text are at most.

    A width counts as the text's own if few lines are wider and, in a text of some length, several lines reach it. Then a
    blank line behind a full line is a page break; in a text of few lines it parts paragraphs. Running text has marks inside
    its lines; where hardly a full line has one they are headlines, an agenda or a list.
    """
    slack = spec.wrap_slack_zh if language == "zh" else spec.wrap_slack_vi
    widths = sorted((line.width for line in lines), reverse=True)
    needed = 3 if len(lines) > 5 else 1
    widest = next(
        (w for n, w in enumerate(widths) if n <= len(lines) // 10 and sum(w - slack <= x <= w for x in widths) >= needed), None
    )
    if widest is None or widest < spec.wrap_min:
        return set()
    full = [n for n, line in enumerate(lines[:-1]) if widest - slack <= line.width <= widest]
    cut = [n for n in full if not _TERMINAL.search(lines[n].text)]
    if sum(bool(re.search(r"[，。；、：,;:]|[.!?]\s", lines[n].text[1:-1])) for n in cut) < 0.2 * len(cut):
        return set()
    across = len(cut) > 2
    return {n for n in full if not lines[n + 1].indent and (across or not lines[n + 1].gap)}


def _continues(line: Line, following: Line, wrapped: bool, language: str, spec: CleanSpec) -> bool:
    """Whether the next line goes on with this line's sentence."""
    text, after = line.text, following.text
    dash = wrapped and language == "vi" and after[0] in "-–—" and text[0] not in "-–—"  # Việt Nam ⏎ - Trung Quốc, no list
    if _ENUMERATOR.match(after) and not dash:
        return False
    if after[0] in "，、。；：）》”！？,;:)":
        return True
    if _TERMINAL.search(text):
        return False
    return wrapped or _is_open(text, after, language) or after[0] in "(（" or not _is_short(text, language, spec)


def _is_open(text: str, after: str, language: str) -> bool:
    """Whether a line without final punctuation cannot end here, or the next cannot begin there, by marks and letters."""
    if language == "vi" and after[0].islower():
        return True
    return text[-1] in "，、《“（,(—" or any(text.count(opening) > text.count(closing) for opening, closing in _OPENERS.items())


def _is_heading(line: Line, language: str, spec: CleanSpec) -> bool:
    bullet = re.match(r"[-•●–*+]\s", line.text)
    return _is_short(line.text, language, spec) and not _TERMINAL.search(line.text) and "。" not in line.text and not bullet


def _is_short(text: str, language: str, spec: CleanSpec) -> bool:
    """Short enough for a heading; a Chinese heading has one comma at most."""
    if language == "vi":
        return len(unicodedata.normalize("NFC", text)) <= spec.heading_vi
    return len(text) <= spec.heading_zh and len(re.findall("[，,]", text)) < 2


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
        lead = _bare(source[stretches[number].start : stretches[number].end])
        if len(lead) >= spec.lead_min and _repeats(source[stretches[target].start : stretches[target].end], lead, spec):
            result[number] = replace(stretches[number], role="repeated lead", reason="the first paragraph repeats it")
        elif before:
            result[number] = replace(stretches[number], role="lead", reason="paragraph before the dateline")
    return result


def _repeats(paragraph: str, lead: str, spec: CleanSpec) -> bool:
    """Whether a paragraph begins with the words of a lead, behind nothing or what looks like a dateline."""
    at = _bare(paragraph[:400]).find(lead[:60])
    if at < 0 or at > spec.prefix_max or not _bare(paragraph).startswith(lead, at):
        return False
    if at == 0:
        return True
    # The longest stretch of the paragraph with as many letters; none where a character stands for several letters.
    prefixes = (paragraph[:n] for n in range(min(400, len(paragraph)), 0, -1))
    prefix = next((text for text in prefixes if len(_bare(text)) == at), "")
    return re.search(r"(?:[-—–)）]|电|讯|消息|报道)\s*[：:，,]?\s*[“\"]?$", prefix) is not None
