"""Promises live on: whoever is in ticks them off, moves their day or lets them go, also months later."""

from typing import Any

import msgspec
import pytest

from opennight.night import keeping, promises
from opennight.night.groups import JoinGroup
from opennight.night.keeping import (
    KeepPromise,
    LetPromiseGo,
    MovePromise,
    PromiseStands,
    TakePromiseUp,
)
from opennight.night.lineup import PlacePitch
from opennight.night.links import SayTalked
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote, WriteNote
from opennight.night.passing import WriteTogether
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn, ImOut, PromiseLeft
from opennight.night.sequels import HideSequel, SequelAdded
from opennight.record import cover, outcome
from tests.cast import (
    SEVEN,
    Somebody,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

HEDGE, BENCH, BOTH = "note:1", "note:2", "joint:1"
SIX_WEEKS = SEVEN + 42 * 24 * 3600 * 1000


def later(who: Somebody, command: type[Command], **fields: Any) -> Any:
    """The same command, six weeks on."""
    return msgspec.structs.replace(who(command, **fields), at=SIX_WEEKS)


@pytest.fixture
def promised(story: Story) -> Story:
    return over(story)


def over(story: Story) -> Story:
    """The attendee's group plants a hedge, for which the neighbour is in; nobody is in on the bench. The
    attendee's group and the neighbour's do something together. The night is over."""
    return story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=2),
        attendee(WriteNote, group=1, kind="action", text="Plant a hedge", due="by Friday"),
        attendee(WriteNote, group=1, kind="action", text="Build a bench"),
        *(one(SayTalked, group=no, other=3 - no) for one, no in ((attendee, 1), (neighbour, 2))),
        attendee(WriteTogether, link=1, text="Read to the bees"),
        neighbour(ImIn, about=HEDGE),
        host(MovePhase, to="closed"),
    )


def test_the_record_counts_what_two_groups_do_together(promised: Story) -> None:
    made = outcome.of(promised.night)
    assert made.totals.actions == len(cover.of(made).deeds) == 3


def test_it_is_ticked_off_six_weeks_on(promised: Story) -> None:
    promised.when(later(neighbour, KeepPromise, about=HEDGE)).then(
        happened(PromiseStands, about=HEDGE, person=2, state="done")
    )
    assert keeping.stands(promised.night, HEDGE) == ("done", "", SIX_WEEKS)
    promised.when(later(neighbour, KeepPromise, about=HEDGE)).then()
    promised.when(later(neighbour, TakePromiseUp, about=HEDGE)).then(
        happened(PromiseStands, about=HEDGE, person=2, state="open")
    )


def test_its_day_is_moved(promised: Story) -> None:
    promised.given(later(neighbour, KeepPromise, about=HEDGE))
    promised.when(later(neighbour, MovePromise, about=HEDGE, day="2027-03-01")).then(
        happened(PromiseStands, about=HEDGE, person=2, state="open", day="2027-03-01")
    )
    for day, words in (("", "Pick a day"), ("2026-11-22", "over"), ("2087-01-01", "far ahead")):
        promised.when(later(neighbour, MovePromise, about=HEDGE, day=day)).then_refused(
            "bad", words, field="day"
        )
    promised.when(later(neighbour, KeepPromise, about=HEDGE)).then(
        happened(PromiseStands, about=HEDGE, person=2, state="done", day="2027-03-01")
    )


def test_it_is_let_go_with_a_word_why(promised: Story) -> None:
    """The word is what came after the night, so it is read, hidden and taken back as such."""
    promised.when(later(neighbour, LetPromiseGo, about=HEDGE, text="The ground is rock")).then(
        happened(PromiseStands, about=HEDGE, person=2, state="let go"),
        happened(SequelAdded, no=1, person=2, text="The ground is rock", about=HEDGE),
    )
    promised.given(host(HideSequel, sequel=1))
    assert keeping.stands(promised.night, HEDGE).state == "let go"
    promised.when(later(latecomer, ImIn, about=HEDGE))
    assert keeping.stands(promised.night, HEDGE).state == "open", "somebody takes it up after all"


def test_whoever_lets_go_while_others_are_in_only_leaves(promised: Story) -> None:
    promised.given(latecomer(ImIn, about=HEDGE))
    promised.when(neighbour(LetPromiseGo, about=HEDGE)).then(happened(PromiseLeft, person=2, about=HEDGE))
    assert keeping.stands(promised.night, HEDGE).state == "open"
    promised.when(latecomer(LetPromiseGo, about=HEDGE)).then(
        happened(PromiseStands, about=HEDGE, person=3, state="let go")
    )


def test_where_nobody_is_in_its_group_says_so(promised: Story) -> None:
    assert not promises.owners(promised.night, BENCH)
    promised.when(neighbour(KeepPromise, about=BENCH)).then_refused("forbidden", "Only people who are in")
    promised.when(attendee(KeepPromise, about=BENCH)).then(
        happened(PromiseStands, about=BENCH, person=1, state="done")
    )
    for one in (attendee, neighbour):
        promised.given(one(KeepPromise, about=BOTH), one(TakePromiseUp, about=BOTH))
    assert keeping.stands(promised.night, BOTH).state == "open"


