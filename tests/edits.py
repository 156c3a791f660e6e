"""Edits of an invented text that keep their own account: which clauses of A became which clauses of B, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from clauses import LEAST, words_of
from invented import CONTENT, FIGURES, JOINT, MARK, Piece, Word, Writer, same_words, stays

STAYS = 0.6  # share of the characters that an edited clause keeps at least
FARTHER = 2.0  # what a moved block jumps over has so many times its characters


@dataclass(frozen=True)
class Step:
    """Clauses of A (their places) with what they became in B, in the paragraph of B where that stands."""

    change: str
    edit: str
    a: tuple[int, ...]
    b: tuple[Piece, ...]
    paragraph: int

    @property
    def untouched(self) -> bool:
        return self.change == "kept" and not self.edit and len(self.a) == len(self.b) == 1 and self.b[0].role == "clause"


class Draft:
    """The steps in the order of B (what was dropped stands where it stood), and who writes what is new."""

    def __init__(self, paragraphs: list[list[Piece]], writer: Writer) -> None:
        self.writer, self.rng, self.language = writer, writer.rng, writer.language
        flat = [(number, piece) for number, pieces in enumerate(paragraphs) for piece in pieces]
        self.source = [piece for _, piece in flat]
        self.steps = [Step("kept", "", (at,), (piece,), number) for at, (number, piece) in enumerate(flat)]
        self.paragraphs = len(paragraphs)

    def size(self, step: Step) -> int:
        return sum(len("".join(word.text for word in self.source[at].words)) for at in step.a)

    def run(self, longest: int) -> slice | None:
        """A run of untouched steps of one paragraph that follow one another in A too."""
        start = self.rng.randrange(len(self.steps))
        end = start
        while end < min(len(self.steps), start + longest) and self._goes_on(start, end):
            end += 1
        return slice(start, end) if end > start else None

    def _goes_on(self, start: int, end: int) -> bool:
        first, step = self.steps[start], self.steps[end]
        return step.untouched and step.paragraph == first.paragraph and step.a[0] == first.a[0] + end - start

    def with_words(self, *kinds: str) -> list[int]:
        """Places of untouched steps that have a word of these kinds."""
        return [at for at, step in enumerate(self.steps) if step.untouched and any(w.kind in kinds for w in step.b[0].words)]

    def new_paragraph(self) -> int:
        self.paragraphs += 1
        return self.paragraphs

    def boundaries(self) -> list[int]:
        """Places between two paragraphs of B."""
        steps = self.steps
        return [at for at in range(1, len(steps)) if steps[at - 1].paragraph != steps[at].paragraph]


def change_words(draft: Draft) -> int:
    """One to about a third of a clause's words exchanged, put in or taken out."""
    run = draft.run(1)
    return 0 if run is None else _reword(draft, run.start)


def change_heading(draft: Draft) -> int:
    """A heading keeps its number and most of its words."""
    choices = [at for at, step in enumerate(draft.steps) if step.change == "kept" and step.b[0].role == "heading"]
    return _reword(draft, draft.rng.choice(choices)) if choices else 0


def change_figures(draft: Draft) -> int:
    """Only figures, dates, ordinals, names or places change."""
    choices = draft.with_words(*FIGURES)
    if not choices:
        return 0
    at = draft.rng.choice(choices)
    words = list(draft.steps[at].b[0].words)
    places = [place for place, word in enumerate(words) if word.kind in FIGURES]
    for place in draft.rng.sample(places, draft.rng.randint(1, len(places))):
        words[place] = draft.writer.word(words[place].kind)
    piece = draft.steps[at].b[0]._replace(words=tuple(words))
    if same_words(piece, draft.steps[at].b[0], draft.language) or stays(piece, draft.steps[at].b[0]) < STAYS:
        return 0
    draft.steps[at] = replace(draft.steps[at], change="changed", b=(piece,))
    return 1


def insert_clauses(draft: Draft) -> int:
    """One to three new clauses inside a paragraph."""
    if (run := draft.run(1)) is None:
        return 0
    count = draft.rng.randint(1, 3)
    step, side = draft.steps[run.start], draft.rng.randint(0, 1)
    at = run.start + side
    draft.steps[at:at] = [_added(draft, step.paragraph) for _ in range(count)]
    return count


