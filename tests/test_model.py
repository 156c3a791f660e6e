import pytest

from analysis.model import DTYPES, TABLES, data_dictionary, frame


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_its_columns_and_types(table: str) -> None:
    empty = frame(table, [])

    assert [(name, str(dtype)) for name, dtype in empty.dtypes.items()] == [
        (column.name, DTYPES[column.type]) for column in TABLES[table].columns
    ]


def test_missing_values_are_empty_text_or_missing_numbers() -> None:
    row = frame("hits", [{"document": "a", "start": 3}]).iloc[0]

    assert (row["document"], row["start"], row["side"], row["text"]) == ("a", 3, "", "")
    assert row[["basis_start", "end", "position"]].isna().all()


def test_the_dictionary_explains_every_column() -> None:
    dictionary = data_dictionary()

    assert len(dictionary) == sum(len(table.columns) for table in TABLES.values())
    assert dictionary["meaning"].str.len().min() > 2


def test_the_contract_of_other_programs() -> None:
    """The columns that other programs read, as the design fixes them; more may follow them, none may go."""
    contract = {
        "documents": "document file language version_language period date date_basis date_note title issuer issuer_side genre "
        "source sha256",
        "corrections": "document start end found corrected reason",
        "segments": "document segment role section start end counted reason",
        "tokens": "document segment sentence start end token",
        "hits": "document period language formula kind slots start end text modifiers mention predicate role section position "
        "segment sentence side speaker speaker_id outer verb basis basis_start basis_end",
        "counts": "document period language formula n zero name full reordered variant partial paraphrase n_title characters "
        "tokens per_10k_characters per_1k_tokens",
    }

    for table, columns in contract.items():
        names = [column.name for column in TABLES[table].columns]
        assert names[: len(columns.split())] == columns.split()
