"""A text has the same hits in whatever encoding it comes."""

import unicodedata
from pathlib import Path

import pytest

from analysis import find_hits, read_corpus
from analysis.decode import decode

ZH = (
    "双方同意秉持“长期稳定、面向未来、睦邻友好、全面合作”的十六字方针，推动构建中越命运共同体。\n"
    "两国发扬“好邻居、好朋友、好同志、好伙伴”精神，深化全面战略合作。"
)
TRADITIONAL = "雙方同意推動構建中越命運共同體，深化兩國傳統友誼，擴大各領域務實合作，維護地區和平與穩定。"
VI = "Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống, thúc đẩy Đối tác hợp tác chiến lược toàn diện."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """Tone marks behind their letters, as Windows wrote Vietnamese."""
    letters = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        letters.append(base + "".join(part for part in parts if part in TONES))
    return "".join(letters).encode("cp1258")


def hits_of(folder: Path, data: bytes) -> list[list]:
    """Formula, kind and words of every hit, and the composed source at its range."""
    folder.mkdir()
    (folder / "a.txt").write_bytes(data)
    corpus = read_corpus(folder)
    hits = find_hits(corpus)
    printed = [unicodedata.normalize("NFC", corpus.texts["a"][row.start : row.end]) for row in hits.itertuples()]
    rows = hits[["formula", "kind", "text", "slots", "section", "modifiers", "side"]].to_numpy().tolist()
    return [[*row, text] for row, text in zip(rows, printed, strict=True)]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, name) for name in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "gb18030")]
    + [(VI, name) for name in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le", "windows-1258")]
    + [(TRADITIONAL, "big5")],
)
def test_a_text_has_the_hits_of_its_utf_8_twin(tmp_path: Path, text: str, encoding: str) -> None:
    data = windows_1258(text) if encoding == "windows-1258" else text.encode(encoding)

    twin = hits_of(tmp_path / "twin", text.encode())

    assert hits_of(tmp_path / "other", data) == twin
    assert len(twin) >= 2


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_is_no_part_of_the_text(mark: str) -> None:
    text, encoding = decode(("\ufeff" + ZH).encode(mark))

    assert (text, encoding) == (ZH, mark[:6])


@pytest.mark.parametrize(
    ("data", "recorded"),
    [(ZH.encode("gb18030"), "gb18030"), (TRADITIONAL.encode("big5"), "big5"), (windows_1258(VI), "cp1258")],
)
def test_what_was_found_reads_the_same_bytes_again(data: bytes, recorded: str) -> None:
    text, encoding = decode(data)

    assert (encoding, decode(data, encoding)[0]) == (recorded, text)


@pytest.mark.parametrize(
    ("encoding", "message"),
    [
        ("ascii", "cannot be read as 'ascii'"),
        ("no-such", "unknown encoding: no-such"),
        ("zip", "'zip' is not a text encoding"),
        ("unicode_escape", "no encoding of text files"),
        ("utf-7", "no encoding of text files"),
        ("idna", "no encoding of text files"),
        ("TCVN3", "encoding 'TCVN3' is not read; convert the text to UTF-8"),
        ("VNI-Win", "encoding 'VNI-Win' is not read; convert the text to UTF-8"),
        ("a\0b", "mend or empty the column encoding"),
    ],
)
def test_an_encoding_that_cannot_be_kept_to(encoding: str, message: str) -> None:
    with pytest.raises(ValueError, match="encoding") as caught:
        decode(ZH.encode(), encoding)

    assert message in str(caught.value)
