"""A question to the whole room: the host asks, everybody answers with a line, and the board shows them.

How the lines are put together is in piles.py.
"""

from opennight.night import board, people, sight, slow, why
from opennight.night.closed import refuse_closed
from opennight.night.kept.room_questions import Line, RoomQuestion
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.quotas import places
from opennight.night.state import Night

TEXT = 120
LINE = 100
EACH = 5
MOST = 50
MOST_LINES = 5000
MOST_EVER = 20
"""Lines that one person can ever write to one question, also if they are taken away again."""


class AskRoom(Command, frozen=True):
    """Ask everybody, for so many lines each. The board shows it; the question before takes no more lines."""

    text: str
    each: int = 1


class OpenQuestion(Command, frozen=True):
    """Take lines to this question, or no more."""

    question: int
    open: bool


class SayLine(Command, frozen=True):
    person: int
    question: int
    text: str


class HideLine(Command, frozen=True):
    line: int
    why: str = ""


class ShowLine(Command, frozen=True):
    line: int


class LetLinesIn(Command, frozen=True):
    """Let in what waits of these: what the desk saw when it pressed, and nothing later."""

    lines: tuple[int, ...]


class RoomAsked(Event, frozen=True):
    KIND = "room-asked"
    PERSONAL = ("text",)

    no: int
    each: int
    text: str = ""


class QuestionOpened(Event, frozen=True):
    """`question` takes lines now (0: none); the board shows `shown`."""

    KIND = "room-question-opened"

    question: int
    shown: int


class LineSaid(Event, frozen=True):
    KIND = "line-said"
    PERSONAL = ("text",)

    no: int
    question: int
    person: int
    text: str = ""
    waiting: bool = False


class LineHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "line-hidden"
    PERSONAL = ("why",)

    line: int
    waiting: bool = False
    why: str = ""


class LineShown(Event, frozen=True):
    KIND = "line-shown"

    line: int


def now(night: Night) -> RoomQuestion | None:
    """The question that takes lines now."""
    return night.room_questions.asked.get(night.room_questions.open) if night.phase != "closed" else None


def on_board(night: Night) -> RoomQuestion | None:
    return night.room_questions.asked.get(night.room_questions.shown)


def is_seen(night: Night, line: Line) -> bool:
    """Whether the room sees it. What somebody wrote who was removed left with them."""
    author = night.people.get(line.person)
    return not line.hidden and not (author and author.removed)


def lines(night: Night, question: int) -> list[Line]:
    """The lines that the room sees, oldest first."""
    every = night.room_questions.lines.values()
    return [line for line in every if line.question == question and is_seen(night, line)]


def waiting(night: Night) -> list[Line]:
    """Those that the desk has yet to read, oldest first."""
    return [line for line in night.room_questions.lines.values() if line.waiting]


def by_person(night: Night, question: int, person: int) -> list[Line]:
    """All that this person ever wrote to this question."""
    every = night.room_questions.lines.values()
    return [line for line in every if line.question == question and line.person == person]


def standing(night: Night, question: int, person: int) -> list[Line]:
    """This person's lines that can be seen or wait to be."""
    return [line for line in by_person(night, question, person) if not sight.is_gone(line)]


def left(night: Night, question: int, person: int) -> int:
    """How many lines this person can still write."""
    each = night.room_questions.asked[question].each
    if len(by_person(night, question, person)) >= MOST_EVER:
        return 0
    return max(0, each - len(standing(night, question, person)))


def find(night: Night, no: int) -> RoomQuestion:
    question = night.room_questions.asked.get(no)
    if question is None:
        raise Refused(_("Nobody has asked the room that."), "missing")
    return question


def find_line(night: Night, no: int) -> Line:
    line = night.room_questions.lines.get(no)
    if line is None:
        raise Refused(_("This night has no such line."), "missing")
    return line


def ask(night: Night, command: AskRoom) -> list[Event]:
    refuse_closed(night)
    text = clean(command.text, TEXT, "text")
    if not 1 <= command.each <= EACH:
        raise Refused(_("Pick a number from 1 to %(most)s."), field="each", most=EACH)
    asked = night.room_questions.asked
    if len(asked) >= MOST:
        raise Refused(_("This night has asked enough questions. Open one of them again."), "quota")
    no = len(asked) + 1
    scene: list[Event] = board.on_board(night, "asked")
    return [RoomAsked(no=no, text=text, each=command.each), QuestionOpened(question=no, shown=no), *scene]


