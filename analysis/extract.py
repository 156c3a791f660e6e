"""Files that are not plain text -> their text. Ranges then point into the extracted text, whose checksum is recorded.

>>> extract("a.html", "<p>双方同意。</p>".encode()).text
'双方同意。'
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from analysis.archive import check_archive
from analysis.decode import decode
from analysis.webpage import DEFAULT, PageRule, read_page

PLAIN = (".txt",)
PAGES = (".html", ".htm")
RICH = (*PAGES, ".docx", ".pdf")
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "windows-1258": "cp1258"}
MAX_PDF_PAGES = 2_000


class Extracted(NamedTuple):
    """A text, the encoding its bytes had ('' where the format knows it), its checksum if it is not the file itself, and
    what was left out (rows with what, characters, begins)."""

    text: str
    encoding: str
    sha256: str = ""
    left_out: tuple[dict[str, Any], ...] = ()


def extract(name: str, data: bytes, encoding: str = "", rule: PageRule = DEFAULT) -> Extracted:
    """The text of a file by the ending of its name.

    name     : the file's name
    data     : its bytes
    encoding : the encoding stated in documents.csv, '' if none (.txt and .html)
    rule     : what of a web page is its text

    Raises ValueError where the file cannot be read, with the way out.
    """
    ending = PurePosixPath(name).suffix.lower()
    if ending not in RICH:
        return Extracted(*decode(data, encoding))
    left_out: list[dict[str, Any]] = []
    if ending == ".docx":
        encoding, (text, left_out) = "", _read_docx(data)
    elif ending == ".pdf":
        encoding, text = "", _read_pdf(data)
    else:
        page, encoding = _decode_page(data, encoding)
        text, left_out = read_page(page, rule)
    return Extracted(text, encoding, hashlib.sha256(text.encode()).hexdigest(), tuple(left_out))


def _decode_page(data: bytes, encoding: str) -> tuple[str, str]:
    """As stated, by byte order mark or UTF-8, by the page's own word, by charset-normalizer, in this order."""
    said = _CHARSET.search(data[:4096])
    if encoding or not said or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data, encoding)
    name = said[1].decode("ascii").lower()
    try:
        return decode(data, "utf-8")
    except ValueError:
        pass
    try:
        return decode(data, _WIDER.get(name, name))
    except ValueError:
        return decode(data)


def _read_docx(data: bytes) -> tuple[str, list[dict[str, Any]]]:
    """By mammoth: paragraphs, lists, tables, notes; marks of notes are left out, pictures are not opened."""
    import mammoth

    check_archive(data, "docx")
    try:
        page = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda _: {"src": ""})).value
    except Exception as error:  # mammoth does not say what it raises on a document that lacks a part
        raise ValueError(f"is a .docx file that cannot be read ({type(error).__name__}: {error}); save it anew") from None
    marks = (
        "a[href^='#footnote-ref']",
        "a[href^='#endnote-ref']",
        "sup:has(> a[id^='footnote-ref'])",
        "sup:has(> a[id^='endnote-ref'])",
    )
    if not page.strip():
        return "", []
    return read_page(f"<body>{page}</body>", PageRule(content=("body",), drop=marks))


def _read_pdf(data: bytes) -> str:
    """By pypdf, page by page; lines end where they end on the page."""
    try:
        import pypdf
    except ImportError:
        raise ValueError("is a PDF, for which pypdf is needed: python -m pip install pypdf, or save the text as .txt") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said in one line, below
    try:
        book = pypdf.PdfReader(io.BytesIO(data))
        if book.is_encrypted:
            raise ValueError("is locked with a password; save it without one")
        if len(book.pages) > MAX_PDF_PAGES:
            raise ValueError(f"has {len(book.pages):,} pages, more than {MAX_PDF_PAGES:,}; save the pages you need")
        text = "\n\n".join(page.extract_text() for page in book.pages)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a character, which a PDF may have
    except ValueError:
        raise
    except Exception as error:  # a broken PDF makes pypdf raise nearly anything
        raise ValueError(f"is a PDF that cannot be read ({type(error).__name__}: {error}); save the text as .txt") from None
    if not text.strip():
        raise ValueError("is a PDF of pictures without text; recognise it first (OCR), or save the text as .txt")
    return text
