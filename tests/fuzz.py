"""Made-up input of every kind, and what must hold whatever it is: a fault in lines of text, or ranges inside the source.

`python tests/fuzz.py 100000` (`make fuzz`) runs that many inputs, parted over the checks, and says how many and how long;
tests/test_fuzz.py runs some hundred. A check that fails prints its smallest input.
"""

import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from files import docx, paragraph, pdf, xlsx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.align import align_texts
from analysis.attribute import find_hits, find_voiced
from analysis.clauses import find_clauses
from analysis.clean import Cleaned, clean_text
from analysis.concordance import kwic
from analysis.extract import extract
from analysis.formulas import read_formulas
from analysis.listing import DocumentRow
from analysis.match import Matcher
from analysis.model import Corpus, CorpusError
from analysis.read import read_corpus
from analysis.segment import find_sentences, segment_corpus
from analysis.sheets import SHEETS, read_sheet
from analysis.tokenise import tokenise

FORMULAS = read_formulas()
MATCHER = Matcher(FORMULAS)
NAMES = [name for one in FORMULAS.values() for name in (*one.zh.name, *one.vi.name)]
SLOTS = [form for one in FORMULAS.values() for side in (one.zh, one.vi) for slot in side.slots for form in slot]
SPEECH = Path(__file__).with_name("fragments.txt").read_text(encoding="utf-8").split("\n")
# fmt: off
ODD = [
    "\n", "\n\n", "\r\n", "\t", "\u3000", " ", "\xa0", "\u2028", "\x0c", "\x85", "\x00", "\u200b", "\ufeff", "\u202e",
    "\u2066", "\u0301", "\u0323\u0302", "\U000e0100", "\ud800", "\udfff", "\U0010ffff", "\ufffd", "\u0130", "\ufb03",
    "\u337f", "\xdf", "\u2460", "\U00020bb7", "\u304c", "\ud55c", "\u0639", "\U0001f1fb\U0001f1f3",
    "a\u0300a\u0300a\u0300a\u0300a\u0300a\u0300a\u0300a\u0300a\u0300", "\x1b[31m",
]
# fmt: on

pieces = st.one_of(
    st.sampled_from(SPEECH),
    st.sampled_from(NAMES),
    st.sampled_from(SLOTS),
    st.sampled_from(ODD),
    st.text(max_size=8),
    st.builds(lambda char, n: char * n, st.sampled_from([*ODD, *SPEECH]), st.integers(2, 90)),
)
texts = st.builds(lambda parts, joint: joint.join(parts), st.lists(pieces, max_size=40), st.sampled_from(["", "", " ", "\n"]))
languages = st.sampled_from(["zh", "vi"])
encodings = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-le", "cp1258", "utf-32", "utf-7"])
printable = texts.map(lambda text: re.sub("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", text))  # what a file may hold
encoded = st.builds(lambda text, name: text.encode(name, "ignore"), st.one_of(printable, texts), encodings)
cut = st.builds(lambda data, at, more: data[:at] + more + data[at:], encoded, st.integers(0, 99), st.binary(max_size=9))
raw = st.one_of(encoded, cut, st.binary(max_size=300))
endings = st.sampled_from([".txt", ".txt", ".html", ".html", ".csv", ".docx", ".xlsx", ".pdf"])


def whole_fault(error: Exception) -> None:
    """A fault is a line of text."""
    lines = error.faults if isinstance(error, CorpusError) else (str(error),)
    assert lines
    assert all(line.strip() and "\n" not in line for line in lines), lines


def whole_text(cleaned: Cleaned, source: str) -> None:
    assert len(cleaned.text) == len(cleaned.starts) == len(cleaned.ends)
    assert all(0 <= start <= end <= len(source) for start, end in zip(cleaned.starts, cleaned.ends, strict=True))
    assert all(one <= other for one, other in pairwise(cleaned.starts))
    ranges = [(part[0], part[1]) for piece in cleaned.pieces for part in piece.stretch.parts]
    assert all(0 <= start < end <= len(source) for start, end in ranges)
    assert all(piece.first <= piece.last <= len(cleaned.text) for piece in cleaned.pieces)
    sentences = find_sentences(cleaned)
    assert all(0 <= first < last <= len(cleaned.text) for first, last, _ in sentences)
    assert all(one[1] <= other[0] for one, other in pairwise(sentences))


