"""Vocabulary: words by language and period, what stands beside a formula, and which paragraphs are alike in their words.

A word is a token of `tokenise_corpus` that is no punctuation, in small letters; Vietnamese words of several syllables are
written with spaces. Every function works within one language: a Chinese and a Vietnamese word are not the same unit, and no
table is made of both but that of `count_words`, where the language stands first.

Tables here are plain frames; their columns stand in the docstrings. Nothing is tested: texts that differ in year differ in
genre, side and length too, and the words cannot tell these apart.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.clean import Cleaned, clean_corpus
from analysis.concordance import kwic_of_hits
from analysis.keyness import log_dice, log_likelihood, log_ratio
from analysis.model import HEADLINE_KINDS, Corpus, tuples
from analysis.tokenise import tokenise_corpus

OPENING = 20  # characters by which a paragraph is known
LOADING = 12  # words shown of a component
AXES = ("x", "y")
MEASURES = ["f_xy", "f_x", "f_y", "log_dice"]
COLLOCATES = ["word", *MEASURES, "before", "behind", "texts", "periods"]
NEIGHBOURS = ["document", "segment", "opening", "cosine", "other_document", "other_segment", "other_opening"]


def count_words(corpus: Corpus, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Words of each language and period: language, period, word, n, and tokens, the words of that language and period.

    tokens : table `tokens`, where it is at hand

    The n of a language and period add up to its tokens. In order of language, period, n, word.

    >>> from analysis.read import read_corpus
    >>> words = count_words(read_corpus())
    >>> words.loc[(words["word"] == "合作") & (words["period"] == "2026"), ["n", "tokens"]].values.tolist()
    [[116, 3831]]
    """
    words = _words(corpus, tokens)
    counted = words.groupby(["language", "period", "word"]).size().rename("n").reset_index()
    counted["tokens"] = counted.groupby(["language", "period"])["n"].transform("sum")
    order = ["language", "period", "n", "word"]
    return counted.sort_values(order, ascending=[True, True, False, True], ignore_index=True)


def compare_words(
    words: pd.DataFrame, target: str, reference: str | Iterable[str], language: str, minimum: int = 5
) -> pd.DataFrame:
    """Words of one language in a period against another, or against several together: the largest log ratio first.

    words   : as `count_words` gives them
    minimum : occurrences that a word needs in both together; a word seen once is in one of the two by necessity

    Columns: word, n_target, n_reference, tokens_target, tokens_reference, log_ratio, log_likelihood. Formulas and sources are
    those of `keyness`: log ratio (Hardie 2014, a count of 0 taken for 0.5) says how much, log-likelihood (Rayson & Garside
    2000) on how many occurrences that rests. Neither is a test of the year. Raises ValueError where the language has no words
    in a period, or the target is also the reference.

    >>> columns = ["language", "period", "word", "n", "tokens"]
    >>> rows = [("zh", "2016", "更", 2, 100), ("zh", "2026", "更", 8, 100), ("zh", "2026", "铁路", 4, 100)]
    >>> found = compare_words(pd.DataFrame(rows, columns=columns), "2026", "2016", "zh", minimum=1)
    >>> list(zip(found["word"], found["log_ratio"]))
    [('铁路', 3.0), ('更', 2.0)]
    """
    references = [reference] if isinstance(reference, str) else list(reference)
    if target in references or not references:
        raise ValueError(f"target {target!r} is also the reference, or there is none ({references}); give other periods")
    own = words[words["language"] == language]
    for period in (target, *references):
        if period not in set(own["period"]):
            raise ValueError(f"no words in language {language!r} and period {period!r}; see count_words")
    sides = {"target": own[own["period"] == target], "reference": own[own["period"].isin(references)]}
    table = pd.DataFrame({f"n_{side}": rows.groupby("word")["n"].sum() for side, rows in sides.items()}).fillna(0).astype(int)
    for side, rows in sides.items():
        table[f"tokens_{side}"] = int(rows.groupby("period")["tokens"].first().sum())
    table = table[table["n_target"] + table["n_reference"] >= minimum].rename_axis("word").reset_index()
    numbers = [table[name].to_numpy() for name in ("n_target", "n_reference", "tokens_target", "tokens_reference")]
    table = table.assign(log_ratio=log_ratio(*numbers), log_likelihood=log_likelihood(*numbers))
    return table.sort_values(["log_ratio", "n_target", "word"], ascending=[False, False, True], ignore_index=True)


def find_word(
    corpus: Corpus,
    word: str,
    language: str,
    tokens: pd.DataFrame | None = None,
    width: int = 30,
    cleaned: Mapping[str, Cleaned] | None = None,
) -> pd.DataFrame:
    """Table `concordance` of a word as `count_words` counts it: as many lines as it has occurrences.

    Where `kwic(text=…)` finds characters, also inside longer words, this finds tokens.

    word, language : as table `words` has them
    width          : characters of context on either side
    cleaned        : as `clean_corpus` gives it; cleaned if not given

    >>> from analysis.read import read_corpus
    >>> lines = find_word(read_corpus(), "铁路", "zh", width=5)
    >>> len(lines), lines.loc[0, ["left", "node", "right"]].tolist()
    (16, ['加速对接。', '铁路', '合作实现扩'])
    """
    words = _words(corpus, tokens)
    found = words[(words["language"] == language) & (words["word"] == word)].to_dict("records")
    cleaned = clean_corpus(corpus) if cleaned is None else cleaned
    for row in found:
        one = cleaned[row["document"]]
        first = bisect_left(one.starts, row["start"])
        first += one.text[first] == "\n"  # between two stretches, at the range of the second
        row["text"] = one.text[first : first + len(row["token"])]
    return kwic_of_hits(corpus, pd.DataFrame(found, columns=[*words.columns, "text"]), width, cleaned)


