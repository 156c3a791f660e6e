import hashlib
from pathlib import Path

import pytest

from analysis import CorpusError, read_corpus
from analysis.decode import decode, recognise_language
from analysis.notes import corpus_notes

ZH = "双方同意深化全面战略合作，推动中越命运共同体建设。"
VI = "Hai bên nhất trí tăng cường quan hệ hữu nghị truyền thống."


def faults(path: Path) -> list[str]:
    with pytest.raises(CorpusError) as caught:
        read_corpus(path)
    return list(caught.value.faults)


def test_documents_csv_needs_only_the_file(make_corpus) -> None:
    folder = make_corpus(documents_csv="file\nzh-2019.txt\nvi.txt\n", **{"zh-2019_txt": ZH, "vi_txt": VI})

    table = read_corpus(folder).documents

    assert table[["document", "language", "language_basis", "period", "encoding"]].to_numpy().tolist() == [
        ["zh-2019", "zh", "recognised by script", "2019", "utf-8"],
        ["vi", "vi", "recognised by script", "", "utf-8"],
    ]
    assert table["sha256"].tolist() == [hashlib.sha256(text.encode()).hexdigest() for text in (ZH, VI)]


def test_a_folder_without_documents_csv_and_a_single_file(make_corpus) -> None:
    folder = make_corpus(a__b_2024_txt=ZH, c_txt=VI)

    assert read_corpus(folder).documents[["document", "file", "period"]].to_numpy().tolist() == [
        ["b_2024", "a/b_2024.txt", "2024"],
        ["c", "c.txt", ""],
    ]
    assert read_corpus(folder / "c.txt").texts == {"c": VI}


