import pandas as pd
import pytest

from analysis import find_hits, read_corpus, tokenise_corpus
from analysis.keyness import log_dice, log_likelihood, log_ratio
from analysis.similar import compare_words, count_words, find_collocates, find_neighbours, find_word, map_paragraphs

LIST = "file,period\na.txt,2016\nb.txt,2026\nc.txt,2026\n"
ZH_A = "双方同意加强合作。\n\n双方加强铁路合作，铁路合作很重要。"
ZH_B = "双方同意加强传统友谊，开展铁路合作。\n\n两国人民珍视中越传统友谊。"
VI = "Hai nước tăng cường hợp tác. Hợp tác giữa hai nước phát triển."


@pytest.fixture
def small(make_corpus):
    return read_corpus(make_corpus(documents_csv=LIST, a_txt=ZH_A, b_txt=ZH_B, c_txt=VI))


@pytest.fixture(scope="module")
def tokens(seeds) -> pd.DataFrame:
    return tokenise_corpus(seeds)


@pytest.fixture(scope="module")
def words(seeds, tokens) -> pd.DataFrame:
    return count_words(seeds, tokens)


def test_words_are_counted_by_language_and_period(small) -> None:
    words = count_words(small).set_index(["language", "period", "word"])

    assert words.loc[("zh", "2016", "铁路"), "n"] == 2
    assert words.loc[("zh", "2016", "合作"), "n"] == 3
    assert words.loc[("zh", "2026", "铁路"), "n"] == 1
    assert words.loc[("vi", "2026", "hợp tác"), "n"] == 2  # small letters, spaces
    assert not {"。", "，", ".", "hợp_tác", "Hợp tác"} & set(words.index.get_level_values("word"))


def test_words_of_a_period_add_up_to_its_tokens(seeds, words, tokens) -> None:
    placed = tokens[tokens["word"]].merge(seeds.documents[["document", "language", "period"]], on="document")
    sizes = placed.groupby(["language", "period"]).size()

    assert words.groupby(["language", "period"])["n"].sum().equals(sizes.rename("n"))
    assert (words.groupby(["language", "period"])["tokens"].first() == sizes).all()
    assert (words.groupby(["language", "period"])["tokens"].nunique() == 1).all()


def test_keyness_by_hand(small) -> None:
    words = count_words(small)
    found = compare_words(words, "2016", "2026", "zh", minimum=3).set_index("word")
    n1, n2 = (int(words.loc[(words["language"] == "zh") & (words["period"] == p), "n"].sum()) for p in ("2016", "2026"))

    assert found.loc["铁路", ["n_target", "n_reference", "tokens_target", "tokens_reference"]].tolist() == [2, 1, n1, n2]
    assert found.loc["铁路", "log_ratio"] == log_ratio(2, 1, n1, n2)
    assert found.loc["铁路", "log_likelihood"] == log_likelihood(2, 1, n1, n2)
    assert "同意" not in found.index  # twice only
    assert found["log_ratio"].is_monotonic_decreasing
    assert not [name for name in found.columns if name.startswith("p") or "interval" in name]


def test_several_references_are_one(words) -> None:
    found = compare_words(words, "2026", ["2016", "2022", "2025"], "zh", minimum=1)
    sizes = words[words["language"] == "zh"].groupby("period")["n"].sum()

    assert found["tokens_reference"].unique().tolist() == [sizes["2016"] + sizes["2022"] + sizes["2025"]]
    assert found["n_target"].sum() == sizes["2026"]


def test_what_cannot_be_compared(words) -> None:
    with pytest.raises(ValueError, match="no words in language 'vi' and period '2026'"):
        compare_words(words, "2016", "2026", "vi")
    with pytest.raises(ValueError, match="give other periods"):
        compare_words(words, "2016", ["2016", "2022"], "zh")


def test_languages_are_never_mixed(seeds, words, tokens, hits) -> None:
    chinese = set(words.loc[words["language"] == "zh", "word"])
    documents = seeds.documents.set_index("document")["language"]

    assert set(compare_words(words, "2016", "2026", "zh", minimum=1)["word"]) <= chinese
    assert set(find_collocates(seeds, hits, "traditional-friendship", "zh", tokens=tokens)["word"]) <= chinese
    for language in ("zh", "vi"):
        points, loadings = map_paragraphs(seeds, language, tokens=tokens)
        assert set(points["document"].map(documents)) == {language}
        assert set(loadings["word"]) <= set(words.loc[words["language"] == language, "word"])
        assert set(find_neighbours(seeds, language, tokens)["other_document"].map(documents)) <= {language}


