"""Faults from outside: killed runs, full disks, files that go away, kernels that die. Old results or new ones, and one line."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

import analysis.report
from analysis.__main__ import main
from analysis.report import MARKER
from analysis.whole import beside, clear_leftovers, folder_beside

HERE = Path(__file__).parent
ZH = "双方同意维护南海和平稳定，推动构建中越命运共同体。"
HITS = "document,period,language,formula"
OLD_REPORT = {"index.html": "old", "counts.html": "old", MARKER: "Made by tifa-analysis\nindex.html\ncounts.html\n"}
NEW_REPORT = {"index.html": "new", "counts.html": "new", "downloads/hits.csv": "new"}


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A corpus of one text."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "2020-a.txt").write_text(ZH, encoding="utf-8")
    return folder


def stopped(name: str, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, HERE / "killed.py", name, folder, *arguments], capture_output=True, check=True, cwd=HERE.parent
    )
    assert b"Traceback" not in done.stderr
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith(b"{")]


@pytest.mark.parametrize(
    ("name", "verb"), [("SIGKILL", "hits"), ("SIGKILL", "counts"), ("SIGTERM", "hits"), ("SIGINT", "hits")]
)
def test_a_stopped_run_leaves_the_old_table_or_the_new_one(texts: Path, tmp_path: Path, name: str, verb: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.csv").write_text("old", encoding="utf-8")

    *runs, last = stopped(name, folder, verb, str(texts), "-o", str(folder / "a.csv"))

    new = last["files"]["a.csv"]
    assert new.startswith(HITS)
    assert len(runs) > 5
    assert {run["status"] for run in runs} == {-9 if name == "SIGKILL" else 130}
    assert {run["files"]["a.csv"] for run in runs} <= {"old", new}
    assert any(len(run["files"]) > 1 for run in runs)
    assert list(last["files"]) == ["a.csv"]  # what they left is gone


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_a_stopped_run_leaves_the_old_report_or_the_new_one(texts: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    (folder / "report").mkdir(parents=True)
    for file, content in OLD_REPORT.items():
        (folder / "report" / file).write_text(content, encoding="utf-8")

    *runs, last = stopped(name, folder, "report", str(texts), "-o", str(folder / "report"))

    seen = []
    for run in (*runs, last):
        report = {file.removeprefix("report/"): text for file, text in run["files"].items() if file.startswith("report/")}
        assert report == OLD_REPORT or {**report, MARKER: ""} == {**NEW_REPORT, MARKER: ""}
        seen.append(report["index.html"])
    assert set(seen) == {"old", "new"}
    assert len(last["files"]) == len(NEW_REPORT) + 1
    assert {run["status"] for run in runs} == {-9 if name == "SIGKILL" else 130}


@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_a_stopped_run_leaves_a_whole_documents_csv_or_none(texts: Path, name: str) -> None:
    (texts / "2021-b.txt").write_text(ZH, encoding="utf-8")

    runs = stopped(name, texts, "new", str(texts))
    begun = [run["files"].get("documents.csv") for run in runs if run["status"] in (-9, 130, 0)]

    assert len(runs) > 5
    assert {text.count("\n") for text in begun if text is not None} == {3}
    assert None in begun


def test_where_folders_cannot_be_exchanged_in_one_step_the_old_one_comes_back(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("analysis.whole._exchange", lambda *_: False)
    place = tmp_path / "report"
    place.mkdir()
    (place / "old.html").touch()

    with folder_beside(place) as made:
        (made / "new.html").touch()
    assert [path.name for path in place.iterdir()] == ["new.html"]

    aside = tmp_path / ".report.tifa-killed"  # as a run leaves it that was killed between its two steps
    aside.mkdir()
    place.rename(aside / "old")
    clear_leftovers(place)

    assert [path.name for path in place.iterdir()] == ["new.html"]
    assert list(tmp_path.iterdir()) == [place]


def test_what_another_run_is_writing_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    with beside(place) as first:
        first.write(b"first")
        with beside(place) as second:
            second.write(b"second")
        assert place.read_bytes() == b"second"

    assert place.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [place]


def run(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "analysis", *arguments], check=False, cwd=HERE.parent, **more)


FULL = [["hits"], ["check"], ["kwic", "--text", "双方", "--format", "xlsx"], ["counts", "--format", "parquet"]]


@pytest.mark.parametrize("verb", FULL, ids=lambda verb: verb[0])
def test_a_full_disk_behind_standard_output_is_one_line(texts: Path, verb: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(verb[0], texts, *verb[1:], stdout=full, stderr=subprocess.PIPE)

    line = "error: standard output: No space left on device; make room and run again; old results are as they were\n"
    assert (done.returncode, done.stderr.decode()) == (2, line)


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    """The pipe holds less than the table."""
    command = [sys.executable, "-m", "analysis", "counts"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=HERE.parent) as process:
        assert process.stdout.readline().startswith(HITS.encode())
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


REFUSALS = [
    (errno.ENOSPC, "make room and run again; old results are as they were"),
    (errno.EACCES, "mend its permissions, or give another place with -o"),
    (errno.EROFS, "nothing can be written there; give another place with -o"),
]


@pytest.mark.parametrize("where", ["tempfile.mkstemp", "os.fsync", "os.chmod"])
@pytest.mark.parametrize(("number", "way"), REFUSALS)
def test_what_the_system_refuses_is_one_line(texts: Path, where: str, number: int, way: str, monkeypatch, capfd) -> None:
    """At the first, the middle and the last step of writing; a test that runs as root cannot take its own permissions."""
    old = texts.parent / "a.csv"
    old.write_text("old", encoding="utf-8")

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(where, refuse)
    status = main(["hits", str(texts), "-o", str(old)])

    assert (status, capfd.readouterr().err) == (2, f"error: {old}: {os.strerror(number)}; {way}\n")
    assert old.read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in texts.parent.iterdir()) == ["a.csv", "texts"]


def test_a_file_that_may_not_grow_is_one_line(texts: Path, tmp_path: Path) -> None:
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\nfrom analysis.__main__ import main\n"
    )
    out = tmp_path / "a.csv"
    command = [sys.executable, "-c", limited + "sys.exit(main(sys.argv[1:]))", "hits", texts, "-o", out]
    done = subprocess.run(command, capture_output=True, check=False, cwd=HERE.parent)

    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"error: {out}: File too large; ")
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == [texts]


def test_a_file_that_vanishes_between_listing_and_reading(texts: Path, monkeypatch, capfd) -> None:
    monkeypatch.setattr("analysis.read.text_files", lambda *_: ["2020-a.txt", "gone.txt"])

    assert main(["hits", str(texts)]) == 1
    fault = "gone.txt: file 'gone.txt' is not there; put it into the corpus folder or mend the name\n"
    assert capfd.readouterr() == ("", fault)


@pytest.mark.parametrize("name", ["2020-a.txt", "corrections.csv", "outlets.toml"])
def test_a_file_that_vanishes_while_it_is_read(texts: Path, name: str, monkeypatch, capfd) -> None:
    (texts / name).write_text(ZH, encoding="utf-8")
    opened = Path.open

    def vanish(path: Path, *arguments: Any, **more: Any) -> Any:
        if path.name == name:
            path.unlink()
        return opened(path, *arguments, **more)

    monkeypatch.setattr(Path, "open", vanish)

    assert main(["hits", str(texts)]) == 1
    line = capfd.readouterr().err
    assert line.count("\n") == 1
    assert name in line
    assert "cannot be read (No such file or directory); mend" in line


@pytest.mark.parametrize("name", ["documents.csv", "corrections.csv", "findings.toml", "outlets.toml"])
@pytest.mark.parametrize("verb", ["check", "hits", "new"])
def test_a_folder_where_a_file_should_be(texts: Path, name: str, verb: str, capfd) -> None:
    (texts / name).mkdir()
    status = main([verb, str(texts)])
    lines = capfd.readouterr().err.splitlines()

    if (verb, name) in (("hits", "findings.toml"), ("new", "findings.toml"), ("new", "corrections.csv")):
        assert status == 0  # not read by this verb
    else:
        assert status in (1, 2)
        assert len(lines) == 1
        assert name in lines[0]


@pytest.mark.parametrize("option", [["--lexicon"], ["-o"]], ids=lambda option: option[0])
def test_a_folder_where_an_option_wants_a_file(texts: Path, option: list[str], capfd) -> None:
    assert main(["hits", str(texts), *option, str(texts)]) == 2
    assert capfd.readouterr().err == f"error: {texts}: Is a directory; it is a folder; name a file\n"


def notebook(folder: Path, source: str) -> Path:
    folder.mkdir()
    parameters = nbformat.v4.new_code_cell("CORPUS = None", metadata={"tags": ["parameters"]})
    nb = nbformat.v4.new_notebook(cells=[parameters, nbformat.v4.new_code_cell(source)])
    (folder / "07_mine.ipynb").write_text(nbformat.writes(nb), encoding="utf-8")
    return folder


def test_a_kernel_that_dies_is_one_line_and_the_old_report_stays(texts: Path, tmp_path: Path, monkeypatch, capfd) -> None:
    monkeypatch.setattr(analysis.report, "NOTEBOOKS", notebook(tmp_path / "books", "import os; os._exit(3)"))
    old = tmp_path / "report"
    old.mkdir()
    (old / MARKER).write_text("old", encoding="utf-8")

    assert main(["report", str(texts), "-o", str(old)]) == 1
    lines = capfd.readouterr().err.splitlines()

    assert [line.split(" (")[0] for line in lines] == ["notebook 07_mine.ipynb: its kernel died"]
    assert [path.name for path in old.iterdir()] == [MARKER]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books", "report", "texts"]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_report_stopped_in_a_notebook_says_so_and_leaves_nothing(texts: Path, tmp_path: Path, name: str) -> None:
    """The notebook itself stops the program that runs it; otherwise it would wait for long."""
    source = f"import os, signal, time; os.kill(os.getppid(), signal.{name}); time.sleep(600)"
    books = notebook(tmp_path / "books", source)
    code = "import signal, sys, pathlib, analysis.report as r; r.NOTEBOOKS = pathlib.Path(sys.argv[1])\n"
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # also where these tests run in the background
    code += "from analysis.__main__ import main; sys.exit(main(sys.argv[2:]))"
    (tmp_path / "temporary").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", code, books, "report", texts, "-o", tmp_path / "report"],
        capture_output=True,
        check=False,
        cwd=HERE.parent,
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
    )

    line = "stopped; every result there is whole, the old one or the new one\n"
    assert (done.returncode, done.stderr.decode()) == (130, line)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["books", "temporary", "texts"]
    assert list((tmp_path / "temporary").iterdir()) == []


WATCH = """
import os, sys
folder, *rest = sys.argv[1:]
bad = []
def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path, mode, flags = arguments
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        if writes and os.path.abspath(os.fsdecode(path)).startswith(folder):
            bad.append((event, path, mode))
    elif event.startswith("os.") and event not in ("os.listdir", "os.scandir", "os.walk") and folder in str(arguments):
        bad.append((event, arguments))
