"""The figure of a finding, drawn from the texts, with alternative text and a caption that stands alone.

What a reader needs in his own language (`notes` of a finding) is set on the figure: labels of formulas, what a section is, what
a modifier means. The formulas drawn are those of the notes, or else those of the evidence.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from analysis.architecture import describe_architecture, plot_architecture
from analysis.draw import name_texts
from analysis.findings import Finding
from analysis.forms import Formula
from analysis.founders import describe_founders, plot_founders
from analysis.ladder import describe_ladder, plot_ladder
from analysis.model import HEADLINE_KINDS, Corpus
from analysis.names import short_names
from analysis.outline import measure_sections
from analysis.show import say_formula
from analysis.strips import describe_strips, plot_strips
from analysis.terms import number_of
from analysis.wordings import describe_wordings, plot_wordings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

VOICES = "Colour and shape say whose words they are."


class Picture(NamedTuple):
    """A drawn figure, what is to be seen on it, and its caption."""

    ax: Axes
    alt: str
    caption: str


class Sources(NamedTuple):
    """What pictures are drawn from: the corpus, the lexicon, and tables `hits` and `wordings`."""

    corpus: Corpus
    formulas: dict[str, Formula]
    hits: pd.DataFrame
    wordings: pd.DataFrame


def draw_picture(finding: Finding, sources: Sources) -> Picture | None:
    """The figure of a finding; None where it names none.

    >>> from analysis import count_hits, count_wordings, find_hits, read_corpus, read_findings, read_formulas
    >>> corpus, formulas = read_corpus(), read_formulas()
    >>> hits = find_hits(corpus, formulas, all_kinds=True)
    >>> wordings = count_wordings(hits, count_hits(corpus, hits, formulas, by="period"))
    >>> founders = read_findings(corpus.folder)[-1]
    >>> draw_picture(founders, Sources(corpus, formulas, hits, wordings)).caption[:33]
    'Who is named first, in 4 passages'
    """
    if not finding.figure:
        return None
    hits = sources.hits[sources.hits["kind"].isin(HEADLINE_KINDS)]
    hits = hits.assign(who=hits["document"].map(name_texts(sources.corpus.documents)))
    return _DRAWN[finding.figure](finding, sources, hits)


def _labels(finding: Finding, formulas: dict[str, Formula]) -> dict[str, str]:
    """The formulas to draw, each with what stands beside it."""
    chosen = [name for name in finding.notes if name in formulas] or [one.formula for one in finding.evidence]
    return {name: finding.notes.get(name, formulas[name].zh_name) for name in dict.fromkeys(chosen)}


def _texts(hits: pd.DataFrame) -> str:
    return number_of(hits["document"].nunique(), "text")


def _draw_wordings(finding: Finding, sources: Sources, hits: pd.DataFrame) -> Picture:
    names = _labels(finding, sources.formulas)
    chinese = sources.corpus.documents[sources.corpus.documents["language"] == "zh"]
    about = dict(zip(chinese["period"], chinese["genre"], strict=True))
    listed = "、".join(label.split("\n")[0] for label in names.values())
    caption = (
        f"{listed} in {number_of(len(chinese), 'Chinese text')}: the words as printed, and "
        f"whether by name or in full. {VOICES} Grey: which zero. Year and kind of text vary together."
    )
    drawn = plot_wordings(sources.wordings, hits, names, about)
    return Picture(drawn, describe_wordings(sources.wordings, hits, names), caption)


def _draw_ladder(finding: Finding, sources: Sources, hits: pd.DataFrame) -> Picture:
    own = hits[hits["formula"].isin(list(_labels(finding, sources.formulas)))]
    glosses = "; ".join(f"{word} {gloss}" for word, gloss in finding.notes.items() if word not in sources.formulas)
    caption = (
        f"命运共同体 in {number_of(len(own), 'mention')} of {_texts(own)}: where in the text, the verb that governs it, "
        f"and what is built onto it, in printed order. {VOICES}{f' {glosses}.' if glosses else ''}"
    )
    texts = sources.corpus.texts
    return Picture(plot_ladder(own, texts=texts), describe_ladder(own, texts), caption)


def _draw_strips(finding: Finding, sources: Sources, hits: pd.DataFrame) -> Picture:
    names = _labels(finding, sources.formulas)
    own = hits[hits["formula"].isin(list(names))]
    caption = (
        f"Where {number_of(len(names), 'formula')} are in {_texts(own)}, {number_of(len(own), 'hit')}, each text from its "
        f"beginning to its end. {VOICES} A text without a formula has no line for it."
    )
    return Picture(plot_strips(own, names), describe_strips(own, names), caption)


def _draw_architecture(finding: Finding, sources: Sources, hits: pd.DataFrame) -> Picture:
    document = finding.evidence[-1].document
    parts = measure_sections(sources.corpus, sources.hits, sources.formulas)
    parts, own = parts[parts["document"] == document], hits[hits["document"] == document]
    names = {name: say_formula(formula) for name, formula in sources.formulas.items()}
    text = short_names(sources.corpus.documents)[document]
    ours = " What a section is about is our reading." if finding.notes else ""
    caption = (
        f"The sections of {text}, in order: a strip is as long as its section, and a stroke is one of "
        f"{number_of(len(own), 'hit')}. Colour and lane say whose words they are; beside them the first formulas.{ours}"
    )
    return Picture(
        plot_architecture(parts, own, names, finding.notes), describe_architecture(parts, own, finding.notes), caption
    )


def _draw_founders(finding: Finding, sources: Sources, hits: pd.DataFrame) -> Picture:
    own = hits[hits["formula"].isin([one.formula for one in finding.evidence]) & hits["slots"].ne("")]
    caption = (
        f"Who is named first, in {number_of(len(own), 'passage')} of {_texts(own)}, with the words as "
        f"printed. {VOICES} The boxes have the colour of the founder’s country, full where he comes first."
    )
    return Picture(plot_founders(own), describe_founders(own), caption)


_DRAWN: dict[str, Callable[[Finding, Sources, pd.DataFrame], Picture]] = {
    "wordings": _draw_wordings,
    "ladder": _draw_ladder,
    "strips": _draw_strips,
    "architecture": _draw_architecture,
    "founders": _draw_founders,
}
