"""Counting in batches gives what counting in memory gives: one process or two, any batch size, stopped and gone on."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newspaper import VI, ZH, articles, as_bytes, everything, write_articles

from analysis import Corpus, CorpusError, count_hits, find_attestations, find_hits, partition, read_corpus
from analysis.__main__ import main
from analysis.batches import Batch
from analysis.compare import compare_periods
from analysis.partition import Work
from analysis.parts import PartFolder
from analysis.stream import scan_corpus
from analysis.trends import compare_trends

SIDES = ("PRC", "SRV", "joint", "other", "")
lines = st.one_of(
    st.tuples(st.just("zh"), st.lists(st.sampled_from(ZH), min_size=1, max_size=6)),
    st.tuples(st.just("vi"), st.lists(st.sampled_from(VI), min_size=1, max_size=6)),
)
corpora = st.lists(
    st.tuples(lines, st.sampled_from(["2008", "2017-11", "2025"]), st.sampled_from(SIDES)), min_size=1, max_size=7
)


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("paper") / "paper.parquet", 30)


@pytest.fixture(scope="module")
def memory(paper: Path) -> tuple[Corpus, pd.DataFrame, pd.DataFrame]:
    corpus = read_corpus(paper)
    hits = find_hits(corpus, all_kinds=True)
    return corpus, hits, count_hits(corpus, hits)


@settings(max_examples=12)
@given(corpora, st.integers(1, 4))
def test_batches_of_any_size_give_the_tables_of_memory(made: list, size: int) -> None:
    rows = [
        {"document": f"d{n}", "text": "\n".join(text), "language": language, "date": date, "issuer_side": side}
        for n, ((language, text), date, side) in enumerate(made)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.parquet"
        pd.DataFrame(rows).to_parquet(path)
        corpus = read_corpus(path)
        hits = find_hits(corpus, all_kinds=True)
        with scan_corpus(path, batch=size, all_kinds=True) as scan:
            pd.testing.assert_frame_equal(pd.concat(scan.hits(), ignore_index=True), hits)
            pd.testing.assert_frame_equal(scan.counts(), count_hits(corpus, hits))
            pd.testing.assert_frame_equal(scan.counts("period"), count_hits(corpus, hits, by="period"))
            pd.testing.assert_frame_equal(scan.ledger(), find_attestations(corpus, hits))


def test_batches_know_the_title_of_a_page_and_the_genre_of_a_text(make_corpus) -> None:
    page = "<p>推进命运共同体</p><p>两国会谈</p><p>各位朋友，我很高兴来到贵国。传统友谊深厚，我们要推动构建命运共同体。</p>"
    folder = make_corpus(documents_csv="file,title,genre,issuer_side\na.html,两国会谈,讲话,PRC\n")
    (folder / "a.html").write_text(page, encoding="utf-8")
    hits = find_hits(read_corpus(folder), all_kinds=True)

    assert hits[["formula", "side"]].to_numpy().tolist() == [["traditional-friendship", "PRC"], ["shared-future", "PRC"]]
    with scan_corpus(folder, all_kinds=True) as scan:
        pd.testing.assert_frame_equal(pd.concat(scan.hits(), ignore_index=True), hits)


def test_comparison_and_trends_are_those_of_memory(paper: Path, memory: tuple[Corpus, pd.DataFrame, pd.DataFrame]) -> None:
    corpus, _, counts = memory
    with scan_corpus(paper, batch=7, segmenter="none") as scan:
        pd.testing.assert_frame_equal(scan.compare("2020", "2017", True), compare_periods(corpus, counts, "2020", "2017", True))
        pd.testing.assert_frame_equal(scan.trends(), compare_trends(counts))


def test_sizes_of_batches_and_numbers_of_processes_change_nothing(paper: Path) -> None:
    runs = []
    for options in ({"batch": 10_000}, {"batch": 1}, {"batch": 100}, {"batch": 4, "jobs": 2}):
        with scan_corpus(paper, **options) as scan:
            runs.append(everything(scan))

    assert all(run == runs[0] for run in runs[1:])


def test_a_table_written_from_parts_has_the_same_bytes(paper: Path, tmp_path: Path, capfd) -> None:
    for name, batch in (("a", "4"), ("b", "13"), ("c", "1000")):
        for ending in ("parquet", "csv", "jsonl"):
            assert main(["hits", str(paper), "--batch", batch, "-o", str(tmp_path / f"{name}.{ending}")]) == 0

    for ending in ("parquet", "csv", "jsonl"):
        assert len({(tmp_path / f"{name}.{ending}").read_bytes() for name in "abc"}) == 1


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    path, parts = write_articles(tmp_path / "long.parquet", 60), tmp_path / "parts"
    command = [sys.executable, "-m", "analysis", "hits", str(path), "--batch", "1", "--parts", str(parts)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        while len(list(parts.glob("texts/*.parquet"))) < 5:
            assert process.poll() is None
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    done = {file: file.stat().st_mtime_ns for file in parts.glob("texts/*.parquet")}
    (parts / "hits/.part-torn.x").write_bytes(b"half")
    with scan_corpus(path, parts, batch=1, segmenter="none") as scan, scan_corpus(path, batch=50, segmenter="none") as fresh:
        assert everything(scan) == everything(fresh)

    assert 5 <= len(done) < 60
    assert {file: file.stat().st_mtime_ns for file in done} == done
    assert not list(parts.glob("*/.*"))


def test_processes_end_with_the_run_that_started_them(tmp_path: Path) -> None:
    path, parts = write_articles(tmp_path / "long.parquet", 200), tmp_path / "parts"
    command = [sys.executable, "-m", "analysis", "hits", str(path), "--batch", "1", "--jobs", "2", "--parts", str(parts)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while len(list(parts.glob("texts/*.parquet"))) < 5:
            assert process.poll() is None
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=20)  # their standard error is open for as long as one of them is there

    assert 5 <= len(list(parts.glob("texts/*.parquet"))) < 200


def test_a_changed_text_is_worked_on_anew_and_what_is_left_over_goes(tmp_path: Path) -> None:
    table, path, parts = articles(6), tmp_path / "a.parquet", tmp_path / "parts"
    table.to_parquet(path)
    scan_corpus(path, parts, batch=2)
    before = {file.name: file.stat().st_mtime_ns for file in parts.glob("texts/*.parquet")}
    table.loc[3, "text"] = "双方强调中越传统友谊。"
    table.to_parquet(path)
    scan = scan_corpus(path, parts, batch=2)
    after = {file.name: file.stat().st_mtime_ns for file in parts.glob("texts/*.parquet")}

    assert len(before) == len(after) == 3
    assert len(before.items() & after.items()) == 2
    assert as_bytes(pd.concat(scan.hits())) == as_bytes(find_hits(read_corpus(path)))


def test_a_folder_in_which_another_run_writes_is_refused_and_left_as_it_is(paper: Path, tmp_path: Path, capfd) -> None:
    parts = tmp_path / "parts"
    with PartFolder(parts).filling():
        half = parts / "hits/.part-of-the-other.tifa-x"
        half.touch()
        status = main(["hits", str(paper), "--parts", str(parts)])

    line = f"error: {parts}: another run is writing there; wait for its end, or give another folder\n"
    assert (status, capfd.readouterr().err) == (2, line)
    assert half.exists()
    assert main(["hits", str(paper), "--parts", str(parts)]) == 0
    assert not half.exists()


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(ValueError, match="holds something else than parts"):
        scan_corpus(parts=tmp_path)
    with pytest.raises(ValueError, match="this is a file"):
        scan_corpus(parts=tmp_path / "notes.txt")
    assert [file.name for file in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("batch", [1, 4, 100])
def test_a_text_that_fails_is_named_and_costs_no_other(tmp_path: Path, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_articles(tmp_path / "a.parquet", 8)
    whole = find_hits(read_corpus(path))
    sound = partition.find_voiced

    def fails(cleaned, *arguments, **options):
        if cleaned.document == "n0005":
            raise KeyError("poison")
        return sound(cleaned, *arguments, **options)

    monkeypatch.setattr(partition, "find_voiced", fails)
    with scan_corpus(path, batch=batch) as scan:
        assert scan.faults == ("document n0005: KeyError: 'poison'; mend the text or leave it out",)
        assert as_bytes(pd.concat(scan.hits())) == as_bytes(whole[whole["document"] != "n0005"])
        assert scan.counts()["document"].nunique() == 7
        assert not scan.ledger().empty


def test_faults_are_said_and_the_status_is_one(tmp_path: Path, capfd) -> None:
    table = articles(5)
    table.loc[2, "text"] = ""
    table.to_parquet(tmp_path / "a.parquet")
    for _ in range(2):  # what was found in a part is said again when the part is there already
        assert main(["counts", str(tmp_path / "a.parquet"), "--parts", str(tmp_path / "parts"), "--batch", "2"]) == 1
        out, err = capfd.readouterr()
        assert err.splitlines()[-1] == "1 text could not be read or worked on and is in no table"
        assert "a.parquet row 3: file 'a.parquet' row 3 is empty; add the text or delete the row" in err
        assert "n0002" not in out
        assert "n0004" in out


def test_nothing_to_count_is_a_fault(tmp_path: Path) -> None:
    articles(0).reindex(columns=["document", "text"]).astype(str).to_parquet(tmp_path / "none.parquet")
    with pytest.raises(CorpusError, match="the corpus has no texts"):
        scan_corpus(tmp_path / "none.parquet")
    articles(2).assign(text="").to_parquet(tmp_path / "empty.parquet")
    with pytest.raises(CorpusError, match="row 1 is empty"):
        scan_corpus(tmp_path / "empty.parquet")


def test_an_identifier_that_is_there_twice_is_a_fault(tmp_path: Path) -> None:
    pd.concat([articles(4), articles(1)]).to_parquet(tmp_path / "a.parquet")

    with pytest.raises(CorpusError, match="document 'n0000' is there twice"):
        scan_corpus(tmp_path / "a.parquet", batch=2)


def test_the_verbs_in_batches_print_what_they_print_in_memory(capfd) -> None:
    for verb in (["hits"], ["hits", "--all-kinds"], ["counts"], ["counts", "--by", "period"], ["attest"]):
        printed = []
        for more in ([], ["--batch", "2"], ["--jobs", "2"]):
            assert main([*verb, *more]) == 0
            printed.append(capfd.readouterr().out)
        assert printed[0] == printed[1] == printed[2]
    for more in ([], ["--batch", "3"]):
        assert main(["compare", "--target", "2026", "--reference", "2016", *more]) == 1
        printed.append(capfd.readouterr())
    assert printed[-1] == printed[-2]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--jobs", "0"], "0 jobs are none"),
        (["--batch", "0"], "a batch of 0 texts"),
        (["--scheduler", "nowhere"], "nowhere"),
    ],
)
def test_wrong_use_is_said(options: list[str], message: str, capfd) -> None:
    assert main(["hits", *options]) == 2
    assert message in capfd.readouterr().err


def test_batches_are_made_only_as_they_are_worked_on(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of thirty batches two processes have four, not all: that is the bound of memory."""
    alive, most = [0], [0]

    def name(work: Work, batch: Batch) -> str:
        alive[0] += 1
        most[0] = max(most[0], alive[0])
        return sound_name(work, batch)

    def write(folder: PartFolder, *arguments) -> None:
        alive[0] -= 1
        sound_write(folder, *arguments)

    sound_name, sound_write = Work.name, PartFolder.write
    monkeypatch.setattr(Work, "name", name)
    monkeypatch.setattr(PartFolder, "write", write)
    with scan_corpus(paper, batch=1, jobs=2, segmenter="none") as scan:
        assert len(scan.parts.names) == 30
    assert most[0] == 4


def test_counts_on_the_seeds_take_half_a_second_beyond_what_is_imported(root: Path) -> None:
    """Processor time, since other programs may run beside; the segmenter's dictionary is one of the imports."""
    code = (
        "import time, os, ahocorasick_rs, jieba, opencc, pyvi.ViTokenizer, rapidfuzz;"
        "from analysis.__main__ import main; from analysis.tokenise import jieba_tokenizer; jieba_tokenizer();"
        "begin = time.process_time(); main(['counts', '-o', os.devnull]); print(time.process_time() - begin)"
    )
    seconds = []
    while len(seconds) < 5 and min(seconds, default=1) > 0.5:
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
        seconds.append(float(result.stdout))

    assert min(seconds) <= 0.5


def test_a_few_texts_start_no_engine() -> None:
    code = (
        "import sys; from analysis.__main__ import main; main(['hits', '--jobs', '2', '-o', sys.argv[1]]);"
        "print([name in sys.modules for name in ('joblib', 'distributed', 'dask')])"
    )
    result = subprocess.run([sys.executable, "-c", code, os.devnull], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[False, False, False]"
