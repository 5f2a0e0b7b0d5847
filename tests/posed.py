"""What is put to everybody, for the nights of everything.py: a question to the room, and propositions."""

import copy
from collections.abc import Iterator

from opennight.night import board, piles, propositions, room_questions, telling, views
from opennight.night.kept.propositions import Found
from opennight.night.kept.room_questions import Pile
from opennight.night.messages import Command, acting
from opennight.night.phases import MovePhase
from opennight.night.state import Night
from tests.cast import Somebody, Story, attendee, helper, host, latecomer, neighbour

TOLD = (
    Found(1, "shared", 5, 1, 0, bridge=True),
    Found(2, "shared", 1, 0, 5),
    Found(3, "differ", 3, 0, 3),
    Found(4, "", 2, 3, 1),
)


def together() -> list[Command]:
    """Some lines are put together, and no more are taken."""
    return [
        host(piles.PileLines, question=2, piles=(Pile("※Water", (1, 2)),)),
        host(room_questions.OpenQuestion, question=2, open=False),
    ]


def lines() -> list[Command]:
    """The room is asked twice; there are lines, one of them hidden, and two that wait."""
    return [
        host(room_questions.AskRoom, text="※Before?"),
        host(room_questions.AskRoom, text="※Metaphor?", each=4),
        *(
            person(room_questions.SayLine, question=2, text="※River")
            for person in (attendee, neighbour, latecomer)
        ),
        *(host(room_questions.ShowLine, line=no) for no in (1, 2, 3)),
        attendee(room_questions.SayLine, question=2, text="※Gone"),
        host(room_questions.ShowLine, line=4),
        host(room_questions.HideLine, line=4),
        *(attendee(room_questions.SayLine, question=2, text="※Wait") for _line in range(2)),
    ]


def opened(*, offers: bool = True) -> list[Command]:
    """Everybody answers. Two offered sentences wait; one was let in, and one is from the wall."""
    return [
        host(propositions.AddSentences, texts=tuple(f"※Sentence ※{no}" for no in range(5))),
        host(propositions.AddPitched, pitches=(2,)),
        host(propositions.OpenRound, offers=True),
        *(attendee(propositions.OfferSentence, text="※Offered") for _offer in range(3)),
        host(propositions.ShowSentence, sentence=7),
        attendee(views.SayView, sentence=1, view="agree"),
        neighbour(views.SayView, sentence=1, view="pass"),
        host(propositions.OpenRound, offers=offers),
    ]


def answered() -> list[Command]:
    """The attendee has said all."""
    three = ("agree", "pass", "disagree")
    line = attendee(room_questions.SayLine, question=2, text="※Last")
    return [line, *(attendee(views.SayView, sentence=no, view=three[no % 3]) for no in range(1, 8))]


def told() -> list[Command]:
    """The round has ended."""
    six = [Somebody(acting(no))(views.SayView, sentence=1, view="agree") for no in (1, 2, 3, 4, 5, 6)]
    return [*six, host(telling.EndRound, found=TOLD, fresh=(1,))]


def for_others(person: int) -> list[Command]:
    """A helper has said all for somebody without a phone."""
    said = [helper(views.SayView, person=person, sentence=no, view="pass") for no in range(1, 8)]
    return [
        *(helper(room_questions.SayLine, person=person, question=2, text="※Loom") for _no in range(4)),
        *said,
    ]


def variants(full: Night, posed: Night) -> Iterator[Night]:
    """Nights in which each page of it says something else. In `full`, somebody without a phone is there."""
    yield posed
    yield Story(copy.deepcopy(posed)).given(*answered(), host(board.SetScene, scene="asked")).night
    yield Story(copy.deepcopy(posed)).given(host(room_questions.AskRoom, text="※New?")).night
    yield Story(copy.deepcopy(posed)).given(host(telling.EndRound)).night
    several = (Somebody(acting(no))(views.SayView, sentence=1, view="agree") for no in range(3, 7))
    yield Story(copy.deepcopy(posed)).given(*several, host(telling.EndRound)).night
    told_of = Story(copy.deepcopy(posed)).given(*together(), *told()).night
    yield told_of
    yield Story(copy.deepcopy(told_of)).given(host(MovePhase, to="closed")).night
    nobody = max(no for no, person in full.people.items() if not person.phone and not person.removed)
    helped = Story(full).given(*opened())
    yield copy.deepcopy(helped.night)
    yield helped.given(*for_others(nobody)).night
