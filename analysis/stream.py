"""A corpus of any size -> hits, counts, ledger, comparison and trends, in batches; the same tables as in memory.

    with scan_corpus("newspaper.parquet", "build/parts", jobs=8) as scan:
        scan.counts(by="period")

Each batch leaves a part: hits, tallies by document, sizes. The tables are added up from the parts, a part at a time. What is
held: two batches for every process; the table itself; for `ledger` what is new in it (`attest.thin_hits`); for `compare` and
`trends` sizes and tallies of one or two periods; identifiers, once, to find one that is there twice.

>>> with scan_corpus(batch=2) as scan:
...     counts = scan.counts(by="period")
>>> counts.loc[counts["formula"] == "six-mores", "n"].tolist()
[0, 0, 0, 1, 2]
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.attest import count_uses, in_time, make_ledger, thin_hits
from analysis.attribute import PATIENCE
from analysis.batches import SIZE, Batch, Source, open_source
from analysis.compare import compare_mentions
from analysis.count import UNITS, count_units, expand_counts
from analysis.forms import Formula
from analysis.formulas import read_formulas
from analysis.mappers import Mapper, pick_mapper
from analysis.mentions import Mentions, sparse_mentions
from analysis.model import CorpusError
from analysis.partition import Work, make_work
from analysis.parts import PartFolder
from analysis.tally import sum_tallies
from analysis.trends import compare_trend_mentions

_ABOUT = ["document", "period", "language", "genre", "issuer_side", "issuer", "date_basis"]


def scan_corpus(
    path: str | Path | None = None,
    parts: str | Path | None = None,
    *,
    jobs: int = 1,
    client: Any = None,
    batch: int = SIZE,
    segmenter: str = "jieba",
    formulas: dict[str, Formula] | None = None,
    all_kinds: bool = False,
) -> Scan:
    """Look for formulas in a corpus of any size; progress, rate and time left go to standard error.

    path      : what `read_corpus` reads; a Parquet file or a folder of them for large corpora
    parts     : folder of the finished parts, from which a stopped run goes on; without it they are dropped at the end
    jobs      : processes of this machine
    client    : of dask.distributed, instead of jobs
    batch     : texts a part at most
    segmenter : by which Chinese words are counted: jieba, rjieba (an extra, faster), none (sizes in characters alone)
    all_kinds : keep hits of every kind, decoys too

    A text that cannot be read or worked on is in `faults` and in no table. Raises `CorpusError` where two texts have one
    identifier or documents.csv has faults.
    """
    source = open_source(path)
    formulas = read_formulas() if formulas is None else formulas
    work, mapper = make_work(formulas, all_kinds, segmenter), pick_mapper(jobs, client)
    held = None
    if parts is None:
        held = tempfile.TemporaryDirectory(prefix="tifa-parts-")
        parts = held.name
    try:
        folder = PartFolder(parts)
        with folder.filling():
            _fill(folder, source, mapper, work, batch)
        scan = Scan(folder, formulas, tuple(folder.faults()), held)
        scan.check([row["document"] for _, row in source.corrections])
    except BaseException:
        if held is not None:
            held.cleanup()
        raise
    return scan


def _fill(folder: PartFolder, source: Source, mapper: Mapper, work: Work, batch: int) -> None:
    """Work on every batch that has no finished part, and write its part as it comes."""
    names: list[str] = []
    with tqdm(total=source.texts, desc="formulas", unit="text", delay=PATIENCE) as progress:

        def pending() -> Iterator[tuple[str, Batch]]:
            for one in source.batches(batch):
                name = work.name(one)
                names.append(name)
                if folder.has(name):
                    progress.update(len(one.items))
                else:
                    yield name, one

        for name, found in mapper(pending(), work):
            folder.write(name, {"hits": found.hits, "tallies": found.tallies, "texts": found.texts}, found.faults)
            progress.update(len(found.texts) + len(found.faults))
    folder.finish(names)


@dataclass(frozen=True)
class Scan:
    """What was found, in parts.

    faults : texts that are in no table, one line each
    """

    parts: PartFolder
    formulas: dict[str, Formula]
    faults: tuple[str, ...]
    held: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Scan:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.held is not None:
            self.held.cleanup()

    def hits(self) -> Iterator[pd.DataFrame]:
        """Table `hits`, a part at a time, in order."""
        return self.parts.tables("hits")

    def counts(self, by: str = "document") -> pd.DataFrame:
        """Table `counts`; by document it has a row for every text and formula (`count_parts` gives it a part at a time)."""
        return pd.concat(self.count_parts(by), ignore_index=True)

    def count_parts(self, by: str = "document") -> Iterator[pd.DataFrame]:
        """Table `counts`, by document a part at a time."""
        units, tallies = self._sums(UNITS["period"])
        if by == "document":
            return self._count_documents(_totals(units, tallies))
        if by != "period":
            raise ValueError(f"by={by!r} is not known; use 'document' or 'period'")
        return iter([expand_counts(units, tallies, self.formulas, by)])

    def ledger(self) -> pd.DataFrame:
        """Table `attestations`."""
        thin: list[pd.DataFrame] = []
        verbs: list[pd.Series] = []
        having: list[pd.Series] = []
        for hits, documents in zip(self.hits(), self.parts.tables("texts"), strict=True):
            own = in_time(hits, documents)
            counted = count_uses(own)
            verbs, having = _added(verbs, counted[0]), _added(having, counted[1])
            thin = [thin_hits(pd.concat([*thin, thin_hits(own)], ignore_index=True))]
        return make_ledger(thin[0], (verbs[0], having[0]), self.counts("period"), self.formulas)

    def compare(self, target: str, reference: str, anyway: bool = False, seed: int = 1) -> pd.DataFrame:
        """Table `comparison`, as `compare_periods` makes it."""
        units, _ = self._sums(UNITS["period"])  # the other periods are only named
        kept = [part[part["period"].isin([target, reference])] for part in self.parts.tables("texts", _ABOUT)]
        documents = pd.concat([*kept, units[~units["period"].isin([target, reference])]], ignore_index=True)
        return compare_mentions(documents, self._mentions, target, reference, anyway, seed)

    def trends(self, seed: int = 1) -> pd.DataFrame:
        """Table `trends`, as `compare_trends` makes it."""
        units, _ = self._sums(UNITS["period"])
        periods = {str(language): sorted(own["period"]) for language, own in units.groupby("language")}
        return compare_trend_mentions(periods, self._mentions, seed)

    def check(self, corrected: list[str]) -> None:
        """Raise `CorpusError` where no text is left, two have one identifier, or a correction is of none."""
        names = [part["document"] for part in self.parts.tables("texts", ["document"])]
        documents = pd.concat(names, ignore_index=True) if names else pd.Series(dtype="str")
        if documents.empty:
            raise CorpusError(self.faults or ["the corpus has no texts; add some"])
        twice = documents[documents.duplicated()].unique()
        faults = [f"document {name!r} is there twice; give each text an identifier of its own" for name in twice[:20]]
        missing = [] if self.faults else sorted(set(corrected) - set(documents))
        faults += [f"corrections.csv: document {name!r} is not in the corpus; mend it or delete the row" for name in missing]
        if faults:
            raise CorpusError(faults)

    def _sums(self, unit: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Units of the whole corpus with their sizes, and their tallies."""
        units, tallies = [], []
        for texts, own in zip(self.parts.tables("texts"), self.parts.tables("tallies"), strict=True):
            units.append(count_units(texts, "period"))
            tallies.append(sum_tallies(own.merge(texts[["document", *unit]], on="document"), unit))
        return _join_units(units), sum_tallies(pd.concat(tallies, ignore_index=True), unit)

    def _count_documents(self, totals: pd.DataFrame) -> Iterator[pd.DataFrame]:
        for texts, tallies in zip(self.parts.tables("texts"), self.parts.tables("tallies"), strict=True):
            yield expand_counts(count_units(texts, "document"), tallies, self.formulas, "document", totals)

    def _mentions(self, language: str, period: str) -> Mentions:
        """The mentions of one language and period."""
        sizes, tallies = [], []
        columns = ["document", "language", "period", "characters"]
        for texts, own in zip(self.parts.tables("texts", columns), self.parts.tables("tallies"), strict=True):
            here = texts[(texts["language"] == language) & (texts["period"] == period)]
            if len(here):
                sizes.append(here)
                tallies.append(own.loc[own["document"].isin(here["document"]) & (own["n"] > 0), ["document", "formula", "n"]])
        names = [formula.id for formula in self.formulas.values() if not formula.decoy]
        return sparse_mentions(pd.concat(sizes), pd.concat(tallies), names)


def _added(sums: list[pd.Series], more: pd.Series) -> list[pd.Series]:
    """A sum, none yet or one, with more added to it."""
    return [sums[0].add(more, fill_value=0).astype("int64") if sums else more]


def _join_units(units: list[pd.DataFrame]) -> pd.DataFrame:
    """Units of parts added up."""
    return (
        pd.concat(units, ignore_index=True)
        .groupby(["period", "language"], as_index=False)
        .agg(
            texts=("texts", "sum"),
            characters=("characters", "sum"),
            tokens=("tokens", lambda tokens: tokens.sum(min_count=1)),
            latest=("latest", "max"),
            sides=("sides", lambda sides: frozenset().union(*sides)),
        )
    )


def _totals(units: pd.DataFrame, tallies: pd.DataFrame) -> pd.DataFrame:
    """n and characters by language and formula; a formula that is nowhere has no mention, in as many characters."""
    sizes = units.groupby("language")["characters"].sum().rename("characters")
    n = tallies.groupby(["language", "formula"], as_index=False)["n"].sum()
    totals: pd.DataFrame = n.merge(sizes, on="language").set_index(["language", "formula"])[["n", "characters"]]
    return totals
