"""Marked texts (tests/oracles/marked) -> a corpus folder with its gold file. The format stands in the README there.

python tests/marked.py SOURCE FOLDER writes texts/*.txt, documents.csv and gold.csv.
"""

import csv
import re
import sys
from pathlib import Path
from typing import NamedTuple

MARKED = Path(__file__).parent / "oracles" / "marked"
SEEDS = MARKED / "seeds.csv"
VOICE = ["side", "speaker", "outer", "verb"]
COLUMNS = ["document", "formula", "kind", "slots", "start", "end", "text", "modifiers", "predicate", *VOICE]
OPENING = re.compile(r"\[\[([a-z0-9-]+) ([a-z]+)((?: ; [a-z]+=[^;:]*)*): ")


class Document(NamedTuple):
    """A marked document, whose it is, and its date.

    paragraphs : each as its text without marks and a row for each mark, ranges in the paragraph
    """

    name: str
    language: str
    side: str
    date: str
    paragraphs: list[tuple[str, list[dict]]]


def read_marked(text: str) -> tuple[str, list[dict]]:
    """Text without its marks, and a row for each mark."""
    plain, rows, open_rows = "", [], []
    at = 0
    while at < len(text):
        if opening := OPENING.match(text, at):
            formula, kind, rest = opening.groups()
            further = dict(item.split("=", 1) for item in rest.split(" ; ") if item)
            open_rows.append(
                {"formula": formula, "kind": kind, "start": len(plain), **{k: v.strip() for k, v in further.items()}}
            )
            at = opening.end()
        elif text.startswith("]]", at):
            row = open_rows.pop()
            rows.append(row | {"end": len(plain), "text": plain[row["start"] :]})
            at += 2
        else:
            plain += "\n" if text[at] == "⏎" else text[at]
            at += 1
    if open_rows or "[[" in plain:
        raise ValueError(f"brackets do not pair: {text[:60]}")
    return plain, sorted(rows, key=lambda row: (row["start"], -row["end"]))


def read_documents(source: Path) -> list[Document]:
    """The documents of a marked file."""
    documents = []
    for block in re.split(r"^## ", source.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, _, body = block.partition("\n")
        name, language, side, *date = head.split()
        lines = [line for line in body.split("\n") if line and not line.startswith("# ")]
        documents.append(
            Document(name, language, side.strip("-"), "".join(date).strip("-"), [read_marked(line) for line in lines])
        )
    return documents


def write_corpus(folder: Path, source: Path) -> None:
    """The documents of a marked file as a corpus folder with gold.csv in it."""
    about, gold = [], []
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    for document in read_documents(source):
        text = ""
        for paragraph, rows in document.paragraphs:
            moved = ({**row, "start": row["start"] + len(text), "end": row["end"] + len(text)} for row in rows)
            gold += [{"document": document.name, **row} for row in moved]
            text += f"{paragraph}\n\n"
        (folder / "texts" / f"{document.name}.txt").write_bytes(text.encode("utf-8"))
        file = f"texts/{document.name}.txt"
        named = {"document": document.name, "file": file, "language": document.language}
        about.append({**named, "issuer_side": document.side, "date": document.date})
    _write(folder / "documents.csv", ["document", "file", "language", "issuer_side", "date"], about)
    _write(folder / "gold.csv", COLUMNS, gold)


def _write(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), Path(sys.argv[1]))
