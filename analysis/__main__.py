"""The suite on the command line: `python -m analysis VERB`; the verbs are those of the functions.

Tables go to standard output as CSV (`--format`, `-o`), progress and warnings to standard error. Exit status: 0 done, 1 faults
found in the data, 2 wrong use or no way to write, 130 stopped (Ctrl-C, SIGTERM).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from analysis.align import align_documents, pick_documents
from analysis.attest import find_attestations
from analysis.attribute import find_hits
from analysis.bulk import VERBS, add_options, is_bulk, run_bulk
from analysis.compare import TooFewTextsError, compare_periods
from analysis.concordance import kwic
from analysis.count import count_hits
from analysis.findings import check_findings, read_findings
from analysis.formulas import formula_table, note_overlaps, read_formulas
from analysis.listing import left_to_fill
from analysis.model import Corpus, CorpusError
from analysis.notes import corpus_notes
from analysis.read import DEFAULT_CORPUS, read_corpus
from analysis.score import find_differences, find_gold_hits, read_gold, score_hits
from analysis.segmenters import read_tokens
from analysis.start import add_texts, new_corpus
from analysis.status import run_to_status, say
from analysis.summary import measure_alignment, note_little
from analysis.terms import number_of
from analysis.write import FORMATS, dump_tables, write_tables, write_text, write_texts


def _emit(table: pd.DataFrame, args: argparse.Namespace) -> None:
    _emit_parts([table], args)


def _emit_parts(tables: Iterable[pd.DataFrame], args: argparse.Namespace) -> None:
    if args.output is not None:
        if not Path(args.output).name or args.output.endswith(("/", os.sep)):
            raise ValueError(f"-o {args.output!r} names no file")
        say(f"{args.output}: {write_tables(tables, args.output, args.format)} rows")
    elif args.format in ("parquet", "xlsx") and sys.stdout.isatty():
        raise ValueError(f"{args.format} is not for a terminal; give a file with -o")
    else:
        dump_tables(tables, sys.stdout.buffer, args.format or "csv")
        sys.stdout.buffer.flush()


def check(args: argparse.Namespace) -> int:
    """Every fault and doubt at once, in an order to work through: faults, cells to fill, notes on texts, on the lexicon."""
    faults: list[str] = []
    notes: list[str] = []
    formulas = corpus = None
    try:
        formulas = read_formulas(args.lexicon)
    except CorpusError as error:
        faults += error.faults
    try:
        corpus = read_corpus(args.corpus)
        findings = read_findings(corpus.folder)
        if args.texts:
            say(*(f"{path}: text as read" for path in write_texts(corpus, args.texts)))
        notes += corpus_notes(corpus)
        if formulas and not args.lexicon:
            faults += check_findings(findings, corpus)
    except CorpusError as error:
        faults += error.faults
    say(*faults)
    for line in left_to_fill(Path(args.corpus or DEFAULT_CORPUS)):
        print(f"to fill: {line}")
    for note in [*notes, *note_overlaps(formulas or {}, args.verbose)]:
        print(f"note: {note}")
    texts = len(corpus.texts) if corpus else 0
    numbers = (number_of(len(faults), "fault"), number_of(texts, "text"), number_of(len(formulas or {}), "formula"))
    print("{}; {} and {} read".format(*numbers))
    return 1 if faults else 0


def new(args: argparse.Namespace) -> int:
    """Begin a corpus: write documents.csv for a folder of files, marked with `?` where a person must fill it in."""
    folder, typed = Path(args.folder), f'"{args.folder}"' if " " in args.folder else args.folder
    then = f"fill in what is marked ?, then: python -m analysis check {typed}"
    if args.add:
        path, files, notes = add_texts(folder)
        say(*(f"{file}: added" for file in files))
        say(f"{path}: {number_of(len(files), 'row')} added; {then}" if files else f"{path}: no other text; nothing added")
    else:
        path, notes = new_corpus(folder)
        say(f"{path}: written; {then}")
    again = [f"When they are mended: python -m analysis new --add {typed}"] if notes else []
    say(*(f"not read: {note}" for note in notes), *again)
    return 0


def lexicon(args: argparse.Namespace) -> int:
    """The formulas looked for, with the identifiers and names by which they are asked for."""
    _emit(formula_table(read_formulas(args.lexicon)), args)
    return 0


def _tokens(args: argparse.Namespace, corpus: Corpus) -> pd.DataFrame | None:
    return read_tokens(args.tokens, corpus) if args.tokens else None


def hits(args: argparse.Namespace) -> int:
    """Every hit as a row of table `hits`."""
    if is_bulk(args):
        return run_bulk("hits", args, _emit_parts)
    corpus = read_corpus(args.corpus)
    _emit(find_hits(corpus, read_formulas(args.lexicon), args.all_kinds, _tokens(args, corpus)), args)
    return 0


def concordance(args: argparse.Namespace) -> int:
    """Lines with a formula or a search text."""
    formulas = read_formulas(args.lexicon)
    _emit(kwic(read_corpus(args.corpus), args.formula, args.text, args.width, formulas), args)
    return 0


def counts(args: argparse.Namespace) -> int:
    """Counts of every formula, zeros explained."""
    if is_bulk(args):
        return run_bulk("counts", args, _emit_parts)
    corpus, formulas = read_corpus(args.corpus), read_formulas(args.lexicon)
    _emit(count_hits(corpus, formulas=formulas, by=args.by, tokens=_tokens(args, corpus)), args)
    return 0


def ledger(args: argparse.Namespace) -> int:
    """Where each formula is first and last attested, in which words; which zero."""
    if is_bulk(args):
        return run_bulk("attest", args, _emit_parts)
    _emit(find_attestations(read_corpus(args.corpus), formulas=read_formulas(args.lexicon)), args)
    return 0


def compare(args: argparse.Namespace) -> int:
    """One period against another; with fewer than ten texts a period the ledger instead."""
    if is_bulk(args):
        return run_bulk("compare", args, _emit_parts)
    corpus, formulas = read_corpus(args.corpus), read_formulas(args.lexicon)
    hits = find_hits(corpus, formulas, all_kinds=True)
    counts = count_hits(corpus, hits, formulas)
    try:
        table = compare_periods(corpus, counts, args.target, args.reference, args.anyway)
    except TooFewTextsError as error:
        say(f"{error}")
        _emit(find_attestations(corpus, hits, formulas), args)
        return 1
    _emit(table, args)
    return 0


def align(args: argparse.Namespace) -> int:
    """Two documents of one language clause by clause: kept, changed, added, dropped, moved."""
    formulas = read_formulas(args.lexicon)
    corpus, a, b = pick_documents(read_corpus(args.corpus), args.a, args.b)
    hits = find_hits(corpus, formulas)
    table = align_documents(corpus, a, b, hits)
    if note := note_little(measure_alignment(table)):
        say(note)
    if (args.format or Path(args.output or "").suffix.lstrip(".").lower()) != "html":
        _emit(table, args)
        return 0
    from analysis.sidepage import side_page

    page = side_page(corpus, a, b, hits, formulas)
    if args.output:
        say(f"{write_text(page, Path(args.output))}: {len(table)} rows")
    else:
        print(page)
    return 0


def score(args: argparse.Namespace) -> int:
    """Hits against a marked-up file: precision, recall, F1; every difference in context."""
    corpus, formulas = read_corpus(args.corpus), read_formulas(args.lexicon)
    gold = read_gold(args.gold, corpus, formulas)
    found = find_gold_hits(corpus, gold, formulas)
    differences = find_differences(gold, found, corpus)
    if args.differences:
        _emit(differences, args)
        return 0
    for row in differences.to_dict("records"):
        where = f"{row['document']} [{row['start']}, {row['end']})"
        detail = f" ({row['detail']})" if row["detail"] else ""
        line = f"…{row['left']}【{row['node']}】{row['right']}…{detail}"
        say(f"{row['difference']}: {row['formula']} {row['kind']}, {where}: {line}")
    _emit(score_hits(gold, found), args)
    return 0


def report(args: argparse.Namespace) -> int:
    """Execute the notebooks and write the HTML report."""
    from analysis.report import write_report

    say(f"front page: {write_report(args.corpus, args.output, args.lexicon)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m analysis", description="Formulas of China–Vietnam diplomacy in texts.")
    parser.add_argument("--version", action="version", version=version("tifa-analysis"))
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    described = {
        "new": new,
        "check": check,
        "formulas": lexicon,
        "hits": hits,
        "kwic": concordance,
        "counts": counts,
        "attest": ledger,
        "compare": compare,
        "align": align,
        "score": score,
        "report": report,
    }
    for name, run in described.items():
        verb = verbs.add_parser(name, help=run.__doc__, description=run.__doc__)
        verb.set_defaults(run=run)
        if name == "new":
            verb.add_argument("folder", metavar="FOLDER", help="folder of texts")
            verb.add_argument("--add", action="store_true", help="add rows to its documents.csv for the texts that it lacks")
            continue
        if name == "score":
            verb.add_argument(
                "gold", metavar="GOLD", help="CSV with the columns of table hits, every document completely marked"
            )
        where = "folder with documents.csv, folder of texts, or one file"
        if name == "align":
            for text, which in (("a", "earlier"), ("b", "later")):
                verb.add_argument(text, metavar="DOCUMENT", help=f"the {which} text: its identifier, or how only that begins")
            verb.add_argument("--corpus", metavar="CORPUS", help=where)
        elif name != "formulas":
            verb.add_argument("corpus", nargs="?", metavar="CORPUS", help=where)
        verb.add_argument("--lexicon", metavar="FILE", help="another formulas.toml")
        if name == "report":
            verb.add_argument("-o", "--output", default="build/report", metavar="FOLDER", help="default: build/report")
            continue
        if name != "check":
            formats = (*FORMATS, "html") if name == "align" else FORMATS
            verb.add_argument("--format", choices=formats, help="default: csv, or the ending of -o")
            verb.add_argument("-o", "--output", metavar="FILE")
        _options(name, verb)
        if name in VERBS:
            add_options(verb)
    return parser


def _options(name: str, verb: argparse.ArgumentParser) -> None:
    """What one verb has and few others."""
    if name in ("hits", "counts"):
        verb.add_argument("--tokens", metavar="FILE", help="CSV of words by another segmenter: document, start, end, token")
    if name == "check":
        verb.add_argument("--texts", metavar="FOLDER", help="write the text taken out of pages, Word files, tables and PDF")
        verb.add_argument("--verbose", action="store_true", help="also the overlaps of formulas of the package's lexicon")
    elif name == "hits":
        verb.add_argument("--all-kinds", action="store_true", help="partial forms, paraphrases and decoys too")
    elif name == "counts":
        verb.add_argument("--by", choices=("document", "period"), default="document")
    elif name == "compare":
        verb.add_argument("--target", required=True, metavar="PERIOD")
        verb.add_argument("--reference", required=True, metavar="PERIOD")
        verb.add_argument(
            "--anyway", action="store_true", help="fewer than ten texts a period too, with a warning in every row"
        )
    elif name == "score":
        verb.add_argument("--differences", action="store_true", help="the table of differences instead of the scores")
    elif name == "kwic":
        wanted = verb.add_mutually_exclusive_group(required=True)
        wanted.add_argument("--formula", metavar="FORMULA", help="identifier, or whole Chinese or Vietnamese name")
        wanted.add_argument("--text", metavar="STRING")
        verb.add_argument("--width", type=int, default=40, metavar="N")


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # as the tables are, whatever the terminal's code page
    args = _parser().parse_args(arguments)
    return run_to_status(lambda: args.run(args))


if __name__ == "__main__":
    sys.exit(main())