def whole_hits(hits: list[dict[str, Any]], cleaned: Cleaned, source: str) -> None:
    assert [hit["start"] for hit in hits] == sorted(hit["start"] for hit in hits)
    keys = [(hit["formula"], hit["start"], hit["end"], hit["kind"]) for hit in hits]
    assert len(keys) == len(set(keys))
    for hit in hits:
        assert 0 <= hit["start"] < hit["end"] <= len(source)
        firsts = [at for at, start in enumerate(cleaned.starts) if start == hit["start"]]
        there = [at for at in firsts if cleaned.text.startswith(hit["text"], at)]
        assert any(cleaned.ends[at + len(hit["text"]) - 1] == hit["end"] for at in there), hit
        assert 0 <= (hit.get("basis_start") or 0) <= (hit.get("basis_end") or 0) <= len(source)


@given(texts, languages, st.sampled_from(["PRC", "SRV", "joint", "other", ""]))
def check_text(source: str, language: str, side: str) -> None:
    """Cleaning, sentences, matching, whose words."""
    cleaned = clean_text(source, language)
    whole_text(cleaned, source)
    whole_hits(find_voiced(cleaned, MATCHER, side, "2023-12-12", all_kinds=True), cleaned, source)


@given(texts, languages)
def check_tokens(source: str, language: str) -> None:
    """Every token stands inside its source, in order."""
    rows = tokenise(clean_text(source, language))
    assert all(0 <= row["start"] <= row["end"] <= len(source) and row["token"].strip() for row in rows)
    assert [row["start"] for row in rows] == sorted(row["start"] for row in rows)


@given(endings, raw, st.sampled_from([*[""] * 15, "gb18030", "utf-16", "hex", "idna", "no such", "\x00"]))
def check_bytes(ending: str, data: bytes, encoding: str) -> None:
    """A file's bytes are text, or a fault in one line."""
    read_bytes(ending, data, encoding)


@given(
    st.sampled_from([".docx", ".xlsx", ".pdf", ".csv"]),
    texts,
    st.integers(0, 3000),
    st.one_of(st.just(b""), st.binary(max_size=4)),
)
def check_office(ending: str, text: str, at: int, more: bytes) -> None:
    """A Word file, a workbook, a PDF, a table around a text, some of them with bytes changed."""
    text = re.sub("[\ud800-\udfff\ufffe\uffff]", "", text)
    shown = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)
    if ending == ".docx":
        data = docx(paragraph(shown))
    elif ending == ".xlsx":
        data = xlsx([{"text": text[:30000] or "双方", "title": text[:99]}])
    elif ending == ".pdf":
        data = pdf("Hai ben " + re.sub("[^ -#%-~]", "", text))
    else:
        data = f'text,title\n"{text}",x\n'.encode()
    read_bytes(ending, data[:at] + more + data[at + len(more) :] if more else data, "")


def read_bytes(ending: str, data: bytes, encoding: str) -> None:
    try:
        found = read_sheet("a" + ending, data, encoding) if ending in SHEETS else extract("a" + ending, data, encoding)
    except ValueError as error:
        whole_fault(error)
    else:
        assert found


@given(texts, texts, languages)
def check_alignment(one: str, other: str, language: str) -> None:
    """Each clause of either text stands in one row."""
    first, second = (clean_text(text, language) for text in (one, other))
    rows = align_texts(first, second)
    for side in (1, 2):
        numbers = [number for row in rows for number in (row.first if side == 1 else row.second)]
        assert len(numbers) == len(set(numbers))
        assert sorted(numbers) == list(range(len(find_clauses(first if side == 1 else second))))


cells = st.one_of(
    st.sampled_from(["a.txt", "b.txt", "zh", "vi", "2020-01-02", "2020", "?", "", "PRC", "utf-8", "../a.txt", "/", "\x00"]),
    st.text(max_size=6),
    pieces,
)
columns = st.sampled_from((*DocumentRow.model_fields, "title", "source", "x", "File"))


LIKELY = {
    "language": ["zh", "vi", ""],
    "period": ["2020", "?", "<b>"],
    "date": ["2020-01-02", "2020", "?", ""],
    "title": ["双方同意", "=1+1", "<script>", ""],
    "issuer_side": ["PRC", "SRV", "joint", ""],
    "x": ["1", "\u202e", ""],
}


