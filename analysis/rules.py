"""The rules by which cleaning reads a source, as data: one value, `SPEC`, that a report can print with `rule_table`.

A rule gives a role to a line, to the start or end of one, or to a line and all below it, by a pattern, with the reason that
the table `segments` shows. What patterns cannot say is decided in `roles`, by the thresholds that stand here too.

>>> rule_table().columns.tolist()
['role', 'where', 'language', 'pattern', 'reason']
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import pandas as pd


class Rule(NamedTuple):
    """A role given by a pattern.

    where : line (all of it), start, end, or below (the line and everything after it)
    pattern : a regular expression; flags stand in it where they hold, (?i:…)
    needs : strings of which what the pattern fits has at least one; any may do if there are none. Looking for them is
            quicker than trying the pattern, and changes nothing else.
    """

    role: str
    where: str
    language: str
    pattern: str
    reason: str
    needs: tuple[str, ...] = ()

    def may_fit(self, text: str) -> bool:
        """Whether a text has what the pattern needs."""
        for sign in self.needs:
            if sign in text:
                return True
        return not self.needs


TAIL, AFTER_END, DATELINE, LINK, BEFORE_TITLE, TITLE_GOES_ON = (
    "tail of other news",
    "after the end mark",
    "agency, place and date",
    "link to other news",
    "before the title of the page",
    "the title, in several lines",
)
_AGENCY = (
    "(?:新华社|越通社|中新社|中通社|共同社|中国新闻社|中新网|新华网|人民网|央视网|央视新闻|环球网|参考消息|人民日报|越南人民报|人民报|"
    "光明日报|解放军报|环球时报|越南之声|本报|本台|本社|VOV|VNA)"
)
_DATE_ZH = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
_REPORTER = r"(?:[^，。,：:\s]{0,12}记者[^，。,：:]{0,20}报道\s*[，,：:]\s*)?"
_BRACKETS_ZH = r"(?:[（(][^）)]{2,40}[）)]\s*)?"
_AGENCY_VI = (
    r"(?:TTXVN|Vietnam\+|VietnamPlus|VNA|VOV(?:\.VN|\.vn|WORLD|5)?|VTV(?:\.vn)?|VGP|Chinhphu\.vn|NDO|Nhân Dân|SGGPO?|"
    r"TTO|TPO|QĐND|Dân trí|NLĐO?|PLO|CAND|ANTĐ|THX/TTXVN)"
)
_PLACE_VI = r"(?:(?:TP\. ?)?[A-ZĐ]\w+(?: [A-ZĐ]\w+){0,2}(?:,? (?:ngày )?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?)?\s)?"

# A photographer or an outlet in brackets or after 新华社发; who took a picture that the sentence speaks of is none.
_CREDIT_ZH = (
    r"(?:新华社发(?:[（(][^（）()]{2,20}[）)])?|(?<=[\s。])(?:新华社)?记者\s?[\u4e00-\u9fff·]{2,8}\s?/?摄|(?<=\s)[\u4e00-\u9fff·]{2,4}\s?摄"
    r"|[（(](?![^（）()]*(?:由|拍摄))[^（）()]{0,24}(?:摄|摄影|供图|图源[^（）()]{0,20}|图片来源[^（）()]{0,20}|资料图片?|视频截图)[）)])"
)
_CREDIT_SIGNS = ("摄", "新华社发", "供图", "图源", "图片来源", "资料图", "视频截图")
_CREDIT_VI = r"[（(](?i:ảnh(?: tư liệu| minh h(?:ọa|oạ))?|nguồn(?: ảnh)?)\s*:\s*[^()]{1,40}[）)]\.?"
_CREDIT_VI_BARE = r"(?:Ảnh|ẢNH|Nguồn)(?: tư liệu| minh h(?:ọa|oạ)| ảnh)?\s*:\s*[^().]{1,40}\.?"

RULES = (
    Rule(
        "furniture",
        "below",
        "zh",
        "(?:查看)?更多(?:新闻|内容|相关新闻|报道)?|"
        "(?:相关|延伸|推荐|热门|热点|最新|其他|往期|猜你)(?:新闻|阅读|链接|报道|文章|内容|稿件|专题|推荐|回顾|喜欢)[:：]?",
        TAIL,
    ),
    Rule(
        "furniture",
        "below",
        "vi",
        "(?i:(?:các )?tin (?:bài )?(?:liên quan|cùng chuyên mục|cùng chủ đề|khác|mới(?: nhất)?|nổi bật|đọc nhiều)|"
        "cùng chuyên mục|bài (?:liên quan|viết liên quan|cùng chuyên mục)|xem thêm|đọc thêm|đọc nhiều|"
        "(?:có thể bạn|bạn có thể) quan tâm)[:：]?",
        TAIL,
    ),
    Rule(
        "furniture",
        "line",
        "",
        r"[-—–·•]\s*\d{1,4}\s*[-—–·•]|\d{1,3}(?:\s*/\s*\d{1,3})?|第\s*\d{1,4}\s*页.{0,12}|(?i:trang|page) \d{1,4}(?:/\d{1,4})?",
        "page number",
    ),
    Rule(
        "furniture",
        "line",
        "",
        r"分享到?[:：]?|打印(?:本页|本稿)?|收藏|字号.{0,12}|(?i:share|print|chia sẻ|in bài viết)",
        "page control",
    ),
    Rule("furniture", "line", "", r"(?:上一篇|下一篇|标签|关键词|(?i:từ khóa|từ khoá|tags?))\s*[:：].{0,80}", "page control"),
    Rule(
        "source line",
        "line",
        "",
        r"[（(]?(?:(?:文章)?来\s*源|稿源|转自|(?i:nguồn|theo))\s*[:：][^。？！，,]{1,60}",
        "names the source",
    ),
    Rule(
        "signature",
        "line",
        "",
        r"[（(]?(?:责任编辑|责编|编辑|编审|审校|撰稿|作者|记者|(?i:tác giả|biên tập))\s*[:：]"
        r"(?!.*[您请怎吗呢])[^。？！，,?!]{1,24}",
        "names the staff",
    ),
    Rule(
        "signature",
        "line",
        "",
        rf"[（(]?(?:{_AGENCY}|{_AGENCY_VI}|TTXVN/Vietnam\+|新华社记者\S{{2,12}})[）)]?[。.]?",
        "agency's signature",
    ),
    Rule(
        "caption",
        "line",
        "zh",
        r"(?:.{0,200}[。！？\s”）)\d]|[^，。]{0,40})?图自[^，。,；;]{1,16}。?",
        "photo credit 图自",
        ("图自",),
    ),
    Rule(
        "caption",
        "line",
        "zh",
        r"(?:图为(?!何)|[上下左右]图[为：:]|资料图(?!书)|图片(?:来源|说明)[:：]).{0,150}",
        "photo caption",
    ),
    Rule(
        "caption",
        "line",
        "zh",
        rf"(?:.{{0,100}}[。！？\s”）)]|[^，。]{{0,40}})?(?:{_CREDIT_ZH}|图源[:：].{{1,20}})",
        "photo credit",
        _CREDIT_SIGNS,
    ),
    Rule(
        "caption",
        "line",
        "vi",
        rf"[^.]{{0,200}}\.?\s*{_CREDIT_VI}|(?:[^.]{{0,200}}\.\s*)?{_CREDIT_VI_BARE}",
        "photo credit Ảnh",
        (":",),
    ),
    Rule("caption", "line", "", r".{0,200}\sảnh\s\d{1,2}", "numbered photo", ("ảnh",)),
    Rule(
        "dateline",
        "line",
        "zh",
        rf"{_DATE_ZH}(?:于[\u4e00-\u9fff]{{2,6}}|\s*星期[一二三四五六日])?",
        "date",
    ),
    Rule("dateline", "line", "zh", r"(?:发布时间|发表时间|时间|日期)\s*[:：]\s*\d{4}.{3,36}", "date of publication"),
    Rule("dateline", "line", "", r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?", "date of publication"),
    Rule(
        "dateline",
        "line",
        "vi",
        r"(?:Thứ \w{2,3}, )?(?:ngày )?\d{1,2}/\d{1,2}/\d{4}(?:\s*[-–]?\s*\d{1,2}:\d{2})?"
        r"|(?:TP\. ?)?[A-ZĐ]\w+(?: [A-ZĐ]\w+){0,3} ?, ngày \d{1,2} tháng \d{1,2} năm \d{4}",
        "date",
    ),
    Rule(
        "dateline",
        "start",
        "zh",
        rf"[（(]?据?{_AGENCY}(?:(?!总|社长|记者|评论|主编)[\u4e00-\u9fff]){{0,4}}[）)]?(?:{_DATE_ZH})?(?:电|讯)?\s*{_BRACKETS_ZH}"
        rf"(?:—{{1,2}}|--)(?![^。]{{0,24}}——)\s*{_REPORTER}",
        DATELINE,
    ),
    Rule(
        "dateline",
        "start",
        "zh",
        rf"[（(]?据?{_AGENCY}[\u4e00-\u9fff]{{0,12}}{_DATE_ZH}(?:电|讯)(?=[\s（(）)]|双方|应|题)[）)]?\s*{_BRACKETS_ZH}{_REPORTER}",
        DATELINE,
    ),
    Rule("dateline", "start", "zh", rf"[（(]?据?{_AGENCY}(?:消息|快讯)\s*{_BRACKETS_ZH}[：:]\s*", DATELINE),
    Rule(
        "dateline",
        "start",
        "vi",
        rf"(?:{_PLACE_VI}[（(]{_AGENCY_VI}[）)]\s*[-–—]\s*|{_AGENCY_VI}\s*[-–—]\s+)(?=[A-ZĐÀ-Ỹ\d“\"])",
        DATELINE,
    ),
    Rule("source line", "end", "zh", _CREDIT_ZH, "credit at the end of a paragraph", _CREDIT_SIGNS),
    Rule("source line", "end", "vi", rf"{_CREDIT_VI}|(?<=\.\s){_CREDIT_VI_BARE}", "credit at the end of a paragraph", (":",)),
    Rule("end mark", "end", "zh", r"[（(]\s*(?:完|全文完)\s*[）)]", "end of the article", ("完",)),
    Rule("end mark", "end", "vi", r"(?<=\.)/\.|/\.(?=$)", "end of the article", ("/.",)),
)


@dataclass(frozen=True)
class CleanSpec:
    """How sources are read: the rules of roles, and the thresholds where a rule needs one (in characters or columns).

    heading_zh, heading_vi : a line without final punctuation up to this length is a heading, above it a cut paragraph
    title_zh, title_vi     : longest first line that is taken for a title
    lead_min               : shortest lead that counts as repeated
    prefix_max             : longest agency prefix, in letters, that a repeated lead may have before it
    tail_max               : largest share of a text that a mark may set aside below it
    wrap_min               : narrowest width (columns) of a text that is wrapped; shorter lines are headings or lists
    wrap_slack_zh, _vi     : how far (columns; a hanzi has two) a wrapped line may fall short of the widest
    unicode                : normal form of cleaned text
    """

    rules: tuple[Rule, ...] = RULES
    heading_zh: int = 40
    heading_vi: int = 120
    title_zh: int = 60
    title_vi: int = 200
    lead_min: int = 20
    prefix_max: int = 30
    tail_max: float = 0.6
    wrap_min: int = 30
    wrap_slack_zh: int = 6
    wrap_slack_vi: int = 14
    unicode: Literal["NFC", "NFD", "NFKC", "NFKD"] = "NFC"


SPEC = CleanSpec()


class Patterns(NamedTuple):
    """The rules of one language, their patterns compiled.

    whole         : of lines, and of lines with all below them
    with_needs    : those of them that need something
    signs         : what these need
    without_needs : fits where one of the others does
    edges         : of the start of a line, and of its end
    starts        : fits where one of the start of a line does
    end_signs     : what those of its end need
    end_marks     : fits where an article ends
    """

    whole: tuple[tuple[Rule, re.Pattern[str]], ...]
    with_needs: tuple[tuple[Rule, re.Pattern[str]], ...]
    signs: re.Pattern[str]
    without_needs: re.Pattern[str]
    edges: tuple[tuple[Rule, re.Pattern[str]], ...]
    starts: re.Pattern[str]
    end_signs: re.Pattern[str]
    end_marks: re.Pattern[str]


@functools.cache
def compile_rules(rules: tuple[Rule, ...], language: str) -> Patterns:
    """The rules that hold for a language, once a process."""
    own = [rule for rule in rules if rule.language in ("", language)]
    at_end = {rule: re.compile(f"(?:{rule.pattern})$") for rule in own if rule.where == "end" or rule.role == "end mark"}
    whole = tuple((rule, re.compile(rule.pattern)) for rule in own if rule.where in ("line", "below"))
    return Patterns(
        whole=whole,
        with_needs=tuple((rule, pattern) for rule, pattern in whole if rule.needs),
        signs=_one_of(re.escape(sign) for rule, _ in whole for sign in rule.needs),
        without_needs=_one_of(rule.pattern for rule, _ in whole if not rule.needs),
        edges=tuple(
            (rule, at_end[rule] if rule.where == "end" else re.compile(rule.pattern))
            for rule in own
            if rule.where in ("start", "end")
        ),
        starts=_one_of(rule.pattern for rule in own if rule.where == "start"),
        end_signs=_one_of(re.escape(sign) for rule in own if rule.where == "end" for sign in rule.needs or ("",)),
        end_marks=_one_of(at_end[rule].pattern for rule in own if rule.role == "end mark"),
    )


def _one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """What fits where one of some patterns does; nothing if there are none."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or "(?!)")


def rule_table(spec: CleanSpec = SPEC) -> pd.DataFrame:
    """The rules as a table, in the order in which they are tried.

    >>> rule_table().loc[0, ["role", "reason"]].tolist()
    ['furniture', 'tail of other news']
    """
    return pd.DataFrame(spec.rules, columns=Rule._fields).drop(columns="needs")
