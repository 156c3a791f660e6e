import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.write import beside, write_table

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
