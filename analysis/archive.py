"""Zipped formats (.docx, .xlsx) within bounds: how many entries, how large unpacked, XML without entities.

Nothing is unpacked to a file. Every XML part is parsed once by defusedxml, which refuses declarations of entities and
document types and opens no address; only then does a reader of the format see it.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax import ContentHandler, SAXException

MAX_ENTRIES = 2_000
MAX_UNPACKED = 100_000_000  # bytes, all entries together


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
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeError) as error:
        raise ValueError(f"is a broken or locked .{kind} file ({error}); {anew}, without a password") from None


def _check_parts(archive: zipfile.ZipFile, anew: str) -> None:
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise ValueError(f"has {len(entries):,} parts, more than {MAX_ENTRIES:,}; copy the text into a new file")
    left = MAX_UNPACKED
    for entry in entries:
        with archive.open(entry) as stream:  # what an entry says of its size is not believed
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise ValueError(f"is larger than {MAX_UNPACKED // 1_000_000} MB unpacked; copy the text into a new file")
        if entry.filename.lower().endswith((".xml", ".rels")):
            _check_xml(part, entry.filename, anew)


def _check_xml(part: bytes, name: str, anew: str) -> None:
    import zlib

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parseString

    try:
        parseString(part, ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise ValueError(f"declares a document type or entities in {name!r}, which no word processor does; {anew}") from None
    except (SAXException, zlib.error, LookupError, ValueError) as error:
        raise ValueError(f"has broken XML in {name!r} ({error}); {anew}") from None
