"""What each line of a source is: title, heading, body, or something that is printed with the text but is not the text.

The rules are data: `SPEC` is one value that a report can print (`rule_table`). Each has a role, a place (a whole line, the
start or the end of a line, a line and all below it), a pattern and the reason it gives. What the patterns cannot say (a
headline without a mark, a repeated lead, a paragraph cut by a page break) is decided in the functions below, whose
thresholds are fields of `SPEC` too.

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

import pandas as pd

from analysis.model import COUNTED_ROLES


class Rule(NamedTuple):
    """A role given by a pattern. `where`: line (all of it), start, end, or below (the line and everything after it)."""

    role: str
    where: str
    language: str
    pattern: str
    reason: str


_AGENCY = "(?:新华社|越通社|中新社|中通社|共同社|新华网|人民网|中新网|央视网|本报|本台|本社|VOV|VNA)"
_DATE_ZH = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
TAIL, AFTER_END = "tail of other news", "after the end mark"
_REPORTER = r"(?:[^，。,：:\s]{0,12}记者[^，。,：:]{0,20}报道\s*[，,：:]\s*)?"

RULES = (
    Rule(
        "furniture",
        "below",
        "zh",
        "更多(?:新闻|内容)?|相关(?:新闻|阅读|链接|报道|文章)[:：]?|延伸阅读[:：]?|推荐阅读[:：]?|热门新闻|猜你喜欢",
        TAIL,
    ),
    Rule(
        "furniture",
        "below",
        "vi",
        "(?i:tin (?:liên quan|cùng chuyên mục|khác|mới)|bài (?:liên quan|viết liên quan)|xem thêm|đọc thêm|"
        "có thể bạn quan tâm)[:：]?",
        TAIL,
    ),
    Rule(
        "furniture",
        "line",
        "",
        r"[-—–]\s*\d{1,4}\s*[-—–]|\d{1,3}|第\s*\d{1,4}\s*页.{0,12}|(?i:trang|page) \d{1,4}(?:/\d{1,4})?",
        "page number",
    ),
    Rule("furniture", "line", "", "(?i:分享到?|打印|收藏|字号|share|print|chia sẻ|in bài viết).{0,20}", "page control"),
    Rule("source line", "line", "", r"(?:来\s*源|稿源|转自|(?i:nguồn))\s*[:：].{1,60}", "names the source"),
    Rule("signature", "line", "", r"[（(]?(?:责任编辑|责编|编辑|审校|撰稿|作者|记者)\s*[:：].{1,60}", "names the staff"),
    Rule(
        "signature",
        "line",
        "",
        rf"[（(]?(?:{_AGENCY}|TTXVN|TTXVN/Vietnam\+|Vietnam\+|VOV\.VN|VNA|新华社记者\S{{2,12}})[）)]?[。.]?",
        "agency's signature",
    ),
    Rule("caption", "line", "zh", r".{0,200}图自[^，,；;]{1,30}", "photo credit 图自"),
    Rule("caption", "line", "zh", r"(?:图为|上图|下图|资料图|图片来源).{0,200}", "photo caption"),
    Rule("caption", "line", "zh", r".{2,200}(?:记者|[\s/])[\u4e00-\u9fff·]{2,8}\s?摄[）)]?。?", "photo credit 摄"),
    Rule("caption", "line", "vi", r".{0,200}[（(]?(?:Ảnh|Nguồn ảnh)\s*:\s*[^.]{1,40}\.?[）)]?", "photo credit Ảnh"),
    Rule("caption", "line", "", r".{0,200}\sảnh\s\d{1,2}", "numbered photo"),
    Rule("dateline", "line", "zh", rf"{_DATE_ZH}(?:于|，|,)?\S{{0,10}}", "place and date of signing"),
    Rule("dateline", "line", "zh", r"(?:发布时间|发表时间|时间|日期)\s*[:：].{4,40}", "date of publication"),
    Rule("dateline", "line", "", r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?", "date of publication"),
    Rule("dateline", "line", "vi", r"[^.]{2,40}, ngày \d{1,2} tháng \d{1,2} năm \d{4}\.?", "place and date of signing"),
    Rule(
        "dateline",
        "start",
        "zh",
        rf"[（(]?{_AGENCY}[\u4e00-\u9fff]{{0,6}}(?:{_DATE_ZH})?(?:电|讯)?\s*(?:[（(][^）)]{{2,40}}[）)]\s*)?"
        rf"(?:—{{1,2}}|--)\s*{_REPORTER}",
        "agency, place and date",
    ),
    Rule(
        "dateline",
        "start",
        "zh",
        rf"[（(]?{_AGENCY}[\u4e00-\u9fff]{{0,12}}{_DATE_ZH}(?:电|讯)[）)]?\s*(?:[（(][^）)]{{2,40}}[）)])?\s*{_REPORTER}",
        "agency, place and date",
    ),
    Rule(
        "dateline",
        "start",
        "vi",
        r"(?:[\w ]{2,30}\s)?[（(](?:TTXVN|Vietnam\+|VNA|VOV)[）)]\s*[-–—]\s*|(?:TTXVN|VOV\.VN|VOV|NDO|SGGP|TTO|TPO|VNA)\s*[-–—]\s+",
        "agency and place",
    ),
    Rule("end mark", "end", "zh", r"[（(]\s*(?:完|全文完)\s*[）)]", "end of the article"),
    Rule("end mark", "end", "vi", r"(?<=\.)/\.|/\.(?=$)", "end of the article"),
)


@dataclass(frozen=True)
class CleanSpec:
    """How sources are read: the rules of roles, and the thresholds where a rule needs one (in characters or columns).

    heading_zh, heading_vi : a line without final punctuation up to this length is a heading, above it a cut paragraph
    title_zh, title_vi     : longest first line that is taken for a title
    lead_min               : shortest lead that counts as repeated
    wrap_slack_zh, _vi     : how far (columns; a hanzi has two) a wrapped line may fall short of the widest
    unicode                : normal form of cleaned text
    """

    rules: tuple[Rule, ...] = RULES
    heading_zh: int = 40
    heading_vi: int = 120
    title_zh: int = 60
    title_vi: int = 200
    lead_min: int = 20
    wrap_slack_zh: int = 4
    wrap_slack_vi: int = 14
    unicode: str = "NFC"


SPEC = CleanSpec()


@dataclass(frozen=True)
class Stretch:
    """A stretch of a source and its role; a paragraph cut by page breaks or line wraps has several parts."""

    role: str
    reason: str
    parts: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.parts[0][0]

    @property
    def end(self) -> int:
        return self.parts[-1][1]

    @property
    def counted(self) -> bool:
        return self.role in COUNTED_ROLES


class Line(NamedTuple):
    """A line of running text or furniture: its range, text, and whether a blank line or an indent sets it off."""

    start: int
    end: int
    text: str
    gap: bool
    indent: bool


_TERMINAL = re.compile(r"(?:[。！？!?；;：:…]|[.](?!\d))[\"”’」』）)》】\]*]*$")
_ENUMERATOR = re.compile(
    r"[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}[条章节部]|"
    r"[\dIVX]{1,4}[.、．)]\s*(?!\d)|[-•●–*+]\s"
)
_OPENERS = dict(zip("（(《“「『【", "）)》”」』】", strict=True))
FORMAL_TITLE = re.compile(r"[^。，]{0,40}关于[^。]{4,120}(?:联合声明|联合公报|公报|宣言|声明)。?")


def rule_table(spec: CleanSpec = SPEC) -> pd.DataFrame:
    """The rules as a table, in the order in which they are tried."""
    return pd.DataFrame(spec.rules)


def find_stretches(source: str, language: str, title: str = "", spec: CleanSpec = SPEC) -> list[Stretch]:
    """Every stretch of a source with its role, in order; together they hold every character that is not white space.

    source   : the decoded text
    language : 'zh' or 'vi'
    title    : the title as documents.csv has it, '' if none; a title is recognised, never invented
    """
    rules = tuple(rule for rule in spec.rules if rule.language in ("", language))
    lines = list(_lines(source))
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
        elif role in ("title", "heading") or reason == TAIL:
            stretches += _paragraphs(running, language, spec)
            running = []
    stretches += _paragraphs(running, language, spec)
    return sorted(_leads(source, sorted(stretches, key=lambda s: s.start), spec), key=lambda s: s.start)


def _lines(source: str) -> Iterator[Line]:
    previous = 0
    for match in re.finditer(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+", source):
        text = match.group()
        if stripped := text.strip(" \t\u3000\xa0\ufeff\u200b"):
            start = match.start() + text.index(stripped)
            gap = len(re.findall(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", source[previous : match.start()])) > 1
            yield Line(start, start + len(stripped), stripped, gap, start > match.start())
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
    for number, line in enumerate(lines):
        matched = _line_rule(line, rules)
        ended = (_tail(line, rules) if number else "") or ended
        if ended:
            signed = matched and matched.role == "signature" and ended == AFTER_END
            role, reason = (matched.role, matched.reason) if matched and signed else ("furniture", ended)
        elif matched:
            role, reason = matched.role, matched.reason
        elif not running and _is_title(lines, number, language, title, spec):
            role, reason = "title", "the title"
            titles[_bare(line.text)] = line.text
        elif _bare(line.text) in titles:
            role, reason = "furniture", "the title again"
        elif any(line.text.startswith(t) and re.match(r"\s*ảnh \d", line.text[len(t) :]) for t in titles.values()):
            role, reason = "caption", "headline repeated as a caption"
        else:
            role, reason, running = "", "", True
        if not ended and not role and _ends(line, rules):
            ended = AFTER_END
        roles.append((role, reason))
    return roles


def _line_rule(line: Line, rules: tuple[Rule, ...]) -> Rule | None:
    if len(line.text) > 300:
        return None
    return next((rule for rule in rules if rule.where == "line" and re.fullmatch(rule.pattern, line.text)), None)


def _ends(line: Line, rules: tuple[Rule, ...]) -> bool:
    return any(rule.role == "end mark" and re.search(f"(?:{rule.pattern})$", line.text[-12:]) for rule in rules)


def _tail(line: Line, rules: tuple[Rule, ...]) -> str:
    if len(line.text) > 60:
        return ""
    return next((rule.reason for rule in rules if rule.where == "below" and re.fullmatch(rule.pattern, line.text)), "")


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
        elif rule.where == "end" and (match := re.search(f"(?:{rule.pattern})$", text[-12:])):
            trimmed.append(Stretch(rule.role, rule.reason, ((end - len(match.group()), end),)))
            end -= len(match.group())
    text = line.text[start - line.start : end - line.start]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return line._replace(start=start, end=start + len(text), text=text), trimmed


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text[:400])


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
    """Numbers of lines that a wrap at a fixed width cuts: lines of one block, all but the last about as wide as the widest."""
    slack = spec.wrap_slack_zh if language == "zh" else spec.wrap_slack_vi
    wrapped: set[int] = set()
    block: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and (not block or not (lines[number].gap or lines[number].indent)):
            block.append(number)
            continue
        widths = [_width(lines[member].text) for member in block]
        if len(block) > 1 and min(widths[:-1]) >= max(widths) - slack:
            wrapped.update(block[:-1])
        block = [number]
    return wrapped


def _continues(line: Line, following: Line, wrapped: bool, language: str, spec: CleanSpec) -> bool:
    """Whether the next line goes on with this line's sentence."""
    text, after = line.text, following.text
    if _ENUMERATOR.match(after):
        return False
    if after[0] in "，、。；：）》”！？,;:)" or (language == "vi" and after[0].islower()):
        return True
    if text[-1] in "，、《“（,(—" or any(text.count(o) > text.count(c) for o, c in _OPENERS.items()):
        return True
    if _TERMINAL.search(text):
        return False
    longest = spec.heading_zh if language == "zh" else spec.heading_vi
    return wrapped or len(text) > longest or after[0] in "(（"


