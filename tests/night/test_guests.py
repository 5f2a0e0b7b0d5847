"""Guests: to whom an ask is put, who speaks for it with a minute on the lamp, and what is before the room."""

import pytest

from opennight.night import guests
from opennight.night.asks import DropAsk, WriteAsk
from opennight.night.board import SceneSet, SetScene
from opennight.night.guests import (
    ArrangeAsk,
    AskArranged,
    AskBrought,
    BringAsk,
    ChangeGuest,
    DismissGuest,
    GuestChanged,
    GuestDismissed,
    GuestInvited,
    InviteGuest,
)
from opennight.night.kept.timer import Timer
from opennight.night.manifesto import MoveAsk, PutAll
from opennight.night.messages import Command
from opennight.night.phases import MovePhase
from opennight.night.timer import StartTimer, TimerSet
from tests.cast import Story, happened, host, take_back, what_is


@pytest.fixture
def put(story: Story) -> Story:
    """Two asks are put; Jo is invited, and answers the first, for which Ada speaks."""
    return story.given(
        host(MovePhase, to="share"),
        *(host(WriteAsk, text=text) for text in ("Beds", "Soup")),
        host(PutAll),
        host(InviteGuest, name="Jo", stands_for="Council"),
        host(ArrangeAsk, ask=1, guest=1, speaker="Ada"),
    )


def test_a_guest_is_invited_changed_and_taken_off_the_list(story: Story) -> None:
    story.when(host(InviteGuest, name=" Jo ", stands_for="Council")).then(
        happened(GuestInvited, no=1, name="Jo", stands_for="Council")
    )
    story.when(host(ChangeGuest, guest=1, name="Jo Reed", stands_for="")).then(
        happened(GuestChanged, guest=1, name="Jo Reed", stands_for="")
    )
    story.when(host(ChangeGuest, guest=1, name="Jo Reed")).then()
    story.when(host(DismissGuest, guest=1)).then(happened(GuestDismissed, guest=1, gone=True))
    story.when(host(DismissGuest, guest=1)).then_refused("missing", "no such guest", field="guest")
    story.when(host(InviteGuest, name="")).then_refused("bad", "write something", field="name")
    story.when(host(InviteGuest, name="x" * 61)).then_refused("bad", "Too long", field="name")
    story.when(host(InviteGuest, name="x", stands_for="x" * 81)).then_refused(
        "bad", "Too long", field="stands_for"
    )


def test_there_is_a_limit_to_guests(story: Story) -> None:
    story.given(*(host(InviteGuest, name=f"Guest {no}") for no in range(guests.MOST)))
    story.when(host(InviteGuest, name="One more")).then_refused("quota", "as many guests")


def test_an_ask_gets_a_guest_and_a_speaker(put: Story) -> None:
    put.when(host(ArrangeAsk, ask=2, guest=1)).then(happened(AskArranged, ask=2, guest=1, speaker=""))
    put.when(host(ArrangeAsk, ask=2, guest=1)).then()
    put.when(host(ArrangeAsk, ask=2, guest=9)).then_refused("missing", "no such guest", field="guest")
    put.when(host(ArrangeAsk, ask=9, guest=1)).then_refused("missing", "no such ask")
    put.given(host(DismissGuest, guest=1))
    assert guests.of_ask(put.night, put.night.manifesto.asks[1]) is None


def test_a_name_that_was_replaced_is_forgotten(put: Story) -> None:
    told = put.night.manifesto.guests[1].named
    put.given(host(ChangeGuest, guest=1, name="Jo Reed"))
    assert told in [no for step in put.night.steps for no in step.forgets], "once no undo can bring it back"


def test_one_press_brings_an_ask_through_its_stages(put: Story) -> None:
    assert guests.following(put.night) == (put.night.manifesto.asks[1], "ask")
    put.when(host(BringAsk, ask=1)).then(
        happened(AskBrought, ask=1, stage="ask"), happened(SceneSet, scene="assembly")
    )
    speaks = host(BringAsk, ask=1, stage="speaks")
    put.when(speaks).then(
        happened(AskBrought, ask=1, stage="speaks"),
        happened(TimerSet, timer=Timer(60_000, ends=speaks.at + 60_000)),
    )
    put.when(host(BringAsk, ask=1, stage="speaks")).then()
    put.when(host(BringAsk, ask=1, stage="answer")).then(
        happened(AskBrought, ask=1, stage="answer"), happened(TimerSet, timer=Timer())
    )
    assert guests.following(put.night) == (put.night.manifesto.asks[2], "ask")
    put.given(host(BringAsk, ask=2, stage="answer"))
    assert guests.following(put.night) is None
    put.when(host(BringAsk, ask=0)).then(happened(AskBrought, ask=0, stage="ask"))
    assert guests.front(put.night) is None


def test_a_timer_that_runs_for_something_else_goes_on(put: Story) -> None:
    put.given(host(StartTimer, minutes=20))
    put.when(host(BringAsk, ask=1)).then(
        happened(AskBrought, ask=1, stage="ask"), happened(SceneSet, scene="assembly")
    )
    put.given(host(BringAsk, ask=1, stage="speaks"))
    put.when(host(BringAsk, ask=0)).then(
        happened(AskBrought, ask=0, stage="ask"), happened(TimerSet, timer=Timer())
    )


def test_it_follows_the_order_of_the_desk(put: Story) -> None:
    put.given(host(MoveAsk, ask=2, up=True))
    assert guests.following(put.night) == (put.night.manifesto.asks[2], "ask")


def test_what_is_dropped_leaves_the_front(put: Story) -> None:
    put.given(host(BringAsk, ask=1), host(DropAsk, ask=1))
    assert guests.front(put.night) is None
    put.when(host(BringAsk, ask=1)).then_refused("missing", "not among those")
    put.when(host(BringAsk, ask=2, stage="sings")).then_refused("bad", "Pick one", field="stage")
    put.given(host(MovePhase, to="closed"))
    put.when(host(BringAsk, ask=2)).then_refused("late", "closed")


def test_the_board_comes_back_to_the_ask(put: Story) -> None:
    put.given(host(BringAsk, ask=1), host(SetScene, scene="share"))
    put.when(host(BringAsk, ask=1)).then(happened(SceneSet, scene="assembly"))


@pytest.mark.parametrize(
    "command",
    [
        host(BringAsk, ask=1, stage="speaks"),
        host(ArrangeAsk, ask=1, guest=0, speaker="Ben"),
        host(ChangeGuest, guest=1, name="Jo Reed"),
        host(DismissGuest, guest=1),
    ],
)
def test_each_step_of_the_desk_is_undone(put: Story, command: Command) -> None:
    """The events that take it back have numbers of their own, and names are forgotten by those."""
    before = plainly(put)
    put.when(command)
    assert put.events
    put.given(take_back(put.night))
    assert plainly(put) == before


def plainly(story: Story) -> object:
    night = what_is(story.night)
    for guest in night.manifesto.guests.values():
        guest.named = 0
    for ask in night.manifesto.asks.values():
        ask.named = 0
    night.forgettable.clear()
    return night
