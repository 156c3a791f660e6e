"""What an alignment comes to: shares kept, changed, moved, added and dropped; formulas that came, went or changed form."""

from __future__ import annotations

import pandas as pd

from analysis.aligned import CHANGES
from analysis.model import frame, records

# Two texts have little in common where less than this share of the characters of both stands in both.
LITTLE = 0.2


def measure_alignment(table: pd.DataFrame) -> pd.DataFrame:
    """Table `alignment_shares`: how much of either text is kept, changed, moved, added, dropped.

    table : table `alignment`

    >>> rows = [{"change": "kept", "text_a": "双方同意。", "text_b": "双方同意。"}, {"change": "added", "text_b": "合作。"}]
    >>> shares = measure_alignment(frame("alignment", rows))
    >>> shares[["change", "share_a", "characters_b"]].to_numpy().tolist()
    [['kept', 1.0, 4], ['added', 0.0, 2]]
    """
    sizes = pd.DataFrame(
        {f"characters_{side}": [sum(map(str.isalnum, text)) for text in table[f"text_{side}"]] for side in "ab"},
        index=table.index,
    )
    groups = ["change", "edit", "differs"]
    grouped = table[groups].join(sizes).assign(pairs=1).groupby(groups, as_index=False).sum()
    for side in "ab":
        total = max(int(grouped[f"characters_{side}"].sum()), 1)
        grouped[f"share_{side}"] = grouped[f"characters_{side}"] / total
    order = {change: number for number, change in enumerate(CHANGES)}
    grouped = grouped.sort_values(groups, key=lambda column: column.map(order) if column.name == "change" else column)
    return frame("alignment_shares", records(grouped))


def share_in_common(shares: pd.DataFrame) -> float:
    """Which share of the characters of both texts is in clauses that both have; 0 to 1.

    shares : table `alignment_shares`

    >>> share_in_common(frame("alignment_shares", [{"change": "added", "characters_a": 0, "characters_b": 9}]))
    0.0
    """
    characters = shares["characters_a"] + shares["characters_b"]
    both = ~shares["change"].isin(["added", "dropped"])
    return float(characters[both].sum() / max(characters.sum(), 1))


def note_little(shares: pd.DataFrame) -> str:
    """A sentence on texts with little in common; '' where they have enough to be read side by side.

    >>> rows = [("kept", 10, 10), ("dropped", 40, 0), ("added", 0, 390)]
    >>> shares = pd.DataFrame(rows, columns=["change", "characters_a", "characters_b"])
    >>> note_little(shares).split(": ")[1].split(". ")[0]
    '20% of the shorter and 2% of the longer is in clauses that both have; the longer has 8.0 times as many characters'
    """
    if share_in_common(shares) >= LITTLE:
        return ""
    both = ~shares["change"].isin(["added", "dropped"])
    sizes = sorted((shares[f"characters_{side}"].sum(), shares.loc[both, f"characters_{side}"].sum()) for side in "ab")
    shorter, longer = (int(common) / max(int(size), 1) for size, common in sizes)
    return (
        f"These two texts have little in common: {shorter:.0%} of the shorter and {longer:.0%} of the longer is in "
        f"clauses that both have; the longer has {sizes[1][0] / max(sizes[0][0], 1):.1f} times as many characters. "
        "Most of either is then added or dropped, which says that they are two texts, not that one became the other."
    )


def compare_formulas(hits: pd.DataFrame, a: str, b: str) -> pd.DataFrame:
    """Table `formula_changes`: which formulas came, went, changed form or stayed as they were, from one text to another.

    hits : table `hits`
    a, b : documents

    A formula has one form in both if the two texts share a wording of it.

    >>> from analysis.read import read_corpus
    >>> from analysis.attribute import find_hits
    >>> corpus = read_corpus()
    >>> a, b = corpus.documents["document"].tolist()[-2:]
    >>> changes = compare_formulas(find_hits(corpus), a, b)
    >>> changes.loc[changes["formula"] == "six-mores"].iloc[:, 1:4].values.tolist()
    [['kept', 1, '六个更']]
    """
    own = [hits[hits["document"] == document].sort_values("start", kind="stable") for document in (a, b)]
    formulas = dict.fromkeys([*own[1]["formula"], *own[0]["formula"]])
    rows = []
    for formula in formulas:
        first, second = (table[table["formula"] == formula] for table in own)
        shared = set(first["text"]) & set(second["text"])
        both = "kept" if shared else "changed form"
        row = {"formula": formula, "change": "came" if first.empty else "went" if second.empty else both}
        for name, table in (("a", first), ("b", second)):
            row |= {
                f"n_{name}": len(table),
                f"wording_{name}": " | ".join(dict.fromkeys(table["text"])),
                f"sides_{name}": " | ".join(dict.fromkeys(side for side in table["side"] if side)),
            }
        rows.append(row)
    order = {"came": 0, "went": 1, "changed form": 2, "kept": 3}
    return frame("formula_changes", sorted(rows, key=lambda row: order[str(row["change"])]))
