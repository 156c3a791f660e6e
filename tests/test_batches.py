"""A corpus in batches is the corpus in memory: the same texts in the same order, whatever it lies in."""

from pathlib import Path

import pandas as pd
import pytest
from newspaper import articles, write_articles

from analysis import CorpusError, read_corpus
from analysis.batches import BYTES, open_source, read_batch


def in_batches(path: Path, size: int) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    read = [read_batch(batch) for batch in open_source(path).batches(size)]
    texts = {name: text for corpus, _ in read for name, text in corpus.texts.items()}
    tables = [corpus.documents for corpus, _ in read]
    return pd.concat(tables, ignore_index=True), texts, [fault for _, faults in read for fault in faults]


@pytest.mark.parametrize("size", [1, 3, 100])
@pytest.mark.parametrize("shape", ["file", "partitioned", "folder"])
def test_batches_are_the_corpus(tmp_path: Path, shape: str, size: int) -> None:
    table = articles(10)
    path = tmp_path
    if shape == "file":
        path = write_articles(tmp_path / "all.parquet", 10)
    elif shape == "partitioned":
        table.assign(period=table["date"].str[:4]).to_parquet(tmp_path, partition_cols=["period"], index=False)
    else:
        for row in table.itertuples():
            (tmp_path / f"{row.document}.txt").write_text(row.text, encoding="utf-8")
        table.drop(columns="text").assign(file=table["document"] + ".txt").to_csv(tmp_path / "documents.csv", index=False)
    documents, texts, faults = in_batches(path, size)
    corpus = read_corpus(path)

    assert (faults, texts) == ([], corpus.texts)
    pd.testing.assert_frame_equal(documents, corpus.documents)
    assert sorted(documents["document"]) == table["document"].tolist()
    assert dict(zip(documents["document"], documents["period"], strict=True)) == dict(
        zip(table["document"], table["date"].str[:4], strict=True)
    )


def test_a_text_without_an_identifier_is_called_as_its_file_and_row(tmp_path: Path) -> None:
    (tmp_path / "year=1978").mkdir()
    articles(3).drop(columns="document").to_parquet(tmp_path / "year=1978/a.parquet", index=False)
    articles(3).drop(columns="document").to_parquet(tmp_path / "b.parquet", index=False)

    assert in_batches(tmp_path, 2)[0]["document"].tolist() == [
        f"{name}-{n}" for name in ("b", "year=1978/a") for n in (1, 2, 3)
    ]


def test_a_long_text_ends_a_batch(tmp_path: Path) -> None:
    table = articles(6)
    table.loc[2, "text"] = "双方同意。\n" * (BYTES // 18 + 1)
    table.to_parquet(tmp_path / "a.parquet")

    assert [len(batch.items) for batch in open_source(tmp_path / "a.parquet").batches(10)] == [2, 1, 3]


def test_what_cannot_be_read_is_named_and_costs_no_other(tmp_path: Path) -> None:
    table = articles(4)
    table.loc[1, "text"] = None
    table.loc[2, "issuer_side"] = "Laos"
    table.to_parquet(tmp_path / "a.parquet")
    documents, _, faults = in_batches(tmp_path / "a.parquet", 10)

    assert documents["document"].tolist() == ["n0000", "n0003"]
    assert faults == [
        "a.parquet row 2: file 'a.parquet' row 2 is empty; add the text or delete the row",
        "a.parquet row 3: row 3: issuer_side 'Laos' is not known; use one of 'PRC', 'SRV', 'joint', 'other', or leave it empty",
    ]


def test_faults_of_tables(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 no more")
    articles(2).rename(columns={"text": "words"}).to_parquet(tmp_path / "other.parquet")

    for name, fault in (("broken", "is no Parquet file that can be read"), ("other", "has no column 'text'")):
        assert fault in in_batches(tmp_path / f"{name}.parquet", 1)[2][0]
        with pytest.raises(CorpusError, match=fault):
            read_corpus(tmp_path / f"{name}.parquet")


def test_a_batch_needs_a_text() -> None:
    with pytest.raises(ValueError, match="a batch of 0 texts is none"):
        next(open_source().batches(0))
