"""corrections.csv -> table `corrections`: faults in the sources, read otherwise in cleaned text and edited nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd

from analysis.listing import is_inside, read_listing
from analysis.model import column_names, frame


def corrected_rows(folder: Path) -> tuple[list[tuple[str, dict[str, str]]], list[str]]:
    """Rows of corrections.csv as (place, cells), and faults; none where there is no such file."""
    path = folder / "corrections.csv"
    if not is_inside(folder, path):
        return [], ["corrections.csv is a link out of the corpus folder; copy the file into it"]
    return read_listing(path, column_names("corrections")) if path.exists() else ([], [])


def check_corrections(
    records: Iterable[tuple[str, dict[str, str]]], texts: Mapping[str, str], faults: list[str]
) -> pd.DataFrame:
    """Table `corrections`; a row whose `found` is not what stands in the source is a fault."""
    rows = []
    ends: dict[str, int] = {}
    for place, row in records:
        if row["document"] not in texts:
            faults.append(f"{place}: document {row['document']!r} is not in the corpus; mend it or delete the row")
            continue
        if not texts[row["document"]]:
            continue  # the text itself could not be read, which is reported already
        if not (row["start"].isdecimal() and row["end"].isdecimal() and int(row["start"]) < int(row["end"])):
            faults.append(f"{place}: range {row['start']!r}–{row['end']!r} is no range; use whole numbers, start < end")
            continue
        start, end = int(row["start"]), int(row["end"])
        there = texts[row["document"]][start:end]
        if there != row["found"]:
            faults.append(f"{place}: {row['document']} has {there!r} at {start}–{end}, not {row['found']!r}; mend the row")
        elif not row["corrected"]:
            faults.append(f"{place}: corrected is empty; widen the range so that something is left to carry it")
        elif start < ends.get(row["document"], 0):
            faults.append(f"{place}: overlaps or precedes the correction before it; sort rows by start, keep them apart")
        else:
            ends[row["document"]] = end
            rows.append({**row, "start": start, "end": end})
    return frame("corrections", rows)
