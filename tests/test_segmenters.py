"""Words by another segmenter: what is a fault, and by how much formulas change."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd
import pytest
import rjieba
from marked import MARKED, write_corpus

from analysis.__main__ import main
from analysis.attribute import find_hits
from analysis.candidate import EVIDENCE_MAX
from analysis.count import count_hits, measure_texts
from analysis.model import Corpus, CorpusError
from analysis.read import read_corpus
from analysis.segmenters import use_tokens
from analysis.tokenise import jieba_tokenizer, tokenise_corpus

PAGE = (Path(__file__).parent.parent / "docs/segmenters.md").read_text(encoding="utf-8")
SEGMENTERS: dict[str, Callable[[str], Iterable[str]]] = {
    "jieba's own cut": lambda text: jieba_tokenizer().cut(text),
    "rjieba": rjieba.cut,
    "every hanzi a word": list,
    "every two hanzi a word": lambda text: [text[at : at + 2] for at in range(0, len(text), 2)],
}
TEXT = "双方同意加强合作。访问了越南海防市。\n\n维护南海和平。"


@pytest.fixture
def small(tmp_path: Path) -> Corpus:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return read_corpus(tmp_path)


def own(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["document", "start", "end", "token"])


def identities(hits: pd.DataFrame) -> set[tuple[str, ...]]:
    return set(hits[["document", "language", "formula", "kind", "start", "end", "text"]].itertuples(index=False, name=None))


@pytest.mark.parametrize("name", ["seeds", "sentences", "news.zh", "voices.zh", "voices.news.zh", "voices.long.zh"])
def test_hits_change_by_what_the_page_says_and_only_short_chinese_forms(name: str, tmp_path: Path) -> None:
    if name == "seeds":
        corpus = read_corpus()
    else:
        write_corpus(tmp_path, MARKED / f"{name}.txt")
        corpus = read_corpus(tmp_path)
    default = identities(find_hits(corpus, all_kinds=True))
    cells = [name, str(len(default))]
    for segmenter in SEGMENTERS.values():
        found = identities(find_hits(corpus, all_kinds=True, tokens=tokenise_corpus(corpus, {"zh": segmenter})))
        lost, new = default - found, found - default
        cells.append(f"−{len(lost)} +{len(new)}")
        for _, language, _, kind, _, _, text in lost | new:
            assert language == "zh"
            assert kind != "paraphrase"
            assert len(text) <= EVIDENCE_MAX, text

    assert f"| {' | '.join(cells)} |" in PAGE
    assert f"| texts | hits | {' | '.join(SEGMENTERS)} |" in PAGE


def test_every_way_of_cutting_gives_the_same_long_forms(seeds: Corpus, hits: pd.DataFrame) -> None:
    """Also one word a sentence, in which no short form has an edge but beside a mark."""
    found = find_hits(seeds, all_kinds=True, tokens=tokenise_corpus(seeds, {"zh": lambda text: [text], "vi": str.split}))
    long = hits[(hits["text"].str.len() > EVIDENCE_MAX) | (hits["language"] == "vi")]

    assert identities(long) <= identities(found) <= identities(hits)
    assert len(found) < len(hits)


def test_our_own_tokens_are_tokens_of_ones_own(seeds: Corpus) -> None:
    tokens = tokenise_corpus(seeds)

    shuffled = tokens[["token", "end", "start", "document"]].sample(frac=1, random_state=1)

    pd.testing.assert_frame_equal(use_tokens(seeds, tokens), tokens)
    # In a corrected place several tokens have one range, and only the order of the rows can tell theirs.
    order = list(tokens.columns)
    pd.testing.assert_frame_equal(
        use_tokens(seeds, shuffled).sort_values(order, ignore_index=True), tokens.sort_values(order, ignore_index=True)
    )
    pd.testing.assert_frame_equal(measure_texts(seeds, tokens), measure_texts(seeds))


def test_tokens_decide_whether_a_short_form_stands(small: Corpus) -> None:
    at = TEXT.index("南海防")
    look_alike = own(("a", at - 1, at, "越"), ("a", at, at + 2, "南海"), ("a", at + 2, at + 4, "防市"))
    whole = own(("a", at + 7, at + 13, "维护南海和平"))

    assert find_hits(small)["start"].tolist() == [TEXT.rindex("南海")]
    assert find_hits(small, tokens=look_alike)["start"].tolist() == [at]
    assert find_hits(small, tokens=whole)["start"].tolist() == []


def test_denominators_are_the_given_words(small: Corpus) -> None:
    counts = count_hits(small, tokens=tokenise_corpus(small, {"zh": list}))
    row = counts[counts["formula"] == "south-china-sea"].iloc[0]

    assert row["n"] == 2
    assert row["tokens"] == sum(map(str.isalnum, TEXT))
    assert row["per_1k_tokens"] == 1000 * row["n"] / row["tokens"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("b", 0, 2, "双方"), "tokens row 2: document 'b' is not in the corpus; use one of a"),
        (("a", 0, 99, "双方"), f"tokens row 2: range 0–99 is not in the text, which has {len(TEXT)} characters"),
        (("a", -1, 1, "双"), "tokens row 2: range -1–1 is not in the text"),
        (("a", 2, 2, ""), "tokens row 2: range 2–2 is not in the text"),
        (("a", "x", 2, "双方"), "tokens row 2: start 'x' and end 2 must be whole numbers"),
        (("a", 0, 2, "同意"), "tokens row 2: token '同意' is not what stands at 0–2 of a: '双方'"),
    ],
)
def test_a_bad_token_is_a_fault(small: Corpus, row: tuple[object, ...], fault: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(fault)):
        find_hits(small, tokens=own(row))


def test_every_fault_of_the_tokens_is_named_at_once(small: Corpus) -> None:
    with pytest.raises(CorpusError) as caught:
        use_tokens(small, own(("a", 0, 2, "双方"), ("a", 1, 4, "方同意"), ("b", 0, 2, "双方"), ("a", 4, 6, "合作")))

    assert len(caught.value.faults) == 3
    assert "tokens of a: '双方' (0–2) and '方同意' (1–4) overlap; keep one" in caught.value.faults
    with pytest.raises(CorpusError, match="tokens: column 'start' is missing; add it"):
        use_tokens(small, pd.DataFrame({"document": ["a"], "token": ["双方"], "end": [2]}))


@pytest.mark.parametrize(
    ("segmenter", "fault"),
    [
        (lambda text: ["同意", "双方"], "a: the segmenter gave '同意' where the text has '双方同意"),
        (lambda text: [text[0]], "a: the segmenter left out "),
    ],
)
def test_a_segmenter_that_changes_the_text_is_a_fault(small: Corpus, segmenter: Callable[[str], list[str]], fault: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(fault)):
        tokenise_corpus(small, {"zh": segmenter})


def test_tokens_from_the_command_line(small: Corpus, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    tokens = tmp_path / "tokens.csv"
    tokenise_corpus(small, {"zh": list}).to_csv(tokens, index=False)

    assert main(["hits", str(tmp_path / "a.txt"), "--tokens", str(tokens)]) == 0
    assert capfdbinary.readouterr().out.decode().count("south-china-sea") == 2
    tokens.write_text("document,start,end,token\na,0,2,同意\n", encoding="utf-8")
    assert main(["counts", str(tmp_path / "a.txt"), "--tokens", str(tokens)]) == 1


def test_the_lines_of_the_page_run() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, pd.DataFrame] = {}
    exec(compile(code, "segmenters.md", "exec"), names)

    assert len(names["hits"]) > 0
    assert names["counts"]["tokens"].min() > 0
