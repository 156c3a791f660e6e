"""Zipped formats (.docx, .xlsx) within bounds: how many entries, how large unpacked, XML without entities.

Nothing is unpacked to a file. Every XML part is parsed once by defusedxml, which refuses declarations of entities and
document types and opens no address; only then does a reader of the format see it.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.sax import ContentHandler, SAXException

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100_000_000  # bytes, all entries together
MAX_XML = 30_000_000  # bytes, one part: a reader holds it in memory many times over


def check_archive(data: bytes, kind: str) -> None:
    """Raises ValueError, with the way out, unless the bytes are a zipped document within the bounds.

    kind : 'docx' or 'xlsx', for the message

    >>> check_archive(b"no archive", "docx")
    Traceback (most recent call last):
    ValueError: is no .docx file; save it anew as .docx (an old .doc with a new name is none)
    """
    anew = f"save it anew as .{kind}"
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise ValueError(f"is no .{kind} file; {anew} (an old .{kind[:-1]} with a new name is none)")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, anew)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as error:
        raise ValueError(f"is a broken or locked .{kind} file ({error}); {anew}, without a password") from None


def _check_parts(archive: zipfile.ZipFile, anew: str) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ValueError(f"has {len(entries):,} parts, more than {MAX_ENTRIES:,}; copy the text into a new file")
    left = MAX_UNPACKED
    for entry in entries:
        try:
            with archive.open(entry) as stream:  # what an entry says of its size is not believed
                part = stream.read(left + 1)
        except ValueError as error:  # a place before the beginning of the file
            raise zipfile.BadZipFile(f"{error}") from None
        left -= len(part)
        if left < 0:
            raise ValueError(f"is larger than {MAX_UNPACKED // 1_000_000} MB unpacked; copy the text into a new file")
        if _is_xml(entry.filename.lower(), part):
            if len(part) > MAX_XML:
                raise ValueError(
                    f"has more than {MAX_XML // 1_000_000} MB of XML in {entry.filename!r}; cut the text in several files"
                )
            _check_xml(part, entry.filename, anew)


def _is_xml(name: str, part: bytes) -> bool:
    """By its name or first sign, in whatever encoding: a relation may lead a reader to a part of any name. Pictures apart."""
    if name.endswith(".svg"):
        return False
    return name.endswith((".xml", ".rels")) or part.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


def _check_xml(part: bytes, name: str, anew: str) -> None:
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(part, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise ValueError(f"declares a document type or entities in {name!r}, which no word processor does; {anew}") from None
    except (SAXException, zlib.error, LookupError, ValueError) as error:
        raise ValueError(f"has broken XML in {name!r} ({error}); {anew}") from None