def insert_paragraph(draft: Draft) -> int:
    """A new paragraph of two to four clauses between two others."""
    at, paragraph, count = draft.rng.choice(draft.boundaries()), draft.new_paragraph(), draft.rng.randint(2, 4)
    draft.steps[at:at] = [_added(draft, paragraph) for _ in range(count)]
    return count


def drop_clauses(draft: Draft) -> int:
    """One to three clauses go."""
    if (run := draft.run(draft.rng.randint(1, 3))) is None:
        return 0
    draft.steps[run] = [replace(step, change="dropped", b=()) for step in draft.steps[run]]
    return run.stop - run.start


def drop_paragraph(draft: Draft) -> int:
    """A whole paragraph goes."""
    if (whole := _whole_paragraph(draft, longest=4)) is None:
        return 0
    draft.steps[whole] = [replace(step, change="dropped", b=()) for step in draft.steps[whole]]
    return whole.stop - whole.start


def move_clauses(draft: Draft) -> int:
    """One to four clauses move to another place, some of them reworded on the way."""
    run = draft.run(draft.rng.randint(1, 4))
    return 0 if run is None else _move(draft, run, range(1, len(draft.steps)), own_paragraph=False)


def move_paragraph(draft: Draft) -> int:
    """A whole paragraph moves between two others."""
    whole = _whole_paragraph(draft, longest=5)
    return 0 if whole is None else _move(draft, whole, draft.boundaries(), own_paragraph=True)


def merge_clauses(draft: Draft) -> int:
    """Two clauses become one: a conjunction or a dash between them, a middle part cut, or only the comma gone."""
    run = draft.run(2)
    if run is None or run.stop - run.start < 2:
        return 0
    first, second = draft.steps[run]
    left, right = first.b[0], second.b[0]
    if any(word.kind in (MARK, JOINT, "lead") for word in left.words + right.words):
        return 0
    grammar = draft.writer.grammar
    way = draft.rng.choice(("conjunction", "cut", "dash", "nothing"))
    if way == "cut":
        words = (*left.words[: -draft.rng.randint(1, 2)], *right.words[draft.rng.randint(1, 2) :])
    else:
        between = {"conjunction": [Word(grammar["joint"], JOINT)], "dash": [Word(grammar["dash"], MARK)]}.get(way, [])
        words = (*left.words, *between, *right.words)
    merged = right._replace(words=words)
    if min(stays(left, merged, of_first=True), stays(right, merged, of_first=True)) < STAYS:
        return 0
    change = "kept" if way in ("dash", "nothing") else "changed"
    draft.steps[run] = [replace(first, change=change, a=first.a + second.a, b=(merged,))]
    return 2


def split_clause(draft: Draft) -> int:
    """One clause becomes two at its conjunction, which stays, goes, or gives way to another word."""
    choices = draft.with_words(JOINT)
    if not choices:
        return 0
    at = draft.rng.choice(choices)
    words = (step := draft.steps[at]).b[0].words
    cut = [word.kind for word in words].index(JOINT)
    way = draft.rng.choice(("stays", "goes", "other"))
    begin = {"stays": (words[cut],), "goes": (), "other": (draft.writer.word("adverb"),)}[way]
    parts = (
        Piece(words[:cut], draft.rng.choice(draft.writer.grammar["ends"])),
        Piece((*begin, *words[cut + 1 :]), step.b[0].end),
    )
    draft.steps[at] = replace(step, change="kept" if way == "stays" else "changed", b=parts)
    return 1


def punctuate(draft: Draft) -> None:
    """In every fifth clause that keeps its words, other marks: behind it, and quotes put round a formula or taken off."""
    for at, step in enumerate(draft.steps):
        if step.untouched and draft.rng.random() < 0.2:
            words = tuple(_requoted(word) if word.kind == "formula" else word for word in step.b[0].words)
            piece = Piece(words, draft.rng.choice(draft.writer.grammar["ends"]))
            draft.steps[at] = replace(step, b=(piece,))


# How often each edit is tried, next to the others; many tries find no clause that will do.
EDITS: dict[Callable[[Draft], int], int] = {
    change_words: 8,
    change_figures: 4,
    change_heading: 1,
    insert_clauses: 2,
    insert_paragraph: 1,
    drop_clauses: 6,
    drop_paragraph: 2,
    move_clauses: 3,
    move_paragraph: 2,
    merge_clauses: 12,
    split_clause: 2,
}


