"""hits, counts, attest and compare on the command line for corpora that are read in batches (`stream`)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.batches import SIZE
from analysis.compare import TooFewTextsError
from analysis.formulas import read_formulas
from analysis.parquet import PARQUET, parquet_rows
from analysis.partition import say_faults
from analysis.read import text_files
from analysis.stream import Scan, scan_corpus
from analysis.terms import number_of
from analysis.tokenise import SEGMENTERS

VERBS = ("hits", "counts", "attest", "compare")
Emit = Callable[[Iterable[pd.DataFrame], argparse.Namespace], None]


def add_options(verb: argparse.ArgumentParser) -> None:
    """The options of a corpus read in batches."""
    group = verb.add_argument_group("large corpora", "any of these, or a Parquet file as corpus: texts are read in batches")
    group.add_argument("--jobs", type=int, metavar="N", help="processes of this machine (default: 1)")
    group.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster, for example tcp://10.0.0.1:8786")
    group.add_argument("--parts", metavar="FOLDER", help="keep finished parts there; a stopped run goes on from them")
    group.add_argument("--batch", type=int, metavar="N", help=f"texts a part at most (default: {SIZE})")
    group.add_argument("--segmenter", choices=SEGMENTERS, help="by which Chinese words are counted (default: jieba in counts)")


def is_bulk(args: argparse.Namespace) -> bool:
    """Whether a corpus is to be read in batches: it is asked for, or it is in Parquet."""
    if any(getattr(args, name) is not None for name in ("jobs", "scheduler", "parts", "batch", "segmenter")):
        return True
    path = Path(args.corpus) if args.corpus else None
    if path is None or not path.is_dir():
        return path is not None and path.name.lower().endswith(PARQUET)
    return not (path / "documents.csv").is_file() and not text_files(path) and bool(parquet_rows(path))


def run_bulk(verb: str, args: argparse.Namespace, emit: Emit) -> int:
    """Run a verb in batches; returns the exit status, 1 where a text is missing from the tables."""
    given = {"jobs": args.jobs, "batch": args.batch, "segmenter": args.segmenter}
    options: dict[str, Any] = {
        "segmenter": "jieba" if verb == "counts" else "none",
        "all_kinds": getattr(args, "all_kinds", False),
    }
    options |= {name: value for name, value in given.items() if value is not None}
    if getattr(args, "tokens", None):
        raise ValueError("--tokens FILE is for a corpus in memory; leave it out, or leave out what reads in batches")
    formulas = read_formulas(args.lexicon)
    with _client(args.scheduler) as client:
        scan = scan_corpus(args.corpus, args.parts, client=client, formulas=formulas, **options)
    with scan:
        status = _tables(verb, scan, args, emit)
        if scan.faults:
            print(*scan.faults, say_faults(len(scan.faults)), sep="\n", file=sys.stderr)
        return 1 if scan.faults else status


def _tables(verb: str, scan: Scan, args: argparse.Namespace, emit: Emit) -> int:
    """Give out the table of a verb, a part at a time where it is long."""
    if verb == "hits" and args.parts and not (args.output or args.format):
        rows = sum(map(len, scan.parts.tables("hits", ["document"])))
        print(f"{Path(args.parts) / 'hits'}: {rows} rows in {number_of(len(scan.parts.names), 'part')}", file=sys.stderr)
    elif verb == "hits":
        emit(scan.hits(), args)
    elif verb == "counts":
        emit(scan.count_parts(args.by), args)
    elif verb == "attest":
        emit([scan.ledger()], args)
    else:
        try:
            emit([scan.compare(args.target, args.reference, args.anyway)], args)
        except TooFewTextsError as error:
            print(error, file=sys.stderr)
            emit([scan.ledger()], args)
            return 1
    return 0


@contextmanager
def _client(address: str | None) -> Iterator[Any]:
    """A client of a Dask cluster, or None."""
    if address is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise ValueError("--scheduler needs dask.distributed: python -m pip install 'tifa-analysis[dask]'") from None
    with Client(address, timeout=20) as client:
        yield client
