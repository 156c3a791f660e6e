"""The rules by which cleaning reads a source, as data: one value, `SPEC`, that a report can print with `rule_table`.

A rule gives a role to a line, to the start or end of one, or to a line and all below it, by a pattern, with the reason that
the table `segments` shows. What patterns cannot say is decided in `roles`, by the thresholds that stand here too.

>>> rule_table().columns.tolist()
['role', 'where', 'language', 'pattern', 'reason']
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd


class Rule(NamedTuple):
    """A role given by a pattern. `where`: line (all of it), start, end, or below (the line and everything after it)."""

    role: str
    where: str
    language: str
    pattern: str
    reason: str


_AGENCY = "(?:新华社|越通社|中新社|中通社|共同社|新华网|人民网|中新网|央视网|本报|本台|本社|VOV|VNA)"
_DATE_ZH = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
TAIL, AFTER_END, DATELINE = "tail of other news", "after the end mark", "agency, place and date"
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
    Rule(
        "furniture",
        "line",
        "",
        r"分享到?[:：]?|打印(?:本页|本稿)?|收藏|字号.{0,12}|(?i:share|print|chia sẻ|in bài viết)",
        "page control",
    ),
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
    Rule("caption", "line", "zh", r"(?:图为|[上下左右]图[为：:]|资料图|图片来源).{0,200}", "photo caption"),
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
        DATELINE,
    ),
    Rule(
        "dateline",
        "start",
        "zh",
        rf"[（(]?{_AGENCY}[\u4e00-\u9fff]{{0,12}}{_DATE_ZH}(?:电|讯)[）)]?\s*(?:[（(][^）)]{{2,40}}[）)])?\s*{_REPORTER}",
        DATELINE,
    ),
    Rule(
        "dateline",
        "start",
        "vi",
        r"(?:[\w ]{2,30}\s)?[（(](?:TTXVN|Vietnam\+|VNA|VOV)[）)]\s*[-–—]\s*"
        r"|(?:TTXVN|VOV\.VN|VOV|NDO|SGGP|TTO|TPO|VNA)\s*[-–—]\s+",
        DATELINE,
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


def rule_table(spec: CleanSpec = SPEC) -> pd.DataFrame:
    """The rules as a table, in the order in which they are tried."""
    return pd.DataFrame(spec.rules)