@st.composite
def listings(draw: st.DrawFn) -> bytes:
    header = draw(st.lists(columns, max_size=5))
    if draw(st.booleans()):  # a likely one
        header = [name for name in dict.fromkeys(header) if name in LIKELY]
        rows = [[file, *(draw(st.sampled_from(LIKELY[name])) for name in header)] for file in ("b.txt", "a.txt")]
        rows = rows[: draw(st.integers(1, 2))]
    else:
        rows = draw(st.lists(st.lists(cells, max_size=6), max_size=4))
    quote = draw(st.sampled_from(['"', "", ""]))
    table = [["file", *header], *rows]
    mark = draw(st.sampled_from([",", ",", ";", "\t"]))
    return "\n".join(mark.join(quote + cell + quote for cell in row) for row in table).encode("utf-8", "ignore")


@given(
    listings(),
    raw,
    texts,
    st.one_of(st.none(), st.none(), st.none(), raw),
    st.one_of(st.none(), st.none(), st.none(), listings()),
)
def check_folder(listing: bytes, data: bytes, text: str, outlets: bytes | None, corrections: bytes | None) -> None:
    """A folder is a corpus whose hits stand in its texts, or faults in lines."""
    with tempfile.TemporaryDirectory() as name:
        files = {"documents.csv": listing, "a.txt": data, "b.txt": ("双方同意。" + text).encode("utf-8", "ignore")}
        files |= {"outlets.toml": outlets, "corrections.csv": corrections}
        for file, content in files.items():
            if content is not None:
                (Path(name) / file).write_bytes(content)
        try:
            corpus = read_corpus(name)
        except CorpusError as error:
            whole_fault(error)
            return
        whole_corpus(corpus)


def whole_corpus(corpus: Corpus) -> None:
    tables = (segment_corpus(corpus), find_hits(corpus, FORMULAS, True), kwic(corpus, text="双方"))
    for row in (row for table in tables for row in table.itertuples()):
        assert 0 <= row.start < row.end <= len(corpus.texts[row.document])


keys = st.sampled_from(("zh.name", "zh.slots", "vi.name", "vi.slots", "zh.before", "vi.unless", "excludes", "referent", "x"))
values = st.one_of(
    st.sampled_from(
        [
            '"甲乙"',
            '["甲乙", "丙"]',
            '[["甲"], ["乙"]]',
            '"("',
            '"[甲"',
            "[]",
            "1",
            "true",
            "{}",
            '""',
            '"2020-13"',
            '["a", 1]',
            "nan",
        ]
    ),
    st.builds(lambda text: '"' + text.replace("\\", "").replace('"', "") + '"', pieces),
)


LEXICON = '[mine]\nzh_name = "甲"\ngloss = "x"\ncategory = "y"\nzh.after = "乙|丙|$"\nvi.slots = [["甲乙"], ["b"]]'


@given(st.lists(st.tuples(keys, values), max_size=3), pieces, texts)
def check_lexicon(entries: list[tuple[str, str]], name: str, text: str) -> None:
    """A lexicon is read and matches, or its faults are lines."""
    lines = [LEXICON, *(f"{key} = {value}" for key, value in dict(entries).items())]
    lines += [f"[{name}]"] if len(text) % 3 == 0 else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_bytes("\n".join(lines).encode("utf-8", "ignore"))
        try:
            formulas = read_formulas(path)
        except CorpusError as error:
            whole_fault(error)
            return
    source = f"甲乙丙，{text}甲乙"
    cleaned = clean_text(source, "zh")
    whole_hits(find_voiced(cleaned, Matcher(formulas), all_kinds=True), cleaned, source)


# A check and its share of the inputs.
CHECKS: dict[Callable[[], None], float] = {
    check_text: 0.5,
    check_tokens: 0.1,
    check_bytes: 0.15,
    check_office: 0.05,
    check_alignment: 0.05,
    check_folder: 0.05,
    check_lexicon: 0.1,
}


def run(check: Callable[[], None], inputs: int, **more: Any) -> None:
    """Run a check on so many inputs."""
    usual = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck), "report_multiple_bugs": False}
    settings(max_examples=inputs, **usual | more)(check)()


def main(inputs: int) -> int:
    failed = 0
    begun = time.monotonic()
    for check, share in CHECKS.items():
        started = time.monotonic()
        try:
            run(check, round(inputs * share))
        except Exception:
            failed += 1
            traceback.print_exc(limit=-3)
        print(f"{check.__name__}: {round(inputs * share):,} inputs, {time.monotonic() - started:.0f} s", flush=True)
    print(f"{date.today()}: {inputs:,} inputs, {time.monotonic() - begun:.0f} s, {failed} checks failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