def test_collocates_by_hand(small) -> None:
    found = find_collocates(small, find_hits(small), "traditional-friendship", "zh", window=2).set_index("word")

    # 双方同意 加强 〔传统友谊〕 开展 铁路 | 两国人民 珍视 中 越 〔传统友谊〕
    assert found.loc["铁路", ["f_xy", "f_x", "f_y", "before", "behind"]].tolist() == [1, 2, 3, 0, 1]
    assert found.loc["铁路", "log_dice"] == log_dice(1, 2, 3)
    assert found.loc["加强", ["f_xy", "f_x", "f_y", "before", "behind"]].tolist() == [1, 2, 3, 1, 0]
    assert found.loc["越", "log_dice"] == log_dice(1, 2, 1)
    assert found.loc["加强", "periods"] == "2026"
    assert not {"珍视", "合作", "传统", "友谊", "传统友谊"} & set(found.index)


def test_collocates_of_the_seeds_keep_the_bounds(seeds, hits, tokens) -> None:
    for formula in ("two-parties-two-countries", "traditional-friendship", "youth-gala"):
        found = find_collocates(seeds, hits, formula, "zh", tokens=tokens)
        numbers = [found[name].to_numpy() for name in ("f_xy", "f_x", "f_y")]

        assert (found["log_dice"] == log_dice(*numbers)).all()
        assert (found["f_xy"] <= found["before"] + found["behind"]).all()
        assert found["log_dice"].is_monotonic_decreasing


def test_a_formula_that_is_not_there_has_no_collocates(small) -> None:
    assert find_collocates(small, find_hits(small), "six-mores", "zh").empty
    with pytest.raises(ValueError, match="window 0"):
        find_collocates(small, find_hits(small), "six-mores", "zh", window=0)


def test_a_word_has_as_many_lines_as_occurrences(seeds, words, tokens) -> None:
    for language, word in (("zh", "之间"), ("zh", "的"), ("vi", "hợp tác"), ("vi", "việt nam")):
        lines = find_word(seeds, word, language, tokens)

        assert len(lines) == words.loc[(words["language"] == language) & (words["word"] == word), "n"].sum() > 0
        assert set(lines["node"].str.lower()) == {word}
        assert set(lines["language"]) == {language}
    assert find_word(seeds, "的", "vi", tokens).empty


def test_the_map_has_every_counted_paragraph_and_is_the_same_every_time(seeds, tokens) -> None:
    from analysis import segment_corpus

    points, loadings = map_paragraphs(seeds, "zh", tokens=tokens)
    again, loaded = map_paragraphs(seeds, "zh")
    segments = segment_corpus(seeds).merge(points, on=["document", "segment", "start", "end"])

    pd.testing.assert_frame_equal(points, again)
    pd.testing.assert_frame_equal(loadings, loaded)
    assert len(segments) == len(points)
    assert segments["counted"].all()
    assert (loadings.groupby("component")["loading"].first() > 0).all()
    assert points["words"].sum() == tokens.loc[tokens["word"] & tokens["document"].isin(points["document"]), "word"].sum()


def test_the_map_does_not_turn_with_the_seed(seeds, tokens) -> None:
    one, other = (map_paragraphs(seeds, "zh", seed=seed, tokens=tokens)[0] for seed in (1, 2))

    assert (one["x"] * other["x"]).sum() > 0
    assert (one["y"] * other["y"]).sum() > 0


def test_small_maps(make_corpus) -> None:
    alone = read_corpus(make_corpus(a_txt="双方同意加强合作。"))
    points, loadings = map_paragraphs(alone, "zh")

    assert points.empty
    assert loadings.empty
    assert {"x", "y"} <= set(points.columns)
    assert map_paragraphs(alone, "vi")[0].empty
    assert find_neighbours(alone, "zh").empty


def test_paragraphs_alike_stand_together(make_corpus) -> None:
    corpus = read_corpus(
        make_corpus(a_txt="双方同意加强合作。\n\n铁路建设加快。", b_txt="双方同意加强合作。\n\n铁路建设加快。")
    )
    points = map_paragraphs(corpus, "zh")[0]
    places = points[["x", "y"]].round(6)
    pairs = find_neighbours(corpus, "zh")

    assert places.iloc[0].tolist() == places.iloc[2].tolist() != places.iloc[1].tolist()
    assert pairs["cosine"].round(6).tolist() == [1.0] * 4
    assert (pairs["opening"] == pairs["other_opening"]).all()


def test_more_components_than_there_are(make_corpus) -> None:
    points, loadings = map_paragraphs(read_corpus(make_corpus(a_txt="双方合作。\n\n双方合作。")), "zh", components=3)

    assert points[["y", "component_3"]].to_numpy().tolist() == [[0, 0], [0, 0]]
    assert set(loadings["component"]) <= {"x", "y"}
