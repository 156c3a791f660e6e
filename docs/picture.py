"""Draw the picture of the README: the three named formulas by year, with their words and whose they are."""

from pathlib import Path

from matplotlib import rc_context

from analysis import count_hits, count_wordings, find_hits, read_corpus
from analysis.draw import style
from analysis.wordings import plot_wordings

PICTURE = Path(__file__).parent / "three-formulas.png"
NAMES = {
    "sixteen-characters": "十六字方针\nsixteen-character\nguideline",
    "four-goods": "四好精神\nfour goods",
    "six-mores": "六个更\nsix mores",
}


def draw(path: Path = PICTURE) -> None:
    """Write the picture as PNG."""
    corpus = read_corpus()
    hits = find_hits(corpus, all_kinds=True)
    chinese = corpus.documents[corpus.documents["language"] == "zh"]
    kinds = dict(zip(chinese["period"], chinese["genre"], strict=True))
    ax = plot_wordings(count_wordings(hits, count_hits(corpus, hits, by="period")), hits, NAMES, kinds)
    with rc_context(style()):
        ax.figure.savefig(path, dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    draw()
