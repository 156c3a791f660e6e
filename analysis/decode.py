"""Bytes -> text and its language, both found where nobody states them, and both recorded.

>>> decode("双方同意".encode("utf-8-sig"))
('双方同意', 'utf-8-sig')
"""

from __future__ import annotations

import codecs
import re

from analysis.script import count_characters

ENCODINGS = ("gb18030", "big5", "cp1258", "utf_16_le", "utf_16_be")
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BYTE_ORDER_MARKS = {
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# Encodings of letters by fonts, in which old Vietnamese files are written; no codec reads them.
_BY_FONT = re.compile(r"(?i)tcvn|vni|abc$|viscii|vps|\.vn")
# Codecs that turn text into text of another kind, slow or loud on hostile input; none is an encoding of a text file.
_NO_ENCODINGS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
_HANZI = re.compile("[\u4e00-\u9fff]+")
_KANA_HANGUL = re.compile("[\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uac00-\ud7a3]+")
_VIETNAMESE = re.compile("[ăâđêôơưÀ-ÃÈ-ÊÌÍÒ-ÕÙÚÝàáãèéìíòóõùúýĂĐĨŨƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]+")


def recognise_language(text: str) -> str:
    """'zh', 'vi', or '' where the script does not tell.

    >>> recognise_language("双方同意"), recognise_language("Hai bên nhất trí"), recognise_language("Both sides agree")
    ('zh', 'vi', '')
    """
    letters = sum(map(str.isalpha, text))
    if not letters or count_characters(text, _KANA_HANGUL) > 0.05 * letters:
        return ""
    hanzi = count_characters(text, _HANZI)
    if hanzi > 0.3 * letters:
        return "zh"
    return "vi" if hanzi < 0.05 * letters and count_characters(text, _VIETNAMESE) > 0.1 * letters else ""


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """Bytes -> (text, encoding by which they were read): as told, else byte order mark, strict UTF-8, charset-normalizer.

    Raises ValueError where the bytes are not text in any encoding tried.

    >>> decode("十六字".encode("gb18030") * 20)[1]
    'gb18030'
    """
    if encoding:
        return _as_stated(data, encoding), encoding
    candidates = [name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)] or ["utf-8"]
    for name in candidates:
        try:
            return _text_only(data.decode(name)), name
        except ValueError:
            pass
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(ENCODINGS), threshold=0.1).best()
    if best is not None:
        try:
            return _text_only(data.decode(best.encoding)), best.encoding
        except ValueError:
            pass
    raise ValueError("its bytes are not text in UTF-8 or any encoding tried; name it in the column encoding")


def _as_stated(data: bytes, encoding: str) -> str:
    """What the bytes are in the encoding that the column `encoding` states."""
    if _BY_FONT.search(encoding):
        raise ValueError(f"encoding {encoding!r} is not read; convert the text to UTF-8 (UniKey does) and empty the column")
    try:
        if codecs.lookup(encoding).name in _NO_ENCODINGS:
            raise LookupError("no encoding of text files")
        return data.decode(encoding)
    except (LookupError, ValueError) as error:  # a UnicodeError is a ValueError
        raise ValueError(f"cannot be read as {encoding!r} ({error}); mend or empty the column encoding") from None


def _text_only(text: str) -> str:
    if re.search("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]", text):
        raise ValueError("control characters")
    return text
