from drawn import words_on

from analysis import find_hits, read_corpus
from analysis.ladder import describe_ladder, plot_ladder


def test_the_ladder_has_every_modifier_verb_place_and_mouth(hits) -> None:
    ladder = hits[hits["formula"].isin(["shared-future-china-vietnam", "shared-future"])]
    drawn = words_on(plot_ladder(ladder.assign(who=ladder["period"] + "\nreport")))

    assert [word for word in drawn if word.isdigit()] == ["2016", "2025", "2026"]
    assert drawn.count("更高水平") == 2
    assert drawn.count("命运共同体") == 9
    assert {"结成", "打造", "加快构建", "建设", "推动构建", "title", "四（一） section 4 (1)"} <= set(drawn)
    assert [drawn.count(voice) for voice in ("China", "both sides", "both sides, as China tells it")] == [3, 5, 1]


def test_the_ladder_in_vietnamese_stands_behind_the_head(make_corpus) -> None:
    text = "Hai bên thúc đẩy xây dựng cộng đồng chia sẻ tương lai Việt Nam - Trung Quốc có ý nghĩa chiến lược."
    ladder = find_hits(read_corpus(make_corpus(a_txt=text))).assign(who="2025", side="joint", outer="")
    ax = plot_ladder(ladder)
    words_on(ax)
    places = {text.get_text(): text.get_position()[0] for text in ax.texts}

    assert (
        places["thúc đẩy xây dựng"]
        < places["cộng đồng chia sẻ tương lai"]
        < places["Việt Nam - Trung Quốc"]
        < places["có ý nghĩa chiến lược"]
        < places["both sides"]
    )
    assert describe_ladder(ladder) == (
        "The modifiers of 命运共同体 with the verb that governs it, by place in each text. "
        "2025: at 27% thúc đẩy xây dựng, Việt Nam - Trung Quốc + có ý nghĩa chiến lược, both sides."
    )


def test_a_verb_behind_its_head_is_drawn_behind_it(make_corpus) -> None:
    corpus = read_corpus(make_corpus(a_txt="双方将为中越命运共同体建设出力。双方愿构建中越命运共同体。"))
    ladder = find_hits(corpus).assign(who="2025", side="joint", outer="")
    ladder = ladder[ladder["formula"] == "shared-future-china-vietnam"]
    ax = plot_ladder(ladder, texts=corpus.texts)
    words_on(ax)
    drawn = [(text.get_text(), text.get_position()[0]) for text in ax.texts]
    head = next(x for word, x in drawn if word == "命运共同体")

    assert [x > head for word, x in drawn if word in ("建设", "构建")] == [True, False]
    assert "建设 (behind the head)" in describe_ladder(ladder, corpus.texts)