def open_question(night: Night, command: OpenQuestion) -> list[Event]:
    refuse_closed(night)
    question = find(night, command.question)
    state = night.room_questions
    if command.open:
        scene = board.on_board(night, "asked")
        opened = (state.open, state.shown) != (question.no, question.no)
        return [*([QuestionOpened(question=question.no, shown=question.no)] if opened else []), *scene]
    return [QuestionOpened(question=0, shown=state.shown)] if state.open == question.no else []


def say(night: Night, command: SayLine) -> list[Event]:
    person = people.require_self(night, command, command.person)
    refuse_closed(night)
    question = find(night, command.question)
    if night.room_questions.open != question.no:
        raise Refused(_("The host is taking no more lines for this question."), "late")
    own = by_person(night, question.no, person.no)
    slow.refuse_haste(night, command, max((line.at for line in own), default=None))
    if not left(night, question.no, person.no):
        raise Refused(_("You have used up your lines. Take one away to write another."), "quota")
    every = night.room_questions.lines
    if len(every) >= places(MOST_LINES, desk=command.at_desk):
        raise Refused(_("The wall is full. Say it aloud."), "quota")
    return [
        LineSaid(
            no=len(every) + 1,
            question=question.no,
            person=person.no,
            text=clean(command.text, LINE, "text"),
            waiting=night.setup.approve_comments and not command.at_desk,
        )
    ]


def hide(night: Night, command: HideLine) -> list[Event]:
    line = find_line(night, command.line)
    if not command.at_desk and (command.by == DESK or command.by != line.person):
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(line, LineHidden(line=line.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowLine) -> list[Event]:
    line = find_line(night, command.line)
    return sight.show(line, LineShown(line=line.no))


def let_in(night: Night, command: LetLinesIn) -> list[Event]:
    every = night.room_questions.lines
    those = [every[no] for no in dict.fromkeys(command.lines) if no in every]
    return [LineShown(line=line.no) for line in those if line.waiting]


def asked(night: Night, event: RoomAsked) -> None:
    night.room_questions.asked[event.no] = RoomQuestion(event.no, event.text, event.each)


def opened(night: Night, event: QuestionOpened) -> None:
    night.room_questions.open, night.room_questions.shown = event.question, event.shown


def said(night: Night, event: LineSaid) -> None:
    line = Line(event.no, event.question, event.person, event.text, night.at)
    line.hidden = line.waiting = event.waiting
    night.room_questions.lines[event.no] = line


def hidden(night: Night, event: LineHidden) -> None:
    sight.put(night.room_questions.lines[event.line], hidden=True, waiting=event.waiting)


def shown(night: Night, event: LineShown) -> None:
    sight.put(night.room_questions.lines[event.line], hidden=False)


def sight_back(night: Night, event: LineHidden | LineShown) -> list[Event]:
    line = night.room_questions.lines[event.line]
    no = line.no
    return sight.back(line, lambda waits: LineHidden(line=no, waiting=waits), LineShown(line=no))


def opened_back(night: Night, event: QuestionOpened) -> list[Event]:
    """A question that was asked stays in the list, where it can be opened again."""
    state = night.room_questions
    return [QuestionOpened(question=state.open, shown=state.shown)]


def opened_called(night: Night, event: QuestionOpened) -> Label:
    if event.question:
        return Label(_("asking the room a question"))
    return Label(_("taking no more lines"))


DECIDE = {
    AskRoom: ask,
    OpenQuestion: open_question,
    SayLine: say,
    HideLine: hide,
    ShowLine: show,
    LetLinesIn: let_in,
}
EVOLVE = {RoomAsked: asked, QuestionOpened: opened, LineSaid: said, LineHidden: hidden, LineShown: shown}
UNDO: dict[type[Event], Undo] = {
    QuestionOpened: (opened_called, opened_back),
    LineHidden: (plain(_("hiding a line")), sight_back),
    LineShown: (plain(_("showing a line")), sight_back),
}
