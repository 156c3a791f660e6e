"""The whole way once, from a folder to counts, on a corpus made here; each step's table fits the next one's."""

from analysis import (
    count_hits,
    count_wordings,
    data_dictionary,
    find_hits,
    kwic,
    read_corpus,
    segment_corpus,
    tokenise_corpus,
    write_table,
)


def test_from_a_folder_to_counts(make_corpus) -> None:
    folder = make_corpus(
        documents_csv=(
            "file,period,date,issuer_side,genre\n"
            "a.txt,2013,2013-10,PRC,speech\n"
            "b.txt,2024,2024-08-20,joint,joint statement\n"
            "c.txt,2024,2024-08-20,SRV,news\n"
        ),
        a_txt="双方要秉持“十六字”方针，深化传统友谊。\n\n来源：新华社",
        b_txt="联合声明\n\n一、双方同意按照“六个更”总体目标合作。\n（一）双方同意维护南海和平稳定。",
        c_txt="Hà Nội (TTXVN) - Hai bên nhất trí tăng cường hữu nghị truyền thống.\n\nTin liên quan\n\nBiển Đông dậy sóng.",
    )
    corpus = read_corpus(folder)
    segments, tokens, hits = segment_corpus(corpus), tokenise_corpus(corpus), find_hits(corpus, all_kinds=True)
    counts = count_hits(corpus, hits, by="period")
    wordings = count_wordings(hits, counts).set_index(["formula", "period", "language"])

    assert hits[["document", "formula", "kind", "text", "section"]].to_numpy().tolist() == [
        ["a", "sixteen-characters", "name", "“十六字”方针", ""],
        ["a", "traditional-friendship", "name", "传统友谊", ""],
        ["b", "six-mores", "name", "六个更", "一"],
        ["b", "south-china-sea-peace", "name", "维护南海和平稳定", "一（一）"],
        ["b", "south-china-sea", "name", "南海", "一（一）"],
        ["c", "traditional-friendship", "name", "hữu nghị truyền thống", ""],
    ]
    for hit in hits.itertuples():
        assert corpus.texts[hit.document][hit.start : hit.end] == hit.text
        segment = segments[(segments["document"] == hit.document) & (segments["segment"] == hit.segment)].iloc[0]
        assert segment["counted"]
        assert segment["start"] <= hit.start <= hit.end <= segment["end"]
        sentence = tokens[(tokens["document"] == hit.document) & (tokens["sentence"] == hit.sentence)]
        assert sentence["start"].min() <= hit.start <= hit.end <= sentence["end"].max()
    assert wordings.loc[("six-mores", "2013", "zh"), "zero"] == "not yet coined"
    assert wordings.loc[("sixteen-characters", "2024", "vi"), "zero"] == "in no other text"
    assert len(kwic(corpus, formula="south-china-sea")) == 1
    assert write_table(hits, folder / "out" / "hits.parquet").is_file()
    assert set(data_dictionary()["table"]) >= {"documents", "hits", "counts"}


def test_showing_and_counting_change_nothing(seeds, hits) -> None:
    before = (seeds.documents.copy(), hits.copy())

    count_hits(seeds, hits)
    kwic(seeds, formula="six-mores")

    assert before[0].equals(seeds.documents)
    assert before[1].equals(hits)