def find_collocates(
    corpus: Corpus,
    hits: pd.DataFrame,
    formula: str,
    language: str,
    window: int = 5,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Words beside a formula: at most `window` words before or behind it, in its sentence; the highest logDice first.

    hits : as `find_hits` gives them; kinds outside the headline count are left out

    Words inside the formula's own hits are left out of window and counts. Columns: word; f_xy, mentions with the word beside
    them (at most its occurrences there); f_x, mentions of the formula; f_y, occurrences of the word in the language, outside
    the formula; log_dice = 14 + log2(2 f_xy / (f_x + f_y)) (Rychlý 2008, see `keyness.log_dice`); before and behind,
    occurrences on either side; texts and periods, where. With few mentions logDice is high for any word that is rare: read f_xy
    and the lines.

    >>> from analysis.attribute import find_hits
    >>> from analysis.read import read_corpus
    >>> corpus = read_corpus()
    >>> beside = find_collocates(corpus, find_hits(corpus), "shared-future-china-vietnam", "zh")
    >>> beside.loc[[0], ["word", "f_xy", "f_x"]].values.tolist()
    [['战略意义', 5, 8]]
    """
    if window < 1:
        raise ValueError(f"window {window} has no words; give 1 or more")
    own = hits[(hits["formula"] == formula) & (hits["language"] == language) & hits["kind"].isin(HEADLINE_KINDS)]
    words = _words(corpus, tokens)
    words = words[words["language"] == language]
    words = words[~_inside(words, own)]
    sentences = dict(iter(words.groupby(["document", "sentence"])))
    beside = []
    for hit in own.to_dict("records"):
        near = sentences.get((hit["document"], hit["sentence"]))
        if near is not None:
            sides = {"before": near[near["end"] <= hit["start"]].tail(window), "behind": near[near["start"] >= hit["end"]]}
            sides["behind"] = sides["behind"].head(window)
            beside += [rows.assign(mention=hit["mention"], side=side) for side, rows in sides.items()]
    if not beside or not len(found := pd.concat(beside)):
        return pd.DataFrame(columns=COLLOCATES)
    mentions = len(own.drop_duplicates(["document", "mention"]))
    table = _count_beside(found.drop_duplicates(["document", "start", "mention"]))
    table = table.assign(f_x=mentions, f_y=table["word"].map(words["word"].value_counts()))
    table["log_dice"] = log_dice(*(table[name].to_numpy() for name in MEASURES[:3]))
    return table.sort_values(["log_dice", "f_xy", "word"], ascending=[False, False, True], ignore_index=True)[COLLOCATES]


def map_paragraphs(
    corpus: Corpus,
    language: str,
    components: int = 2,
    seed: int = 1,
    tokens: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Paragraphs of one language on a map of their words; and the words that load most on each component.

    A paragraph is a counted stretch (title, heading, lead, body). TF-IDF of its words (scikit-learn's: n · (ln((1 + N) / (1 +
    df)) + 1), each paragraph scaled to length 1; words of one paragraph only say nothing of likeness and are left out), then
    truncated singular value decomposition (Deerwester et al. 1990, JASIS 41: 391–407). The data are not centred: the first
    component is what nearly all paragraphs share. The sign is fixed: the largest loading is positive.

    Returns points (document, period, segment, start, end, words, opening, x, y, further components as component_3 …) and
    loadings (component, word, loading, paragraphs). Components that so few paragraphs do not carry are 0. Neither has rows
    where there are fewer than two paragraphs, or fewer than two words that paragraphs share.

    language : zh or vi
    seed     : of the decomposition

    >>> from analysis.read import read_corpus
    >>> points, loadings = map_paragraphs(read_corpus(), "zh")
    >>> len(points), loadings["word"].head(3).tolist()
    (82, ['的', '合作', '和'])
    """
    import numpy as np
    from sklearn.decomposition import TruncatedSVD

    names = [*AXES, *(f"component_{number}" for number in range(3, components + 1))][:components]
    points, matrix, vocabulary = _vectors(corpus, language, tokens)
    if matrix is None:
        empty = points.iloc[:0].assign(**dict.fromkeys(names, 0.0))
        return empty, pd.DataFrame(columns=["component", "word", "loading", "paragraphs"])
    model = TruncatedSVD(min(components, *matrix.shape), random_state=seed)
    with np.errstate(invalid="ignore", divide="ignore"):  # its share of variance is 0 / 0 where all paragraphs are alike
        places = model.fit_transform(matrix)
    spread = np.bincount(matrix.indices, minlength=matrix.shape[1])
    loadings = []
    for number, name in enumerate(names):
        if number >= places.shape[1]:
            points[name] = 0.0
            continue
        loading = model.components_[number]
        order = np.argsort(-np.abs(loading).round(9), kind="stable")[:LOADING]
        sign = 1 if loading[order[0]] >= 0 else -1
        points[name] = sign * places[:, number]
        loadings += [(name, vocabulary[at], sign * loading[at], int(spread[at])) for at in order]
    return points, pd.DataFrame(loadings, columns=["component", "word", "loading", "paragraphs"])


def find_neighbours(corpus: Corpus, language: str, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """For each paragraph the one of another text that is most like it in its words, by cosine of TF-IDF; the closest first.

    On all words that paragraphs share, not on two components: the map may show as neighbours what is not. Columns: document,
    segment, opening, cosine (0 no shared word, 1 the same words; Salton & McGill 1983), other_document, other_segment,
    other_opening. No rows where there is one text only.

    language : zh or vi

    >>> from analysis.read import read_corpus
    >>> pairs = find_neighbours(read_corpus(), "zh")
    >>> len(pairs), (pairs["document"] == pairs["other_document"]).any()
    (82, np.False_)
    """
    points, matrix, _ = _vectors(corpus, language, tokens)
    rows: list[tuple[Any, ...]] = []
    if matrix is not None and points["document"].nunique() > 1:
        cells = list(points[["document", "segment", "opening"]].itertuples(index=False, name=None))
        for document in points["document"].unique():
            own = (points["document"] == document).to_numpy()
            others = [cell for cell, mine in zip(cells, own, strict=True) if not mine]
            likeness = (matrix[own] @ matrix[~own].T).toarray().round(9)
            mine = [cell for cell, yes in zip(cells, own, strict=True) if yes]
            rows += [
                (*cell, row[best], *others[best])
                for cell, row, best in zip(mine, likeness, likeness.argmax(axis=1), strict=True)
            ]
    return pd.DataFrame(rows, columns=NEIGHBOURS).sort_values("cosine", ascending=False, kind="stable", ignore_index=True)


def _words(corpus: Corpus, tokens: pd.DataFrame | None) -> pd.DataFrame:
    """Tokens that are words, with language, period and the word as counted."""
    tokens = tokenise_corpus(corpus) if tokens is None else tokens
    words = tokens[tokens["word"]].drop(columns="word")
    words = words.merge(corpus.documents[["document", "language", "period"]], on="document")
    vietnamese = words["language"] == "vi"
    words["word"] = words["token"].where(~vietnamese, words["token"].str.replace("_", " ")).str.lower()
    return words


def _inside(words: pd.DataFrame, hits: pd.DataFrame) -> pd.Series:
    """Which words stand in a hit, in whole or in part."""
    inside = pd.Series(False, index=words.index)
    for hit in tuples(hits):
        inside |= (words["document"] == hit.document) & (words["start"] < hit.end) & (words["end"] > hit.start)
    return inside


def _count_beside(found: pd.DataFrame) -> pd.DataFrame:
    """Words found beside mentions -> word, f_xy, before, behind, texts, periods."""
    rows = []
    for word, own in found.groupby("word"):
        once = own.drop_duplicates(["document", "start"])
        rows.append(
            {
                "word": word,
                "f_xy": min(len(own.drop_duplicates(["document", "mention"])), len(once)),
                "before": int((own["side"] == "before").sum()),
                "behind": int((own["side"] == "behind").sum()),
                "texts": own["document"].nunique(),
                "periods": ", ".join(sorted(own["period"].unique())),
            }
        )
    return pd.DataFrame(rows)


def _vectors(corpus: Corpus, language: str, tokens: pd.DataFrame | None) -> tuple[pd.DataFrame, Any, list[str]]:
    """Paragraphs with words, their TF-IDF (None where there is nothing to compare) and its vocabulary."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = _words(corpus, tokens)
    words = words[words["language"] == language]
    keys = ["document", "period", "segment"]
    grouped = words.groupby(keys, sort=False)
    points = grouped.agg(words=("word", "size")).reset_index()
    cleaned = clean_corpus(corpus)
    pieces = [cleaned[row.document].pieces[row.segment] for row in tuples(points)]
    texts = [cleaned[row.document].text for row in tuples(points)]
    points.insert(3, "start", [piece.stretch.start for piece in pieces])
    points.insert(4, "end", [piece.stretch.end for piece in pieces])
    openings = [text[piece.first : piece.last][:OPENING] for text, piece in zip(texts, pieces, strict=True)]
    points["opening"] = pd.Series(openings, dtype="str")
    lists = [list(rows) for _, rows in grouped["word"]]
    spread = pd.Series([word for row in lists for word in set(row)], dtype="str").value_counts()
    if (spread > 1).sum() < 2:
        return points, None, []
    vectorizer = TfidfVectorizer(analyzer=list, min_df=2)
    return points, vectorizer.fit_transform(lists), list(vectorizer.get_feature_names_out())
