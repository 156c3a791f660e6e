import json
import os
import stat
from pathlib import Path

import pandas as pd
import pytest

from analysis.whole import beside
from analysis.write import write_table

TABLE = pd.DataFrame({"formula": ["六个更", "=1+1"], "n": [1, 2]})


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_table_comes_back_as_it_went(tmp_path: Path, format: str) -> None:
    path = write_table(TABLE, tmp_path / f"table.{format}")

    back = pd.read_csv(path) if format == "csv" else pd.read_parquet(path)

    pd.testing.assert_frame_equal(back, TABLE)


def test_json_lines_keep_hanzi_readable(tmp_path: Path) -> None:
    lines = write_table(TABLE, tmp_path / "table.jsonl").read_text(encoding="utf-8").splitlines()

    assert lines[0] == '{"formula":"六个更","n":1}'
    assert [json.loads(line)["n"] for line in lines] == [1, 2]


def test_text_in_a_spreadsheet_is_text(tmp_path: Path) -> None:
    """'=1+1' is written as words, not as a formula that the reader's spreadsheet runs."""
    import zipfile

    with zipfile.ZipFile(write_table(TABLE, tmp_path / "table.xlsx")) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode("utf-8")
        strings = book.read("xl/sharedStrings.xml").decode("utf-8")

    assert "<f>" not in sheet
    assert "=1+1" in strings


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("old", encoding="utf-8")

    def fail_in_the_middle() -> None:
        with beside(path) as stream:
            stream.write(b"half")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        fail_in_the_middle()

    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_format_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"table.doc: format 'doc' is not known; use one of csv, jsonl, parquet, xlsx"):
        write_table(TABLE, tmp_path / "table.doc")

    assert list(tmp_path.iterdir()) == []


def test_what_is_no_regular_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """A pipe, like the null device, is not replaced by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_table(TABLE, pipe, "csv")
    read = os.read(reader, 1000)
    os.close(reader)

    assert read == TABLE.to_csv(index=False, lineterminator="\n").encode("utf-8")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")

    write_table(TABLE, tmp_path / "link.csv")

    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").is_file()


def test_endings_in_capitals_and_none(tmp_path: Path) -> None:
    assert write_table(TABLE, tmp_path / "A.XLSX").read_bytes()[:2] == b"PK"
    assert write_table(TABLE, tmp_path / "table").read_text(encoding="utf-8").startswith("formula,n\n")
