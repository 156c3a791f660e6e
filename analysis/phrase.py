"""The phrase round a formula: the modifiers grown onto it, and the verb that governs it.

In Chinese both stand before the head: 推动构建 | 更高水平 | 具有战略意义的 | 中越 | 命运共同体. In Vietnamese the verb stands
before it and the modifiers behind: xây dựng | cộng đồng chia sẻ tương lai | Việt Nam - Trung Quốc | có ý nghĩa chiến lược.

>>> text = "双方推动构建更高水平具有战略意义的中越命运共同体。"
>>> find_phrase(text, text.index("中越"), "zh", head=(text.index("命运"), len(text) - 1))
(['更高水平', '具有战略意义', '中越'], '推动构建')
>>> find_phrase("按照“六个更”总体目标", 3, "zh")
([], '按照')
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from analysis.fold import QUOTES

_TABLE = tomllib.loads((Path(__file__).parent / "lexicon" / "verbs.toml").read_text(encoding="utf-8"))
_LIGHT = frozenset(_TABLE["light"]["zh"] + _TABLE["light"]["vi"])
_NOUNS = frozenset(_TABLE["nouns"]["zh"])
_ZH_VERB, _VI_VERB = (
    "|".join(sorted(_TABLE[language] + _TABLE["light"][language] + _TABLE["nouns"][language], key=len, reverse=True))
    for language in ("zh", "vi")
)
# What may stand right before a head whose referent is not stated: no other noun.
_BARE = re.compile(f"(?:^|[^\u4e00-\u9fff]|[的了个为成和与向把着过好新]|双方|双边|两国|人民|这一|时代|水平|紧密|{_ZH_VERB})$")
_NOUN_BEFORE = ("体", "系", "业", "济", "会", "化")  # behind 共同体, 关系, 事业 … 建设 is a noun
# Up to the last mark that ends a clause.
_CLAUSES = {"zh": re.compile("(?s:.*)(?:[，。；！？：\n]|(?<!—)(?:——)+)"), "vi": re.compile("(?s:.*)[,.;!?:\n]")}
_VERBS = {
    "zh": re.compile(f"(?:{_ZH_VERB})+"),
    "vi": re.compile(rf"(?<!\w)(?:{_VI_VERB})(?: (?:{_VI_VERB}))*(?!\w)", re.IGNORECASE),
}
# What may stand between the verb and the modifiers without being one: 结成了, 做好, 的, a quote.
_ASPECT = {"zh": re.compile(f"^[了着好起过{QUOTES}（《]*"), "vi": re.compile(f"^[ {QUOTES}]*")}
_ZH_PIECE = re.compile("的|、|(?=具有)|(?<!面)(?=面向)|(?<=.)(?=更[高加为]|新时代)|和(?=更)")
# Where another noun is coordinated with the head: 睦邻友好、全面战略合作伙伴关系及具有战略意义的; not 更高水平、更加紧密的.
_COORDINATED = re.compile("以?及|、(?!更|具有|面向|休戚|守望)")
_QUOTED = re.compile("“[^“”]*”")
_PAIR = "(?:中越|越中|中国[和同与]越南|越南[和同与]中国)(?:两党、?两国|两国|之间)?"
_REFERENT = re.compile(f"^({_PAIR})(.+)$|^(.*?)({_PAIR}|人类|澜湄国家|澜湄|中国—?东盟|中国-东盟)$")
_VI_SIDE = "(?:Việt Nam|Trung Quốc|Việt|Trung|nhân loại|hai nước|Mê Công|Lan Thương|Mê Kông)"
_VI_PIECES = re.compile(
    "|".join(
        (
            rf" ?(?:giữa |của |cho )?{_VI_SIDE}(?:(?: ?[-–] ?| và ){_VI_SIDE})?(?!\w)",
            ",? ?(?:và )?(?:có|mang) (?:nhiều )?ý nghĩa chiến lược",
            ",? ?(?:và )?(?:ở |với |trên )?(?:tầm|mức|trình độ)(?: mức)? cao(?: mới| hơn)?",
            ",? ?(?:và )?ngày càng [^,.;]+?(?= (?:có|ở|mang|giữa|Việt|Trung)|[,.;]|$)",
            " (?:gắn kết|chặt chẽ|bền chặt|gắn bó|thực chất)(?: hơn)?",
        )
    )
)


def find_phrase(text: str, start: int, language: str, head: tuple[int, int] | None = None) -> tuple[list[str], str]:
    """Modifiers in printed order and governing verb of a formula that begins at `start`; [] and '' where there are none.

    head : range of the word that modifiers grow onto (命运共同体); without it no modifiers are looked for
    """
    if language == "vi":
        return (_vi_modifiers(text, head[1]) if head else []), _vi_predicate(text, start)
    at = head[0] if head else start
    left = text[_clause_start(text, at, 80, language) : at]
    left = _QUOTED.sub(lambda match: "□" * len(match.group()), left)  # verbs of another phrase quoted before it
    verb, modifiers = _zh_governor(left, bool(head))
    if not verb and head and text[head[1] : head[1] + 4].lstrip(QUOTES).startswith("建设"):
        verb = "建设"
    return modifiers, verb


def _clause_start(text: str, at: int, farthest: int, language: str) -> int:
    """Where the clause of a place begins, or what is looked at of it."""
    first = max(0, at - farthest)
    before = _CLAUSES[language].match(text[first:at])
    return first + before.end() if before else first


def _zh_governor(left: str, with_modifiers: bool) -> tuple[str, list[str]]:
    """The nearest verb before a head from which only modifiers lead to it, and those modifiers."""
    for match in reversed(list(_VERBS["zh"].finditer(left))):
        rest = left[match.end() :]
        middle = rest[_ASPECT["zh"].match(rest).end() :]  # type: ignore[union-attr]
        if match.group() in _LIGHT and len(middle) > 8:
            continue
        # 两国经济发展, 命运共同体建设 are nouns
        if match.group() in _NOUNS and ((middle and not with_modifiers) or left[: match.start()].endswith(_NOUN_BEFORE)):
            continue
        if with_modifiers and middle.startswith("、"):
            continue
        return match.group(), (_zh_modifiers(middle) if with_modifiers else [])
    return "", (_zh_modifiers(_last_phrase(left)) if with_modifiers else [])


def _last_phrase(left: str) -> str:
    """What is left of a clause without its verb: attributes right before the head."""
    match = re.search(f"(?:(?:具有|更[高加为]|面向)[\u4e00-\u9fff、]{{1,14}}?的?)*(?:{_PAIR}|人类|澜湄国家|中国—东盟)?$", left)
    return match.group() if match else ""


def _zh_modifiers(middle: str) -> list[str]:
    modifiers: list[str] = []
    own = _COORDINATED.split(middle)[-1]
    for piece in filter(None, (part.strip(f"{QUOTES} ，") for part in _ZH_PIECE.split(own))):
        if re.fullmatch(_PAIR, piece):
            modifiers.append(piece)
        elif match := _REFERENT.match(piece):
            modifiers += [part for part in match.groups() if part]
        else:
            modifiers.append(piece)
    return modifiers


def _vi_modifiers(text: str, at: int) -> list[str]:
    modifiers = []
    while match := _VI_PIECES.match(text, at):
        modifiers.append(re.sub("^,? ?(?:và )?(?:(?:giữa|của|cho) )?", "", match.group()).strip())
        at = match.end()
    return modifiers


def _vi_predicate(text: str, start: int) -> str:
    verbs = list(_VERBS["vi"].finditer(text, _clause_start(text, start, 120, "vi"), start))
    for match in reversed(verbs):
        if match.group().lower() not in _LIGHT or not text[match.end() : start].strip(f"{QUOTES} "):
            return match.group()
    return ""


def verb_before(text: str, at: int, language: str) -> str:
    """The verb that ends right before a place, with the space between; '' if none does.

    >>> verb_before("在增进政治互信", 3, "zh")
    '增进'
    """
    left = text[max(0, at - 40) : at]
    found = [match for match in _VERBS[language].finditer(left) if not left[match.end() :].strip()]
    return left[found[-1].start() :] if found else ""


def is_governed(text: str, at: int) -> bool:
    """Whether what stands right before a Chinese head is no noun that would be its referent: 结成, 更加紧密的, not 海洋.

    >>> is_governed("结成命运共同体", 2), is_governed("海洋命运共同体", 2)
    (True, False)
    """
    return bool(_BARE.search(text[max(0, at - 8) : at].rstrip(QUOTES)))
