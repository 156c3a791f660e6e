"""A batch of texts -> its hits, tallies and sizes: the one piece of work that processes and machines are given.

It depends on nothing but its arguments and the package; what it gives of a text does not depend on the batch it is in. A text
that cannot be read or worked on is named and costs none of the others.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.attribute import find_voiced
from analysis.batches import Batch, read_batch
from analysis.clean import clean_text
from analysis.count import measure
from analysis.extract import PAGES
from analysis.forms import Formula
from analysis.match import Matcher
from analysis.model import DTYPES, HEADLINE_KINDS, TABLES, Corpus, frame, records
from analysis.tally import tally_hits
from analysis.terms import number_of
from analysis.tokenise import SEGMENTERS


class Found(NamedTuple):
    """What a batch gives: tables `hits`, tallies by document, documents with sizes; and the faults."""

    hits: pd.DataFrame
    tallies: pd.DataFrame
    texts: pd.DataFrame
    faults: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    """What to look for, and how.

    lexicon   : the formulas as JSON
    all_kinds : hits of every kind, decoys too; else of headline kinds only
    segmenter : by which Chinese words are counted (`tokenise.SEGMENTERS`)
    package   : checksum of the package, which must be the same on every machine
    """

    lexicon: str
    all_kinds: bool
    segmenter: str
    package: str

    def name(self, batch: Batch) -> str:
        """The name of the part that a batch gives: its number and a checksum of all that it depends on."""
        about = f"{self.package} {self.all_kinds} {self.segmenter} {hashlib.sha256(self.lexicon.encode()).hexdigest()}"
        return f"part-{batch.number:08}-{batch.digest(about)[:20]}"


def make_work(formulas: dict[str, Formula], all_kinds: bool = False, segmenter: str = "jieba") -> Work:
    """The work of looking for formulas."""
    if segmenter not in SEGMENTERS:
        raise ValueError(f"segmenter {segmenter!r} is not known; use one of {', '.join(SEGMENTERS)}")
    lexicon = json.dumps([formula.model_dump(mode="json") for formula in formulas.values()], ensure_ascii=False)
    return Work(lexicon, all_kinds, segmenter, package_digest())


@functools.cache
def package_digest() -> str:
    """Checksum of the package's code and lexicon."""
    folder = Path(__file__).parent
    checksum = hashlib.sha256()
    for path in sorted([*folder.glob("*.py"), *folder.glob("lexicon/*.toml")]):
        checksum.update(path.name.encode() + path.read_bytes())
    return checksum.hexdigest()


@functools.lru_cache(maxsize=1)
def _matcher(lexicon: str) -> Matcher:
    return Matcher({row["id"]: Formula(**row) for row in json.loads(lexicon)})


def work_on(batch: Batch, work: Work) -> Found:
    """The hits of a batch, in order of document and place, its tallies and its sizes."""
    if work.package != package_digest():
        raise RuntimeError("this machine has another version of the package; install the same one on every worker")
    corpus, faults = read_batch(batch)
    matcher = _matcher(work.lexicon)
    hits: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    corrections = dict(iter(corpus.corrections.groupby("document")))
    for row in records(corpus.documents):
        corrected = records(corrections[row["document"]]) if row["document"] in corrections else []
        try:
            found, size = _one(row, corpus, corrected, matcher, work.segmenter)
        except Exception as error:  # whatever it is, it is this text's, and the others are not to be lost
            faults.append(f"document {row['document']}: {type(error).__name__}: {error}; mend the text or leave it out")
        else:
            hits += found
            texts.append(row | size)
    table = frame("hits", hits)
    tallies = tally_hits(table, ["document"])
    if not work.all_kinds:
        decoys = {formula.id for formula in matcher.formulas.values() if formula.decoy}
        table = table[table["kind"].isin(HEADLINE_KINDS) & ~table["formula"].isin(decoys)].reset_index(drop=True)
    return Found(table, tallies, _sized(texts), tuple(faults))


def join(found: Iterable[Found]) -> Found:
    """What parts of a batch gave, as one."""
    hits, tallies, texts, faults = zip(*found, strict=True)
    one, two, three = (pd.concat(tables, ignore_index=True) for tables in (hits, tallies, texts))
    return Found(one, two, three, tuple(fault for own in faults for fault in own))


def failed(batch: Batch, why: str) -> Found:
    """What a batch gives whose texts cannot be worked on."""
    hits = frame("hits", [])
    names = [item.cells[1].get("document") if item.cells else "" for item in batch.items]
    documents = [name or item.row.get("document") or item.row["file"] for name, item in zip(names, batch.items, strict=True)]
    faults = tuple(f"document {name}: {why}; mend the text or leave it out" for name in documents)
    return Found(hits, tally_hits(hits, ["document"]), _sized([]), faults)


def _one(
    row: dict[str, Any], corpus: Corpus, corrected: list[dict[Any, Any]], matcher: Matcher, segmenter: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Hits and size of one document; the hits as `find_hits` gives them."""
    document = row["document"]
    page = row["file"].lower().endswith(PAGES)
    cleaned = clean_text(corpus.texts[document], row["language"], document, row["title"], corrected, page=page)
    about = {"document": document, "period": row["period"], "language": row["language"]}
    found = find_voiced(cleaned, matcher, row["issuer_side"], row["date"] or row["period"], all_kinds=True, genre=row["genre"])
    return [about | hit for hit in found], measure(cleaned, segmenter)


def _sized(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Table `documents` with characters and tokens."""
    types = {column.name: DTYPES[column.type] for column in TABLES["documents"].columns}
    types |= {"characters": "Int64", "tokens": "Int64"}
    table = pd.DataFrame(rows, columns=list(types))
    return table.astype(types)


def say_faults(n: int) -> str:
    """How many texts are missing from the tables.

    >>> say_faults(1)
    '1 text could not be read or worked on and is in no table'
    """
    return f"{number_of(n, 'text')} could not be read or worked on and {'is' if n == 1 else 'are'} in no table"