def _is_heading(line: Line, language: str, spec: CleanSpec) -> bool:
    longest = spec.heading_zh if language == "zh" else spec.heading_vi
    bullet = re.match(r"[-•●–*+]\s", line.text)
    return len(line.text) <= longest and not _TERMINAL.search(line.text) and "。" not in line.text and not bullet


def _leads(source: str, stretches: list[Stretch], spec: CleanSpec) -> list[Stretch]:
    """Paragraphs before the dateline are a lead: set aside where the paragraph after the dateline repeats one."""
    head = next((n for n, s in enumerate(stretches) if s.role == "dateline" and n + 1 < len(stretches)), None)
    bodies = [n for n, s in enumerate(stretches) if s.role == "body"]
    if len(bodies) < 2 or head is None or bodies[0] > head or stretches[head].reason.startswith(("place", "date")):
        first, second = (bodies + [0, 0])[:2]
        candidates, target = ([first] if len(bodies) > 1 else []), second
    else:
        candidates = [number for number in bodies if number < head]
        target = next((number for number in bodies if number > head), head)
    repeated = _bare(source[stretches[target].start : stretches[target].end])
    result = list(stretches)
    for number in candidates:
        lead = _bare(source[stretches[number].start : stretches[number].end])
        if len(lead) >= spec.lead_min and repeated.startswith(lead):
            result[number] = replace(stretches[number], role="repeated lead", reason="the first paragraph repeats it")
        elif head is not None and target > head > number:
            result[number] = replace(stretches[number], role="lead", reason="paragraph before the dateline")
    return result