def test_whoever_has_gone_home_says_so_too(promised: Story) -> None:
    promised.given(host(MovePhase, to="share"), neighbour(Leave), host(MovePhase, to="closed"))
    promised.when(later(neighbour, KeepPromise, about=HEDGE, text="It grows")).then(
        happened(PromiseStands, about=HEDGE, person=2, state="done"),
        happened(SequelAdded, no=1, person=2, text="It grows", about=HEDGE),
    )


def test_the_desk_says_so_for_people_without_a_phone(promised: Story) -> None:
    promised.given(
        host(MovePhase, to="share"),
        helper(Join, name="Nora", phone=False),
        helper(ImIn, person=4, about=BENCH),
    )
    promised.when(host(KeepPromise, person=0, about=HEDGE)).then_refused(
        "forbidden", "Only people who are in"
    )
    promised.when(host(KeepPromise, person=2, about=HEDGE)).then_refused("forbidden", "They have a phone")
    promised.when(host(KeepPromise, person=4, about=HEDGE)).then_refused(
        "forbidden", "Only people who are in"
    )
    promised.when(helper(KeepPromise, person=4, about=BENCH, text="It stands")).then(
        happened(PromiseStands, about=BENCH, person=4, state="done"),
        happened(SequelAdded, no=1, person=4, text="It stands", about=BENCH),
    )
    promised.when(host(TakePromiseUp, person=0, about=BENCH)).then(
        happened(PromiseStands, about=BENCH, person=0, state="open")
    )


def test_what_the_desk_says_can_be_undone(promised: Story) -> None:
    promised.given(later(attendee, MovePromise, about=BENCH, day="2027-02-01"))
    before = keeping.stands(promised.night, BENCH)
    promised.given(host(KeepPromise, person=0, about=BENCH))
    assert keeping.stands(promised.night, BENCH).state == "done"
    promised.given(take_back)
    assert keeping.stands(promised.night, BENCH) == before


def test_what_somebody_said_who_is_removed_counts_for_nothing(promised: Story) -> None:
    promised.given(
        host(MovePhase, to="share"),
        latecomer(ImIn, about=HEDGE),
        latecomer(KeepPromise, about=HEDGE),
        host(RemovePerson, person=3),
    )
    assert keeping.stands(promised.night, HEDGE) == ("open", "", 0)
    promised.given(host(LetBackIn, person=3))
    assert keeping.stands(promised.night, HEDGE).state == "done"


@pytest.mark.parametrize(
    ("command", "kind", "words"),
    [
        (outsider(KeepPromise, about=HEDGE), "forbidden", "Join the night first"),
        (latecomer(KeepPromise, about=HEDGE), "forbidden", "Only people who are in"),
        (attendee(LetPromiseGo, about=HEDGE), "forbidden", "Only people who are in"),
        (attendee(MovePromise, person=2, about=HEDGE, day="2027-03-01"), "forbidden", "for yourself"),
        (attendee(TakePromiseUp, person=0, about=BENCH), "forbidden", "for yourself"),
        (neighbour(KeepPromise, about="note:9"), "missing", "nothing like that"),
        (neighbour(KeepPromise, about="meeting:1"), "missing", "nothing like that"),
        (neighbour(KeepPromise, about=""), "missing", "nothing like that"),
        (neighbour(KeepPromise, about=HEDGE, text="x" * 301), "bad", "the limit is"),
    ],
)
def test_what_is_refused(promised: Story, command: Command, kind: Any, words: str) -> None:
    promised.when(command).then_refused(kind, words, field="text" if kind == "bad" else "")


def test_not_before_there_is_anything_to_tell(promised: Story) -> None:
    promised.given(host(MovePhase, to="talk"))
    promised.night.published = False  # a night that was never closed
    with pytest.raises(Exception, match="the groups have shared"):
        keeping.keep(promised.night, neighbour(KeepPromise, about=HEDGE))


def test_what_is_hidden_is_nobody_s_to_keep(promised: Story) -> None:
    promised.given(host(MovePhase, to="share"), host(HideNote, note=1))
    promised.when(neighbour(KeepPromise, about=HEDGE)).then_refused("missing", "nothing like that")


def test_nobody_ticks_to_and_fro_for_ever(promised: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_TURNS", 2)
    promised.given(neighbour(KeepPromise, about=HEDGE), neighbour(TakePromiseUp, about=HEDGE))
    promised.when(neighbour(KeepPromise, about=HEDGE)).then_refused("quota", "too many times")


def test_taking_it_back_leaves_what_was_done(promised: Story) -> None:
    promised.given(neighbour(KeepPromise, about=HEDGE), neighbour(ImOut, about=HEDGE))
    assert keeping.stands(promised.night, HEDGE).state == "done"
    promised.when(neighbour(TakePromiseUp, about=HEDGE)).then_refused("forbidden", "Only people who are in")
