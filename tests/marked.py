"""tests/oracles/marked/sentences.txt -> a corpus folder with its gold file. The format stands in the README beside it.

python tests/marked.py FOLDER writes texts/*.txt, documents.csv and gold.csv.
"""

import csv
import re
import sys
from pathlib import Path

SENTENCES = Path(__file__).parent / "oracles" / "marked" / "sentences.txt"
SEEDS = SENTENCES.with_name("seeds.csv")
COLUMNS = ["document", "formula", "kind", "slots", "start", "end", "text", "modifiers", "predicate"]
OPENING = re.compile(r"\[\[([a-z0-9-]+) ([a-z]+)((?: ; [a-z]+=[^;:]*)*): ")


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


def write_corpus(folder: Path, source: Path = SENTENCES) -> None:
    """The marked documents as a corpus folder with gold.csv in it."""
    documents, gold = [], []
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    blocks = re.split(r"^## ", source.read_text(encoding="utf-8"), flags=re.M)[1:]
    for block in blocks:
        head, _, body = block.partition("\n")
        name, language, side = head.split()
        paragraphs = [line for line in body.split("\n") if line and not line.startswith("# ")]
        text, rows = read_marked("\n\n".join(paragraphs) + "\n")
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode("utf-8"))
        documents.append({"document": name, "file": f"texts/{name}.txt", "language": language, "issuer_side": side.strip("-")})
        gold += [{"document": name, **row} for row in rows]
    _write(folder / "documents.csv", ["document", "file", "language", "issuer_side"], documents)
    _write(folder / "gold.csv", COLUMNS, gold)


def _write(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write_corpus(Path(sys.argv[1]))
