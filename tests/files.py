"""Files of several formats, made of own sentences: what a user's folder holds."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

import pandas as pd

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    "</Types>"
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def document_xml(body: str, before: str = "") -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return stream.getvalue()


def docx(body: str, before: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document_xml(body, before)}
    return archive(parts | dict(more or {}))


def xlsx(rows: list[dict]) -> bytes:
    stream = io.BytesIO()
    pd.DataFrame(rows).to_excel(stream, index=False, engine="xlsxwriter")
    return stream.getvalue()


def pdf(*lines: str) -> bytes:
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure

    stream = io.BytesIO()
    with mpl.rc_context({"pdf.fonttype": 42}):
        figure = Figure(figsize=(8, 3))
        for number, line in enumerate(lines):
            figure.text(0.02, 0.9 - 0.1 * number, line, fontsize=8)
        FigureCanvasPdf(figure).print_pdf(stream)
    return stream.getvalue()