def edit(draft: Draft, share: float) -> None:
    """Edits until so great a share of A's clauses is touched (new clauses count), then other marks here and there."""
    left = share * len(draft.source)
    edits, weights = zip(*EDITS.items(), strict=True)
    while left > 0:
        left -= draft.rng.choices(edits, weights)[0](draft)
    punctuate(draft)


def _reworded(draft: Draft, piece: Piece) -> Piece | None:
    """The clause with some of its words changed, or None if the draw left too little, or nothing changed."""
    words, rng = list(piece.words), draft.rng
    content = sum(word.kind in CONTENT for word in words)
    for _ in range(rng.randint(1, max(1, content // 3))):
        at = rng.choice([place for place, word in enumerate(words) if word.kind in CONTENT])
        listed = any(word.kind == MARK for word in words[max(0, at - 1) : at + 2])  # an item of a list stays
        way = rng.choices(("exchange", "insert", "remove"), (6, 2, 0 if listed else 2))[0]
        new = draft.writer.word(words[at].kind if way == "exchange" else rng.choice(("adverb", "area", "domain")))
        words[at : at + 1] = {"exchange": [new], "insert": [words[at], new], "remove": []}[way]
    changed = piece._replace(words=tuple(words))
    long_enough = len(words_of(" ".join(word.text for word in words), draft.language)) >= LEAST[draft.language]
    fits = long_enough and stays(piece, changed) >= STAYS and not same_words(piece, changed, draft.language)
    return changed if fits else None


def _reword(draft: Draft, at: int) -> int:
    if (piece := _reworded(draft, draft.steps[at].b[0])) is None:
        return 0
    draft.steps[at] = replace(draft.steps[at], change="changed", b=(piece,))
    return 1


def _added(draft: Draft, paragraph: int) -> Step:
    return Step("added", "", (), (draft.writer.clause(),), paragraph)


def _whole_paragraph(draft: Draft, longest: int) -> slice | None:
    """The steps of a paragraph that has not been touched yet, or None if the drawn one will not do."""
    steps, bounds = draft.steps, [0, *draft.boundaries(), len(draft.steps)]
    at = draft.rng.randrange(len(bounds) - 1)
    whole = slice(bounds[at], bounds[at + 1])
    fresh = all(step.change == "kept" and len(step.a) == len(step.b) == 1 for step in steps[whole])
    return whole if fresh and steps[whole][0].b[0].role in ("clause", "twin") and whole.stop - whole.start <= longest else None


def _move(draft: Draft, block: slice, places: Sequence[int], own_paragraph: bool) -> int:
    """Move a block to one of the places that is far enough: what it jumps over is clearly longer."""
    steps, size = draft.steps, sum(draft.size(step) for step in draft.steps[block])
    far = [at for at in places if not block.start <= at <= block.stop and _jumped(draft, block, at) >= FARTHER * size]
    if not far:
        return 0
    to = draft.rng.choice(far)
    moved = [_moved(draft, step) for step in steps[block]]
    if not own_paragraph:
        near = next((step for step in (steps[to - 1], steps[to]) if step.b and step.b[0].role in ("clause", "twin")), None)
        paragraph = near.paragraph if near else draft.new_paragraph()
        moved = [replace(step, paragraph=paragraph) for step in moved]
    rest = steps[: block.start] + steps[block.stop :]
    to -= len(moved) if to > block.start else 0
    draft.steps = rest[:to] + moved + rest[to:]
    return len(moved)


def _jumped(draft: Draft, block: slice, to: int) -> int:
    between = draft.steps[block.stop : to] if to > block.start else draft.steps[to : block.start]
    return sum(draft.size(step) for step in between if step.change in ("kept", "changed"))


def _moved(draft: Draft, step: Step) -> Step:
    piece = _reworded(draft, step.b[0]) if step.b[0].role == "clause" and draft.rng.random() < 0.35 else None
    return replace(step, change="moved", edit="changed" if piece else "kept", b=(piece or step.b[0],))


def _requoted(word: Word) -> Word:
    return Word(word.text.strip("“”") if word.text.startswith("“") else f"“{word.text}”", word.kind)