def test_the_period_is_the_year_of_the_date_unless_it_is_stated(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,date,period\na1999.txt,2021-03-04,\nb.txt,2017-01,2016\n", a1999_txt=ZH, b_txt=VI)

    assert read_corpus(folder).documents["period"].tolist() == ["2021", "2016"]


def test_further_columns_are_kept(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,outlet\na.txt,人民日报\n", a_txt=ZH)

    assert read_corpus(folder).documents["outlet"].tolist() == ["人民日报"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_found_and_recorded_and_ranges_count_in_what_they_decode_to(make_corpus, encoding: str) -> None:
    data = (ZH * 10).encode(encoding)
    corpus = read_corpus(make_corpus(a_txt=data))

    recorded = corpus.documents.loc[0, "encoding"]

    assert corpus.texts["a"] == ZH * 10 == data.decode(recorded)


def test_line_ends_stay(make_corpus) -> None:
    assert read_corpus(make_corpus(a_txt=f"{ZH}\r\n\r\n{ZH}")).texts["a"] == f"{ZH}\r\n\r\n{ZH}"


@pytest.mark.parametrize(
    ("text", "language"),
    [(ZH, "zh"), (VI, "vi"), ("Both sides agree to cooperate.", ""), ("两国は協力することで合意しました。", ""), ("123", "")],
)
def test_language_by_script(text: str, language: str) -> None:
    assert recognise_language(text) == language


def test_every_fault_is_reported_at_once_with_place_value_and_way_out(make_corpus) -> None:
    folder = make_corpus(
        documents_csv=(
            "document,file,language,date,issuer_side\n"
            "a,a.txt,cn,,\n"
            "b,missing.txt,zh,,\n"
            "c,noise.txt,,,\n"
            "d,empty.txt,,,\n"
            "e,good.txt,zh,2026-02-30,\n"
            "f,good.txt,zh,,China\n"
            "g,good.txt,zh,,\n"
            "g,good2.txt,zh,,\n"
            "h,../outside.txt,zh,,\n"
            "i,english.txt,,,\n"
        ),
        a_txt=ZH,
        noise_txt=bytes([0, 255, 1, 254, 0, 200, 7, 8]) * 40,
        empty_txt=" \n",
        good_txt=ZH,
        good2_txt=ZH,
        english_txt="Both sides agree to cooperate.",
    )

    assert faults(folder) == [
        "documents.csv row 2: language 'cn' is not known; use 'zh' or 'vi'",
        "documents.csv row 6: date '2026-02-30' is no date; write YYYY, YYYY-MM or YYYY-MM-DD",
        "documents.csv row 7: issuer_side 'China' is not known; use one of 'PRC', 'SRV', 'joint', 'other', or leave it empty",
        "documents.csv row 3: file 'missing.txt' is not there; put it into the corpus folder or mend the name",
        "documents.csv row 4: file 'noise.txt': its bytes are not text in UTF-8 or any encoding tried; name it in the column "
        "encoding",
        "documents.csv row 5: file 'empty.txt' is empty; add the text or delete the row",
        "documents.csv row 9: document 'g' is there already; give each text an identifier of its own in documents.csv",
        "documents.csv row 10: file '../outside.txt' leaves the corpus folder; copy the text into it",
        "documents.csv row 11: file 'english.txt': language not recognised by its script; say 'zh' or 'vi' in column language",
    ]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(ZH, encoding="utf-8")
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")

    assert faults(folder) == ["link.txt: file 'link.txt' leaves the corpus folder; copy the text into it"]


def test_a_changed_text_is_noticed(make_corpus) -> None:
    folder = make_corpus(documents_csv=f"file,sha256\na.txt,{'0' * 64}\n", a_txt=ZH)

    assert "has sha256" in faults(folder)[0]
    assert faults(folder)[0].endswith("if that was you, empty the cell sha256 (and mend ranges that point into it)")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a,0,2,两国,双方,slip", "a has '双方' at 0–2, not '两国'; mend the row"),
        ("b,0,2,双方,两国,slip", "document 'b' is not in the corpus; mend it or delete the row"),
        ("a,2,x,同意,一致,slip", "range '2'–'x' is no range; use whole numbers, start < end"),
        ("a,0,2,双方,,slip", "corrected is empty; widen the range so that something is left to carry it"),
    ],
)
def test_a_correction_that_does_not_fit_is_a_fault(make_corpus, row: str, fault: str) -> None:
    header = "document,start,end,found,corrected,reason\n"
    folder = make_corpus(documents_csv="file\na.txt\n", a_txt=ZH, corrections_csv=header + row + "\n")

    assert faults(folder) == [f"corrections.csv row 2: {fault}"]


@pytest.mark.parametrize("content", ["", "name\na.txt\n", "file,date\na.txt,2020,too,many\n"])
def test_a_broken_documents_csv_is_one_clear_line(make_corpus, content: str) -> None:
    lines = faults(make_corpus(documents_csv=content, a_txt=ZH))

    assert len(lines) == 1
    assert lines[0].startswith("documents.csv")


def test_nothing_at_the_path(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        read_corpus(tmp_path / "nowhere")
    assert faults(tmp_path) == [
        f"{tmp_path.name}: neither documents.csv nor a text in this folder; add texts (.txt, .html, .htm, .docx, .pdf)"
    ]


def test_a_stated_encoding_is_kept_to() -> None:
    assert decode("Việt".encode("cp1258", errors="ignore"), "cp1258")[1] == "cp1258"
    with pytest.raises(ValueError, match="cannot be read as 'ascii'"):
        decode(ZH.encode(), "ascii")


@pytest.mark.parametrize("separator", [";", "\t"])
def test_spreadsheets_of_other_countries(make_corpus, separator: str) -> None:
    listing = f"File{separator}PERIOD{separator}title\na.txt{separator}2019{separator}甲，乙\n"

    table = read_corpus(make_corpus(documents_csv=listing.encode("utf-8-sig"), a_txt=ZH)).documents

    assert table[["file", "period", "title"]].to_numpy().tolist() == [["a.txt", "2019", "甲，乙"]]


def test_one_text_under_two_spellings_of_its_path_is_one_text(make_corpus) -> None:
    folder = make_corpus(documents_csv="document,file\na,a.txt\nb,./a.txt\n", a_txt=ZH)

    assert faults(folder) == ["documents.csv row 3: file './a.txt' is listed twice; delete one row"]


def test_what_is_no_fault_but_should_be_looked_at(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,langauge,period\na.txt,zh,\nb-2019.txt,zh,\n", a_txt=ZH, c_txt=VI)
    (folder / "b-2019.txt").write_text(ZH, encoding="utf-8")
    (folder / ".hidden.txt").write_text(ZH, encoding="utf-8")

    assert corpus_notes(read_corpus(folder)) == [
        "c.txt is not listed in documents.csv and not read; to add it: python -m analysis new --add FOLDER",
        "a has no period: give it a date or a period in documents.csv",
        "b-2019 stands under 2019, the year in its file's name, and has no date",
        "column 'langauge' of documents.csv is not one the suite reads",
    ]


def test_a_period_that_is_stated_is_not_said_to_come_from_the_name(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,period\nb-2019.txt,2019\n", **{"b-2019_txt": ZH})

    assert corpus_notes(read_corpus(folder)) == ["b-2019 stands under 2019 and has no date"]


def test_a_language_that_the_text_does_not_look_like_is_doubted(make_corpus) -> None:
    listing = "document,file,language\na,a.txt,vi\nb,b.txt,vi\nc,c.txt,zh\nd,d.txt,vi\nt,t.csv,\n"
    table = f"text,language\n{ZH},zh\n{VI},zh\n"
    folder = make_corpus(documents_csv=listing, a_txt=ZH, b_txt=VI, c_txt=VI, d_txt="Both sides agree.", t_csv=table)

    assert [note for note in corpus_notes(read_corpus(folder)) if " says " in note] == [
        "documents.csv row 2: says vi, the text looks Chinese",
        "documents.csv row 4: says zh, the text looks Vietnamese",
        "t.csv row 3: says zh, the text looks Vietnamese",
    ]


def test_a_genre_of_which_nothing_follows_is_said_and_what_a_speech_is_called(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,genre\na.txt,oration\nb.txt,News\nc.txt,讲话\n", a_txt=ZH, b_txt=VI, c_txt=ZH)
    notes = [note for note in corpus_notes(read_corpus(folder)) if "genre" in note]

    assert len(notes) == 1
    assert notes[0].startswith("documents.csv row 2: genre 'oration' says nothing of whose words the text is; ")
    assert {"speech", "讲话", "bài phát biểu"} <= set(notes[0].split(": ")[-1].split(", "))


def test_tables_that_are_not_listed_are_noted_and_what_keeps_them_from_being_texts(make_corpus) -> None:
    folder = make_corpus(documents_csv="file\na.txt\nt.csv\n", a_txt=ZH, t_csv=f"text\n{VI}\n", u_csv=f"text\n{VI}\n")
    (folder / "v.csv").write_text("who,what\nx,y\n", encoding="utf-8")
    (folder / "~$a.docx").write_bytes(b"x")
    notes = [note for note in corpus_notes(read_corpus(folder)) if "not listed" in note]

    assert notes == [
        "u.csv is not listed in documents.csv and not read; to add it: python -m analysis new --add FOLDER",
        "v.csv is not listed in documents.csv and not read: as a table of texts it has no column 'text'; name the column of "
        "the texts so in the first row",
    ]
    assert not [note for note in corpus_notes(read_corpus(folder / "a.txt")) if "not listed" in note]


def test_an_unknown_column_of_a_table_is_looked_for_in_the_table(make_corpus) -> None:
    folder = make_corpus(documents_csv="file,colour\na.txt,red\nt.csv,\n", a_txt=ZH, t_csv=f"text,speaker\n{VI},x\n")
    notes = [note for note in corpus_notes(read_corpus(folder)) if note.startswith("column")]

    assert notes == [
        "column 'colour' of documents.csv is not one the suite reads",
        "column 'speaker' of t.csv is not one the suite reads",
    ]


@pytest.mark.parametrize(
    ("written", "date", "note"),
    [
        ("2024/8/9", "2024-08-09", "printed; written 2024/8/9"),
        ("2024-8-9", "2024-08-09", "printed; written 2024-8-9"),
        ("2024.8", "2024-08", "printed; written 2024.8"),
        ("2024-08-09", "2024-08-09", "printed"),
    ],
)
def test_a_date_with_its_year_first_has_one_meaning(make_corpus, written: str, date: str, note: str) -> None:
    folder = make_corpus(documents_csv=f"file,date,date_note\na.txt,{written},printed\n", a_txt=ZH)

    row = read_corpus(folder).documents.loc[0]

    assert (row["date"], row["period"], row["date_note"]) == (date, "2024", note)


@pytest.mark.parametrize("written", ["9/8/2024", "2024/13/1", "2024/2/30", "2024/8-9", "24/8/9"])
def test_a_date_of_two_meanings_or_of_none_is_a_fault(make_corpus, written: str) -> None:
    assert f"date '{written}' is no date" in faults(make_corpus(documents_csv=f"file,date\na.txt,{written}\n", a_txt=ZH))[0]


def test_a_name_that_a_spreadsheet_has_spoilt_is_told_from_a_file_that_is_missing(make_corpus) -> None:
    lost, missing = faults(make_corpus(documents_csv="file\nTh? t??ng.txt\nb.txt\n", a_txt=ZH))

    assert lost.endswith("the spreadsheet lost letters of its name: mend it, and save documents.csv as CSV UTF-8")
    assert missing.endswith("put it into the corpus folder or mend the name")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("file,date,date\na.txt,2020,2021\n", "documents.csv: column 'date' is there twice; delete one"),
        ("file,date\na.txt\n", "documents.csv row 2: 1 cells where the header has 2; quote cells with a comma in them"),
        ('file,date\n"a.txt,2020\n', "documents.csv: quotes do not match"),
    ],
)
def test_what_a_spreadsheet_can_spoil(make_corpus, content: str, fault: str) -> None:
    assert faults(make_corpus(documents_csv=content, a_txt=ZH))[0].startswith(fault)


@pytest.mark.parametrize(("name", "period"), [("20160417.txt", "2016"), ("report-2024-v2.txt", "2024"), ("no123456.txt", "")])
def test_the_year_in_a_file_name(tmp_path: Path, name: str, period: str) -> None:
    (tmp_path / name).write_text(ZH, encoding="utf-8")

    assert read_corpus(tmp_path).documents.loc[0, "period"] == period
