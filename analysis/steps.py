"""What cleaning changes in the characters of a stretch, step by step; a character is a triple (character, start, end).

Each step is a small function from characters to characters, so that the way back to the source is never lost. What a step
makes of a character depends on its neighbours, spaces skipped, and on nothing farther; so `find_spots` can say where in a
stretch there is anything to do, and all else stays as it is.

>>> text = "双方同意１６ 项, 其中10项"
>>> [text[start:end] for start, end in find_spots(text, "zh")]
['意１６ 项, 其']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Literal

Characters = list[tuple[str, int, int]]

_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_SPACES = "".join(char for char in map(chr, range(ord("　") + 1)) if char.isspace())
_CHINESE_MARKS, _QUOTES = "，。、；：？！（）《》〈〉「」『』【】", "“”‘’"


def is_chinese(char: str) -> bool:
    """A hanzi or a mark of Chinese punctuation (full-width forms, corner brackets, curly quotes excepted)."""
    return "\u3400" <= char <= "\u9fff" or char in _CHINESE_MARKS or "\U00020000" <= char <= "\U0003ffff"


def apply_corrections(characters: Characters, corrections: Iterable[Mapping[str, Any]]) -> Characters:
    """Read `corrected` where the source has a listed fault; each new character carries the whole range of the fault."""
    for row in corrections:
        start, end = row["start"], row["end"]
        inside = [n for n, (_, first, last) in enumerate(characters) if first >= start and last <= end]
        if inside:
            characters[inside[0] : inside[-1] + 1] = [(char, start, end) for char in row["corrected"]]
    return characters


def compose(characters: Characters, form: Literal["NFC", "NFD", "NFKC", "NFKD"] = "NFC") -> Characters:
    """Unicode normal form, a base character and its marks at a time; what they compose to carries their whole range."""
    if unicodedata.is_normalized(form, "".join(char for char, _, _ in characters)):
        return characters
    result: Characters = []
    at = 0
    while at < len(characters):
        last = at + 1
        while last < len(characters) and unicodedata.combining(characters[last][0]):
            last += 1
        cluster = "".join(char for char, _, _ in characters[at:last])
        composed = unicodedata.normalize(form, cluster) if last - at > 1 or not cluster.isascii() else cluster
        if composed == cluster:
            result += characters[at:last]
        else:
            start, end = characters[at][1], characters[last - 1][2]
            result += [(char, start, end) for char in composed]
        at = last
    return result


def drop_markup(characters: Characters) -> Characters:
    """Without `**` (bold in Markdown) and characters that cannot be seen."""
    stars = {
        at
        for at in range(len(characters) - 1)
        if characters[at][0] == characters[at + 1][0] == "*" and characters[at][2] == characters[at + 1][1]
    }
    stars |= {at + 1 for at in stars}
    return [triple for at, triple in enumerate(characters) if at not in stars and triple[0] not in _INVISIBLE]


def fold_width(characters: Characters) -> Characters:
    """Full-width letters and digits as ASCII ones, every kind of space as a space."""
    return [(_narrow(char), start, end) for char, start, end in characters]


def _narrow(char: str) -> str:
    if "\uff10" <= char <= "\uff5a" and char not in "：；＜＝＞？＠［＼］＾＿｀":
        return chr(ord(char) - 0xFEE0)
    return " " if char.isspace() else char


def chinese_punctuation(characters: Characters) -> Characters:
    """ASCII , : ; ( ) ? ! beside Chinese as their full-width twins; between digits they stay."""
    marks = [at for at, (char, _, _) in enumerate(characters) if char in _FULL_WIDTH]
    result = list(characters)
    for at in [*marks, *reversed(marks)]:  # once in each direction: a mark may stand beside one that is only now Chinese
        char, start, end = result[at]
        before, following = _neighbour(result, at, -1), _neighbour(result, at, 1)
        beside_chinese = any(n and (is_chinese(n) or n in _QUOTES) for n in (before, following))
        if char in _FULL_WIDTH and beside_chinese and not (before.isdigit() and following.isdigit()):
            result[at] = (_FULL_WIDTH[char], start, end)
    return result


def _neighbour(characters: Characters, at: int, step: int) -> str:
    """The next character in a direction, spaces skipped; '' if there is none."""
    at += step
    while 0 <= at < len(characters):
        if characters[at][0] != " ":
            return characters[at][0]
        at += step
    return ""


def squeeze_spaces(characters: Characters) -> Characters:
    """One space where there were several, none at either end."""
    kept = [
        triple
        for at, triple in enumerate(characters)
        if triple[0] != " " or (at + 1 < len(characters) and characters[at + 1][0] != " ")
    ]
    return kept[1:] if kept and kept[0][0] == " " else kept


def drop_chinese_spaces(characters: Characters) -> Characters:
    """No space beside Chinese punctuation or quotes, none between hanzi; one between a hanzi and a figure stays."""

    def tight(char: str) -> bool:
        return is_chinese(char) or char in _QUOTES or char == "—"

    def loose(char: str) -> bool:
        return not tight(char) or "\u3400" <= char <= "\u9fff"

    def is_dropped(at: int) -> bool:
        if characters[at][0] != " " or not 0 < at < len(characters) - 1:
            return False
        left, right = characters[at - 1][0], characters[at + 1][0]
        return (tight(left) and tight(right)) or not (loose(left) and loose(right))

    return [triple for at, triple in enumerate(characters) if not is_dropped(at)]


STEPS: dict[str, tuple[Callable[[Characters], Characters], ...]] = {
    "zh": (drop_markup, fold_width, chinese_punctuation, squeeze_spaces, drop_chinese_spaces),
    "vi": (drop_markup, fold_width, squeeze_spaces),
}


def may_become() -> dict[str, str]:
    """What a step may make of a character, whatever its neighbours are: another one, or '' where it may drop it.

    >>> [may_become()[char] for char in ("\u3000", "Ａ", ":")]
    ['', 'A', '：']
    """
    wide = [char for char in map(chr, range(ord("０"), ord("ｚ") + 1)) if _narrow(char) != char]
    return dict.fromkeys([*_SPACES, *_INVISIBLE, "*"], "") | {char: _narrow(char) for char in wide} | _FULL_WIDTH


# Contents of classes of characters, written out: the search for one of a class alone is the quickest there is.
_MARKS = "".join(_FULL_WIDTH)
_WIDE = "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
_CHANGING = {  # what a step may change or drop, whatever stands beside it
    "zh": f"{_SPACES}{_INVISIBLE}*{_MARKS}{_WIDE}",
    "vi": f"{_SPACES.replace(' ', '')}{_INVISIBLE}*{_WIDE}",
}
_HAN = "\u3400-\u9fff"
_CHINESE = f"{_QUOTES}{_CHINESE_MARKS}\U00020000-\U0003ffff"  # but for common hanzi
_TIGHT = f"—{_CHINESE}"  # beside which no space stands; between hanzi neither

_CHANGES = {language: re.compile(f"[{changing}]") for language, changing in _CHANGING.items()}
_TOUCHED = {"zh": f"[{_CHANGING['zh']}]", "vi": f"(?:[{_CHANGING['vi']}]|  )"}
# These characters and, with no more than four others between them, the next ones.
_SPOT = {language: re.compile(rf"{one}(?s:.{{0,4}}{one})*+") for language, one in _TOUCHED.items()}
SPOT = 1_000  # characters read at once, since each takes a hundred times its room then
_PLAIN = re.compile(rf"[A-Za-z0-9{_HAN}]")  # which no step changes, and behind which none looks
_BESIDE = re.compile(rf"[{_MARKS}](?:(?<=[{_CHINESE}{_HAN}].)|(?=[{_CHINESE}{_HAN}]))")
_JOIN = re.compile(f"[{_TIGHT}{_HAN}] [{_TIGHT}{_HAN}]")
# Spots that all steps leave alone: one space, or one mark, between letters or figures; one space between these and a hanzi.
_SETTLED, _LOOSE, _OTHER = (f"[^{_CHANGING['zh']}{more}]" for more in ("", _TIGHT, _TIGHT + _HAN))
_LEFT_ALONE = re.compile(rf"(?:{_OTHER} (?={_LOOSE})|{_LOOSE} (?={_OTHER})|{_OTHER}[{_MARKS}](?={_OTHER})|{_SETTLED})++")


def is_touched(text: str, language: str) -> bool:
    """Whether a step may have something to do in a stretch.

    >>> [is_touched(text, "vi") for text in ("hai bên", "hai  bên", "hai **bên**")]
    [False, True, True]
    """
    return _CHANGES[language].search(text) is not None or (language == "vi" and "  " in text)


def widen_marks(text: str) -> str:
    """ASCII marks right beside Chinese as their full-width twins, as the steps read them whatever else stands there.

    >>> widen_marks("合作,友谊 (友好), 1:2")
    '合作，友谊 （友好）, 1:2'
    """
    return _BESIDE.sub(lambda match: _FULL_WIDTH[match[0]], text)


def is_join(text: str, start: int, end: int) -> bool:
    """Whether a spot is no more than a space that goes, between hanzi or marks: most are, where lines are wrapped.

    >>> is_join("司 法", 0, 3), is_join("意 １６", 0, 4)
    (True, False)
    """
    return end - start == 3 and _JOIN.match(text, start) is not None


def find_spots(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Ranges of a stretch in which the steps have something to do, with the characters on either side that they look at.

    The stretch is composed already, and neither begins nor ends with white space.
    """
    for match in _SPOT[language].finditer(text):
        start, end = match.span()
        while start and text[start - 1] == " ":
            start -= 1
        while text[end : end + 1] == " ":
            end += 1
        start, end = max(0, start - 1), min(len(text), end + 1)
        if not _LEFT_ALONE.fullmatch(text, start, end):
            yield start, end


def cut_spot(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A spot in pieces that can be read one by one; each begins with the last character of the one before it.

    >>> text = "合 作," * 500
    >>> [(first, last, text[first]) for first, last in cut_spot(text, 0, len(text))]
    [(0, 1001, '合'), (1000, 2000, '合')]
    """
    while end - start > SPOT and (match := _PLAIN.search(text, start + SPOT, end - 1)):
        yield start, match.end()
        start = match.start()
    yield start, end
