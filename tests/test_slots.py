import pytest

from analysis.slots import Slot, find_chains, find_paraphrases

GOODS = {"好邻居": 1, "好朋友": 2, "好同志": 3, "好伙伴": 4}


def slots(key: str, words: dict[str, int]) -> list[Slot]:
    found = []
    for word, number in words.items():
        at = key.find(word)
        while at >= 0:
            found.append(Slot(number, False, at, at + len(word)))
            at = key.find(word, at + 1)
    return found


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("好邻居，好朋友，好同志，好伙伴", [("full", "1-2-3-4", 0, 15)]),
        ("好邻居，好同志和好朋友，好伙伴", [("reordered", "1-3-2-4", 0, 15)]),
        ("好邻居，荣辱与共的好朋友，志同道合的好同志，好伙伴", [("full", "1-2-3-4", 0, 25)]),
        ("好邻居，好朋友", [("partial", "1-2", 0, 7)]),
        ("好邻居", []),
        ("好邻居，守望相助的好朋友", []),  # two slots with other words between them are nothing
        ("好邻居，好朋友。好同志，好伙伴", [("partial", "1-2", 0, 7), ("partial", "3-4", 8, 15)]),
        ("好邻居，好朋友，好邻居，好朋友", [("partial", "1-2", 0, 7), ("partial", "1-2", 8, 15)]),
        ("好朋友，好邻居，好朋友，好同志，好伙伴", [("full", "1-2-3-4", 4, 19)]),
        ("好朋友来了，好邻居，好朋友，是我们的好同志，好伙伴", [("full", "1-2-3-4", 6, 25)]),
        ("好朋友的，好邻居好朋友", [("partial", "1-2", 5, 11)]),
    ],
)
def test_what_a_chain_of_slots_is(key: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert [tuple(chain) for chain in find_chains(slots(key, GOODS), key, "zh", 4)] == expected


def test_a_paraphrase_needs_two_thirds_of_the_heads() -> None:
    words = {"互信": 1, "安全": 2, "务实": 3}
    key = "增进互信，推进安全，深化务实"

    assert [chain.kind for chain in find_paraphrases(slots(key, words), key, "zh", 4)] == ["paraphrase"]
    assert find_paraphrases(slots(key, words), key, "zh", 5) == []
    assert find_paraphrases(slots("增进互信。推进安全。", words), "增进互信。推进安全。", "zh", 3) == []