from analysis.__main__ import main
sys.addaudithook(watch)
for verb in rest:
    status = main(verb.split())
    print(verb.split()[0], status, file=sys.stderr)
print("written:", bad, file=sys.stderr)
"""


def state(folder: Path) -> dict[str, tuple[str, int, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {
        path.name: (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns, path.stat().st_mode)
        for path in files
    }


def test_no_verb_opens_a_source_for_writing(texts: Path, tmp_path: Path) -> None:
    (texts / "2021-b.html").write_text(f"<p>{ZH}</p>", encoding="utf-8")
    verbs = [
        "check {0} --texts {1}/out",
        "hits {0}",
        "kwic {0} --text 双方",
        "counts {0}",
        "attest {0}",
        "compare {0} --target 2021 --reference 2020 --anyway",
        "align 2020-a 2021-b --corpus {0}",
        "new {0}",
        "hits {0} -o {1}/hits.csv",
        "score {1}/hits.csv {0}",
    ]
    (texts / "documents.csv").write_text("file\n2020-a.txt\n2021-b.html\n", encoding="utf-8")
    before = state(texts)
    command = [sys.executable, "-c", WATCH, str(texts), *(verb.format(texts, tmp_path) for verb in verbs)]
    done = subprocess.run(command, capture_output=True, check=True, cwd=HERE.parent)
    said = done.stderr.decode().splitlines()

    assert said[-1] == "written: []"
    for verb in verbs:
        assert f"{verb.split()[0]} {2 if verb.startswith('new') else 0}" in said
    assert state(texts) == before


def test_a_report_leaves_its_sources_as_they_are(texts: Path, tmp_path: Path, monkeypatch) -> None:
    books = notebook(tmp_path / "books", "from analysis import find_hits, read_corpus\nlen(find_hits(read_corpus('../texts')))")
    monkeypatch.setattr(analysis.report, "NOTEBOOKS", books)
    before = state(texts)

    assert main(["report", str(texts), "-o", str(tmp_path / "report")]) == 0
    assert state(texts) == before
