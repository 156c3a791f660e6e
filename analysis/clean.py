"""A document -> `Cleaned`: the counted text as it is read, and for every character its range in the source.

Sources are never edited. Cleaned text differs from the source in what a reader does not notice: line breaks inside a
paragraph, markup, spaces between hanzi, half-width punctuation in Chinese, decomposed Vietnamese letters, traditional
characters, and the faults listed in corrections.csv. Each step is a small function from characters to characters, and a
character is a triple (character, start, end), so that the way back is never lost.

>>> characters = join_parts("司\\n\\n法 合作, **共同**", [(0, 1), (3, 15)], "zh")
>>> "".join(char for char, _, _ in characters)
'司法合作，共同'
>>> characters[1:4]
[('法', 3, 4), ('合', 5, 6), ('作', 6, 7)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.model import Corpus, records, tuples
from analysis.roles import Stretch, find_stretches
from analysis.rules import SPEC, CleanSpec
from analysis.script import is_traditional, simplify

Characters = list[tuple[str, int, int]]

_FULL_WIDTH = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALVES = re.compile("[\ud800-\udfff]")  # of a character; no file has them, but a text handed over may
_INVISIBLE = set("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True)
class Piece:
    """A stretch and where its characters stand in cleaned text (first == last if it is not counted)."""

    stretch: Stretch
    first: int
    last: int


@dataclass(frozen=True)
class Cleaned:
    """The counted text of one document.

    text   : counted stretches, cleaned, parted by line feeds
    starts : for each character of `text` its first code point in the source
    ends   : for each character of `text` one past its last code point in the source
    pieces : every stretch of the source, counted or not, in order
    """

    document: str
    language: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    pieces: tuple[Piece, ...]


def is_chinese(char: str) -> bool:
    """A hanzi or a mark of Chinese punctuation (full-width forms, corner brackets, curly quotes excepted)."""
    return (
        "\u3400" <= char <= "\u9fff" or char in "，。、；：？！（）《》〈〉「」『』【】" or "\U00020000" <= char <= "\U0003ffff"
    )


def source_range(cleaned: Cleaned, start: int, end: int) -> tuple[int, int]:
    """The range in the source of a range of cleaned text.

    >>> source_range(clean_text("　　双方同意。", "zh"), 0, 4)
    (2, 6)
    """
    return cleaned.starts[start], cleaned.ends[end - 1]


def clean_corpus(corpus: Corpus, spec: CleanSpec = SPEC) -> dict[str, Cleaned]:
    """Every document of a corpus, cleaned by the same rules: document -> Cleaned.

    >>> from analysis.read import read_corpus
    >>> cleaned = clean_corpus(read_corpus())
    >>> len(cleaned), cleaned["003_cf8b52a174d3942d"].language
    (5, 'zh')
    """
    faults = corpus.corrections.groupby("document") if len(corpus.corrections) else ()
    corrections = {str(document): records(rows) for document, rows in faults}
    return {
        row.document: clean_text(
            corpus.texts[row.document], row.language, row.document, row.title, corrections.get(row.document, ()), spec
        )
        for row in tuples(corpus.documents)
    }


def clean_text(
    source: str,
    language: str,
    document: str = "",
    title: str = "",
    corrections: Iterable[Mapping[str, Any]] = (),
    spec: CleanSpec = SPEC,
) -> Cleaned:
    """One source -> Cleaned.

    corrections : rows with start, end and corrected

    >>> cleaned = clean_text("Quan hệ hữu nghi\\u0323 truyền thống.", "vi")
    >>> cleaned.text, source_range(cleaned, 8, 15)
    ('Quan hệ hữu nghị truyền thống.', (8, 15))
    """
    corrections = list(corrections)
    source = _HALVES.sub("\ufffd", source)
    if language == "zh" and is_traditional(source):
        source, title = simplify(source), simplify(title)
        corrections = [{**row, "corrected": simplify(row["corrected"])} for row in corrections]
    characters: Characters = []
    pieces = []
    for stretch in find_stretches(source, language, title, spec):
        first = len(characters)
        if stretch.counted:
            if characters:
                characters.append(("\n", stretch.start, stretch.start))
                first += 1
            characters += join_parts(source, stretch.parts, language, corrections, spec)
        pieces.append(Piece(stretch, first, len(characters)))
    chars, starts, ends = zip(*characters, strict=True) if characters else ((), (), ())
    return Cleaned(document, language, "".join(chars), starts, ends, tuple(pieces))


def join_parts(
    source: str,
    parts: Iterable[tuple[int, int]],
    language: str,
    corrections: Iterable[Mapping[str, Any]] = (),
    spec: CleanSpec = SPEC,
) -> Characters:
    """The cleaned characters of a stretch: its parts joined where a page break or a wrap cut them, then each step in turn."""
    characters: Characters = []
    for start, end in parts:
        part = [(source[at], at, at + 1) for at in range(start, end)]
        if characters:
            characters.append((" ", characters[-1][2], start))  # between hanzi the space goes again, below
        characters += part
    characters = apply_corrections(characters, corrections)
    characters = compose(characters, spec.unicode)
    for step in STEPS[language]:
        characters = step(characters)
    return characters


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
    result = characters
    for direction in (1, -1):  # once in each direction: a mark may stand beside one that is only now Chinese
        result = _punctuation_pass(result[::direction])[::direction]
    return result


def _punctuation_pass(characters: Characters) -> Characters:
    result = list(characters)
    following = [""] * len(result)
    seen = ""
    for at in range(len(result) - 1, -1, -1):
        following[at] = seen
        seen = result[at][0] if result[at][0] != " " else seen
    before = ""
    for at, (char, start, end) in enumerate(result):
        beside_chinese = any(n and (is_chinese(n) or n in "“”‘’") for n in (before, following[at]))
        if char in _FULL_WIDTH and beside_chinese and not (before.isdigit() and following[at].isdigit()):
            result[at] = (_FULL_WIDTH[char], start, end)
        before = result[at][0] if char != " " else before
    return result


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
        return is_chinese(char) or char in "“”‘’—"

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
