from pathlib import Path

import pandas as pd
import pytest

from analysis import CorpusError, read_formulas
from analysis.__main__ import main
from analysis.score import KEY, find_differences, find_gold_hits, read_gold, score_hits

FORMULAS = read_formulas()


def gold_file(folder: Path, *rows: str, header: str = "document,formula,kind,start,end") -> Path:
    path = folder / "gold.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_precision_recall_and_f1_by_hand() -> None:
    """Four marks, three hits, two of them right: 2/3, 2/4, and 2·2/7."""
    gold = pd.DataFrame(
        [("a", "f", "name", 0, 3), ("a", "f", "name", 5, 8), ("a", "g", "full", 9, 12), ("b", "g", "name", 0, 2)], columns=KEY
    )
    hits = pd.DataFrame([("a", "f", "name", 0, 3), ("a", "g", "full", 9, 12), ("b", "g", "variant", 0, 2)], columns=KEY)
    overall, mean = score_hits(gold, hits).iloc[:2].to_dict("records")

    assert (overall["marked"], overall["found"], overall["matches"]) == (4, 3, 2)
    assert (overall["precision"], overall["recall"]) == (pytest.approx(2 / 3), 0.5)
    assert overall["f1"] == pytest.approx(4 / 7)
    # f: precision 1, recall 1/2, F1 2/3; g: precision 1/2, recall 1/2, F1 1/2
    assert (mean["precision"], mean["recall"], mean["f1"]) == (0.75, 0.5, pytest.approx(7 / 12))


def test_the_interval_is_wilsons() -> None:
    """Newcombe 1998, Statistics in Medicine 17: 857–872, table I: 81 of 263, Wilson: 0.2553 to 0.3662."""
    gold = pd.DataFrame([("a", "f", "name", at, at + 1) for at in range(81)], columns=KEY)
    hits = pd.DataFrame([("a", "f", "name", at, at + 1) for at in range(263)], columns=KEY)
    overall = score_hits(gold, hits).iloc[0]

    assert (round(overall["precision_low"], 4), round(overall["precision_high"], 4)) == (0.2553, 0.3662)


def test_further_columns_are_scored_where_they_say_something() -> None:
    columns = [*KEY, "slots", "modifiers"]
    gold = pd.DataFrame([("a", "f", "full", 0, 9, "1-2", "-"), ("a", "f", "name", 9, 12, "", "中越")], columns=columns)
    hits = gold.assign(slots=["1-2", "9"], modifiers=["", "越中"])
    rows = score_hits(gold, hits)
    agreement = rows[rows["group"] == "column"].set_index("value")

    assert agreement.loc["slots", ["marked", "matches"]].tolist() == [1, 1]
    assert agreement.loc["modifiers", ["marked", "matches"]].tolist() == [2, 1]


def test_differences_stand_in_context(make_corpus) -> None:
    from analysis import read_corpus

    corpus = read_corpus(make_corpus(a_txt="双方重申秉持“十六字”方针，推动中越关系发展。"))
    gold = pd.DataFrame([("a", "six-mores", "name", 4, 6)], columns=KEY)
    table = find_differences(gold, find_gold_hits(corpus, gold), corpus, width=3)

    assert table[["difference", "left", "node", "right"]].to_numpy().tolist() == [
        ["missed", "方重申", "秉持", "“十六"],
        ["false", "申秉持", "“十六字”方针", "，推动"],
    ]


def test_every_fault_of_a_gold_file_at_once(make_corpus) -> None:
    from analysis import read_corpus

    folder = make_corpus(a_txt="双方重申秉持方针，推动中越关系发展。")
    corpus = read_corpus(folder)
    path = gold_file(
        folder,
        "b,six-mores,name,0,3",
        "a,six,named,3,2",
        "a,six-mores,name,0,999",
        "a,six-mores,name,0,3",
        "a,six-mores,name,0,3",
    )

    with pytest.raises(CorpusError) as caught:
        read_gold(path, corpus, FORMULAS)

    assert list(caught.value.faults) == [
        "gold.csv row 2: document 'b' is no document of the corpus",
        "gold.csv row 3: formula 'six' is not in the lexicon",
        "gold.csv row 3: kind 'named' is not known; use name, full, reordered, variant, partial, paraphrase",
        "gold.csv row 3: end '2' is not behind start",
        "gold.csv row 4: end '999' is behind the end of the text",
        "gold.csv row 6: the same mark as in an earlier row; delete one",
    ]
    with pytest.raises(CorpusError, match="column 'kind' is missing"):
        read_gold(gold_file(folder, header="document,formula,start,end"), corpus, FORMULAS)


def test_on_the_command_line(make_corpus, capfd) -> None:
    folder = make_corpus(a_txt="双方重申秉持“十六字”方针，推动中越关系发展。")
    gold = gold_file(folder, "a,sixteen-characters,name,6,13")

    assert main(["score", str(gold), str(folder)]) == 0
    out, err = capfd.readouterr()
    assert out.splitlines()[1].startswith("overall,,1,1,1,1.0,")
    assert err == ""

    assert main(["score", str(gold), str(folder), "--differences"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == 1
    assert main(["score", str(folder / "none.csv"), str(folder)]) == 2
