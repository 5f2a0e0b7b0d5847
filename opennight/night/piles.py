"""Lines of a room that belong together: the host puts them under a name, one by one or by their words."""

from collections.abc import Sequence

from opennight.night.kept.room_questions import Line, Pile
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.room_questions import find, find_line, lines
from opennight.night.state import Night

NAME = 40
MOST = 30
SHEET = 84.0
"""So much has room on a sheet of the board, in lines of text that can be read from the back of the room."""


class PileLines(Command, frozen=True):
    """Put the lines of this question together like this, all at once; none: take them apart. What the piles
    hold was worked out before (see piling.py): lines that are gone by now are left out."""

    question: int
    piles: tuple[Pile, ...]


class PileLine(Command, frozen=True):
    """Put one line under this name; an empty one takes it out."""

    line: int
    pile: str


class LinesPiled(Event, frozen=True):
    """The lines of this question lie like this now, and all others by themselves."""

    KIND = "lines-piled"
    PERSONAL = ("piles",)

    question: int
    piles: tuple[Pile, ...] = ()


def piles(night: Night, question: int) -> list[Pile]:
    """The piles that the room sees, the biggest first."""
    found: dict[str, list[int]] = {}
    for line in lines(night, question):
        if line.pile:
            found.setdefault(line.pile, []).append(line.no)
    every = [Pile(name, tuple(those)) for name, those in found.items()]
    return sorted(every, key=lambda pile: (-len(pile.lines), pile.lines))


def piled(night: Night, question: int) -> list[tuple[str, list[Line]]]:
    """What the room sees: pile by pile, and at the end what lies by itself, newest first."""
    every = night.room_questions.lines
    together = [(pile.name, [every[no] for no in pile.lines]) for pile in piles(night, question)]
    alone = [line for line in lines(night, question) if not line.pile][::-1]
    return [*together, *([("", alone)] if alone else [])]


def sheets(night: Night, question: int) -> list[list[Pile | Line]]:
    """The same in sheets, which a board shows one after another, with its name before each pile."""
    found: list[list[Pile | Line]] = []
    room = 0.0
    together = piled(night, question)
    for name, those in together:
        head = Pile(name, tuple(line.no for line in those)) if name or len(together) > 1 else None
        for line in those:
            items: list[Pile | Line] = [head, line] if head and line is those[0] else [line]
            height = sum(map(tall, items))
            if height > room:
                found.append([])
                room = SHEET
            found[-1] += items
            room -= height
    return found


def tall(item: Pile | Line) -> float:
    """About how tall it is in a column, in lines of text with the space around them."""
    return 2.0 if isinstance(item, Pile) else 1.0 + 1.15 * (1 + len(item.text) // 24)


def all_piles(night: Night, question: int) -> tuple[Pile, ...]:
    """As they lie, also what is out of sight: it lies there again once it is back."""
    found: dict[str, list[int]] = {}
    for line in night.room_questions.lines.values():
        if line.question == question and line.pile:
            found.setdefault(line.pile, []).append(line.no)
    return tuple(Pile(name, tuple(those)) for name, those in found.items())


def tidied(night: Night, question: int, wanted: Sequence[Pile]) -> tuple[Pile, ...]:
    """The piles with the lines of this question, each in one of them; those of one name are one."""
    every, placed = night.room_questions.lines, dict[int, str]()
    for pile in wanted:
        name = clean(pile.name, NAME, "pile")
        for no in pile.lines:
            if no in every and every[no].question == question:
                placed.setdefault(no, name)
    found: dict[str, list[int]] = {}
    for no in sorted(placed):
        found.setdefault(placed[no], []).append(no)
    if len(found) > MOST:
        raise Refused(_("That is more than %(most)s piles."), "quota", field="pile", most=MOST)
    return tuple(Pile(name, tuple(those)) for name, those in found.items())


def pile_all(night: Night, command: PileLines) -> list[Event]:
    question = find(night, command.question)
    wanted = tidied(night, question.no, command.piles)
    return [] if wanted == all_piles(night, question.no) else [LinesPiled(question=question.no, piles=wanted)]


def pile_one(night: Night, command: PileLine) -> list[Event]:
    line = find_line(night, command.line)
    name = clean(command.pile, NAME, "pile", least=0)
    if name == line.pile:
        return []
    others = [
        Pile(pile.name, tuple(no for no in pile.lines if no != line.no))
        for pile in all_piles(night, line.question)
    ]
    mine = [Pile(name, (line.no,))] if name else []
    return [LinesPiled(question=line.question, piles=tidied(night, line.question, [*others, *mine]))]


def were_piled(night: Night, event: LinesPiled) -> None:
    under = {no: pile.name for pile in event.piles for no in pile.lines}
    for line in night.room_questions.lines.values():
        if line.question == event.question:
            line.pile = under.get(line.no, "")


DECIDE = {PileLines: pile_all, PileLine: pile_one}
EVOLVE = {LinesPiled: were_piled}
UNDO: dict[type[Event], Undo] = {
    LinesPiled: (
        plain(_("putting lines together")),
        lambda n, e: [LinesPiled(question=e.question, piles=all_piles(n, e.question))],
    ),
}
