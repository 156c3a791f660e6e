"""Tifa (提法): which official formulas of China–Vietnam diplomacy stand in texts, in which words, and where.

The way through the package, and of the data:

    corpus = read_corpus("seeds")            # a folder of texts -> Corpus; without a path, the five seeds
    hits = find_hits(corpus)                 # every occurrence of every formula, as a range in its source
    counts = count_hits(corpus)              # text × formula, zeros kept and explained
    kwic(corpus, formula="six-mores")        # the lines behind a count
    kwic(corpus, text="铁路")                 # or behind any words
    find_attestations(corpus)                # first, last, which words, which zero; what is known from elsewhere
    measure_sections(corpus)                 # the architecture of each text

Between reading and finding lie `clean_corpus` (counted text, with the way back to the source), `segment_corpus` (the role of
every stretch) and `tokenise_corpus`; `read_formulas` reads what is looked for. Beside the way stand `score` (hits against
marks), `align` (two texts clause by clause), `passages` (what stands around a formula, text by text) and, for corpora that
carry it, `compare`, `trends`, `keyness` and `dispersion`. Tables are pandas frames whose columns
are fixed in `analysis.model`; `data_dictionary()` explains each. `write_table` saves one as CSV, JSON lines, Parquet or XLSX.
"""

from analysis.attest import find_attestations
from analysis.attribute import find_hits
from analysis.clean import clean_corpus, source_range
from analysis.concordance import kwic
from analysis.count import count_hits, count_wordings, measure_texts, period_notes
from analysis.findings import check_findings, read_findings
from analysis.formulas import find_overlaps, formula_table, read_formulas
from analysis.model import Corpus, CorpusError, data_dictionary
from analysis.outline import measure_sections
from analysis.read import read_corpus
from analysis.rules import rule_table
from analysis.segment import find_breaks, segment_corpus, set_aside
from analysis.tokenise import tokenise_corpus
from analysis.write import write_table

__all__ = [
    "Corpus",
    "CorpusError",
    "check_findings",
    "clean_corpus",
    "count_hits",
    "count_wordings",
    "data_dictionary",
    "find_attestations",
    "find_breaks",
    "find_hits",
    "find_overlaps",
    "formula_table",
    "kwic",
    "measure_sections",
    "measure_texts",
    "period_notes",
    "read_corpus",
    "read_findings",
    "read_formulas",
    "rule_table",
    "segment_corpus",
    "set_aside",
    "source_range",
    "tokenise_corpus",
    "write_table",
]
