"""Between languages and texts: what is here, what is known from elsewhere, what only one text says."""

import pytest

from analysis.formulas import read_formulas
from analysis.versions import compare_languages, compare_texts


def test_wordings_of_these_texts_come_with_side_order_and_hedge(seeds, hits) -> None:
    table = compare_languages(seeds, hits, formula="top-priority")
    here = table[table["basis"] == "in these texts"]

    assert here[["language", "wording", "n", "sides", "hedge"]].to_numpy().tolist() == [
        ["zh", "头等优先", 3, "SRV 3", ""],
        ["vi", "một trong những ưu tiên hàng đầu", 1, "SRV 1", "một trong những"],
    ]


def test_what_is_known_from_elsewhere_is_marked_and_never_what_is_here(seeds, hits) -> None:
    table = compare_languages(seeds, hits, formula="shared-future-china-vietnam")
    vietnamese = table[table["language"] == "vi"]

    assert (vietnamese["basis"] == "known from elsewhere").all()
    assert {"cộng đồng chia sẻ tương lai", "cộng đồng chung vận mệnh"} <= set(vietnamese["wording"])
    assert (vietnamese["n"] == 0).all()
    assert "source" not in table  # that of the formula is not that of each wording
    assert "命运共同体" not in set(table.loc[table["basis"] != "in these texts", "wording"])


def test_the_label_with_and_without_its_word(seeds, hits) -> None:
    table = compare_languages(seeds, hits, formula="comprehensive-strategic-cooperative-partnership")
    vietnamese = table[(table["language"] == "vi") & (table["basis"] == "in these texts")]

    assert set(vietnamese["wording"].str.lower()) == {"đối tác chiến lược toàn diện", "đối tác hợp tác chiến lược toàn diện"}
    assert vietnamese.set_index(vietnamese["wording"].str.lower())["sides"]["đối tác hợp tác chiến lược toàn diện"] == "SRV 1"


def test_inferred_vietnamese_is_called_so(seeds, hits) -> None:
    inferred = next(formula for formula in read_formulas().values() if formula.vi.inferred and not formula.decoy)
    table = compare_languages(seeds, hits, formula=inferred.id)

    assert "inferred" in set(table.loc[table["language"] == "vi", "basis"])


def test_an_unknown_formula_or_document_is_named(seeds, hits) -> None:
    with pytest.raises(ValueError, match="formula 'no' is not in the lexicon"):
        compare_languages(seeds, hits, formula="no")
    with pytest.raises(ValueError, match="document 'no' is not in the corpus"):
        compare_texts(seeds, "no", "000_eabdb7ae368f3909", hits)


def test_two_texts_on_one_event(make_corpus) -> None:
    from analysis.read import read_corpus

    folder = make_corpus(
        zh_txt="习近平强调，中越双方要弘扬传统友谊，维护南海和平。苏林表示，越南视中国为头等优先。",
        vi_txt="Tổng Bí thư Tô Lâm khẳng định quan hệ với Trung Quốc là một trong những ưu tiên hàng đầu của Việt Nam; "
        "đề nghị giữ hòa bình ở Biển Đông.",
    )
    table = compare_texts(read_corpus(folder), "zh", "vi").set_index("formula")

    assert table.loc["top-priority", ["where", "sides_first", "sides_second", "hedge_second"]].tolist() == [
        "both",
        "SRV 1",
        "SRV 1",
        "một trong những",
    ]
    assert bool(table.loc["top-priority", "same_sides"])
    assert table.loc["traditional-friendship", ["where", "speakers_first"]].tolist() == ["only first", "习近平"]
    assert table.loc["east-sea", ["where", "speakers_second"]].tolist() == ["only second", "Tô Lâm"]


def test_the_same_two_texts_the_other_way_round(seeds, hits) -> None:
    one = compare_texts(seeds, "000_eabdb7ae368f3909", "004_8bc20a59cabe70e1", hits).set_index("formula").sort_index()
    other = compare_texts(seeds, "004_8bc20a59cabe70e1", "000_eabdb7ae368f3909", hits).set_index("formula").sort_index()

    assert one["n_first"].equals(other["n_second"].rename("n_first"))
    assert one["same_sides"].equals(other["same_sides"])
    assert one["where"].replace({"only first": "only second", "only second": "only first"}).equals(other["where"])
