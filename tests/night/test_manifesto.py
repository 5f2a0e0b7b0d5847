"""The room chooses what it asks for, so that as many people as possible are spoken for."""

import numpy as np
import pytest

from opennight.lineup.ballot import line
from opennight.lineup.select import phragmen
from opennight.night import asks, manifesto
from opennight.night.asks import AskDropped, AskPut, DropAsk, TakeUp, TakeUpFromWall, WriteAsk
from opennight.night.board import SceneSet
from opennight.night.lineup import PlacePitch
from opennight.night.manifesto import (
    AskBacked,
    AskUnbacked,
    BackAsk,
    CloseManifesto,
    ManifestoSet,
    MoveAsk,
    OpenManifesto,
    PutAll,
    SettleManifesto,
    UnbackAsk,
)
from opennight.night.messages import Command, acting
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.slips import PrintSlips
from opennight.night.wall_sight import HideOffer, ShowOffer
from opennight.numbering import ballot
from tests.cast import (
    Somebody,
    Story,
    a_night,
    attendee,
    guest,
    happened,
    helper,
    host,
    neighbour,
    outsider,
    take_back,
    what_is,
)
from tests.offered import LAND, PLOTS


@pytest.fixture
def shared(story: Story) -> Story:
    """A group on bees shares: it has two actions, a quote and a question."""
    return story.given(
        host(MakePitch, person=0, title="Bees"),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(MovePhase, to="share"),
        *(host(WriteNote, person=0, group=1, kind="action", text=text) for text in ("Beds", "A gate")),
        host(WriteNote, person=0, group=1, kind="quote", text="They sting", who="Zed"),
        host(WriteNote, person=0, group=1, kind="question", text="Who pays?"),
    )


@pytest.fixture
def asked(shared: Story) -> Story:
    """Three asks: an action, a question, and a sentence of the host's."""
    return shared.given(host(TakeUp, note=1), host(TakeUp, note=4), host(WriteAsk, text="Buy soup"))


@pytest.fixture
def chosen(asked: Story) -> Story:
    """Ada wants the first two, Ben the first, Cleo the third; two are put."""
    return asked.given(
        host(OpenManifesto, places=2, dots=2),
        *(attendee(BackAsk, ask=no) for no in (1, 2)),
        neighbour(BackAsk, ask=1),
        Somebody(acting(3))(BackAsk, ask=3),
        host(CloseManifesto),
        lambda night: host(SettleManifesto, line=by_the_rule(night)),
    )


def by_the_rule(night: object) -> tuple[int, ...]:
    """The line of the rule, worked out here and not in a process of its own."""
    asks, question = ballot(night)  # type: ignore[arg-type]
    return tuple(asks[place] for place in line(question))


def texts(story: Story) -> list[str]:
    return [asks.text(story.night, ask) for ask in manifesto.put(story.night)]


def test_the_host_takes_up_what_groups_wrote_and_writes_more(shared: Story) -> None:
    shared.when(host(TakeUp, note=1)).then(happened(AskPut, no=1, note=1))
    shared.when(host(TakeUp, note=1)).then()
    shared.when(host(TakeUp, note=3)).then_refused("missing", "cannot be asked for")
    shared.when(host(TakeUp, note=9)).then_refused("missing", "no such note")
    shared.when(host(WriteAsk, text=" Buy  soup ")).then(happened(AskPut, no=2, text="Buy soup"))
    shared.when(host(WriteAsk, text=" ")).then_refused("bad", "write something", field="text")
    shared.when(host(WriteAsk, text="x" * 241)).then_refused("bad", "Too long by 1", field="text")
    assert [note.no for note in asks.to_take_up(shared.night)] == [2, 4], "actions come first"


def test_a_room_can_look_through_only_so_many(shared: Story) -> None:
    shared.given(*(host(WriteAsk, text=f"Ask {no}") for no in range(asks.CANDIDATES)))
    shared.when(host(WriteAsk, text="More")).then_refused("quota", "as many as a room can look through")
    shared.when(host(TakeUp, note=1)).then_refused("quota", "Drop one first")
    shared.given(host(DropAsk, ask=1)).when(host(TakeUp, note=1)).then(happened(AskPut, no=61, note=1))


def test_its_words_are_those_of_the_group(asked: Story) -> None:
    asked.given(host(EditNote, note=1, text="Twenty beds"))
    assert asks.text(asked.night, asked.night.manifesto.asks[1]) == "Twenty beds"
    asked.given(host(HideNote, note=1))
    assert [ask.no for ask in asks.standing(asked.night)] == [2, 3], "what is hidden cannot be asked for"
    asked.given(host(ShowNote, note=1), host(DropAsk, ask=1))
    assert [ask.no for ask in asks.standing(asked.night)] == [2, 3]
    asked.when(host(TakeUp, note=1)).then(happened(AskDropped, ask=1, dropped=False))


def test_what_people_need_is_taken_up_from_the_wall(asked: Story) -> None:
    """Beside what groups wrote, if the record may have it; and its words stay those of its owner."""
    asked.given(
        attendee(MakeOffer, **LAND | {"listed": True}),
        neighbour(MakeOffer, **LAND),
        attendee(MakeOffer, **PLOTS),
    )
    assert [one.no for one in asks.on_the_wall(asked.night)] == [1]
    no = len(asked.night.manifesto.asks) + 1
    asked.when(host(TakeUpFromWall, offer=1)).then(happened(AskPut, no=no, offer=1))
    asked.when(host(TakeUpFromWall, offer=1)).then()
    ask = asks.find(asked.night, no)
    assert asks.text(asked.night, ask) == LAND["text"]
    assert asks.on_the_wall(asked.night) == []
    asked.given(attendee(CloseOffer, offer=1))
    assert asks.is_seen(asked.night, ask), "it has found somebody, and is asked for all the same"
    asked.given(host(HideOffer, offer=1))
    assert not asks.is_seen(asked.night, ask)
    asked.given(host(ShowOffer, offer=1), host(RemovePerson, person=1))
    assert not asks.is_seen(asked.night, ask)


def test_what_cannot_be_taken_up_from_the_wall(asked: Story) -> None:
    asked.given(neighbour(MakeOffer, **LAND), attendee(MakeOffer, **PLOTS))
    asked.when(host(TakeUpFromWall, offer=1)).then_refused("forbidden", "kept out of the open record")
    for offer in (2, 9):
        asked.when(host(TakeUpFromWall, offer=offer)).then_refused("missing", "no such ask")
    asked.given(host(HideOffer, offer=1))
    asked.when(host(TakeUpFromWall, offer=1)).then_refused("missing", "no such ask")


def test_an_ask_from_the_wall_that_was_dropped_is_taken_up_again(asked: Story) -> None:
    no = len(asked.night.manifesto.asks) + 1
    asked.given(attendee(MakeOffer, **LAND | {"listed": True}), host(TakeUpFromWall, offer=1))
    asked.given(host(DropAsk, ask=no))
    asked.when(host(TakeUpFromWall, offer=1)).then(happened(AskDropped, ask=no, dropped=False))
    asked.given(take_back(asked.night))
    assert [one.no for one in asks.on_the_wall(asked.night)] == [1]


def test_people_give_dots_while_it_is_open(asked: Story) -> None:
    asked.when(attendee(BackAsk, ask=1)).then_refused("late", "has not opened")
    asked.when(host(OpenManifesto, places=2, dots=1)).then(
        happened(ManifestoSet, open=True, places=2, dots=1, chosen=(), order=()),
        happened(SceneSet, scene="assembly"),
    )
    asked.when(host(OpenManifesto, places=2, dots=1)).then()
    asked.when(attendee(BackAsk, ask=1)).then(happened(AskBacked, person=1, ask=1))
    asked.when(attendee(BackAsk, ask=1)).then()
    asked.when(attendee(BackAsk, ask=2)).then_refused("full", "no dots left")
    asked.when(attendee(BackAsk, ask=9)).then_refused("missing", "no such ask")
    asked.when(attendee(BackAsk, person=2, ask=2)).then_refused("forbidden", "only do this for yourself")
    asked.when(outsider(BackAsk, ask=2)).then_refused("forbidden", "Join the night first")
    asked.when(attendee(UnbackAsk, ask=1)).then(happened(AskUnbacked, person=1, ask=1))
    asked.when(attendee(UnbackAsk, ask=1)).then()
    asked.given(attendee(BackAsk, ask=1), host(HideNote, note=1))
    assert manifesto.left(asked.night, 1) == 1, "the dot on what was hidden is free"
    asked.given(host(MovePhase, to="talk"))
    asked.when(attendee(BackAsk, ask=2)).then_refused("late", "opens when the groups share")


def test_without_a_number_people_back_as_many_as_they_like(asked: Story) -> None:
    asked.given(host(OpenManifesto, places=1, dots=0), *(attendee(BackAsk, ask=no) for no in (1, 2, 3)))
    assert manifesto.left(asked.night, 1) is None


def test_helpers_give_dots_for_people_without_a_phone(asked: Story) -> None:
    asked.given(helper(Join, name="Nora", phone=False), host(OpenManifesto))
    asked.when(helper(BackAsk, person=4, ask=1)).then(happened(AskBacked, person=4, ask=1))


def test_where_voting_needs_a_slip_this_does_too(story: Story) -> None:
    story.given(
        host(PrintSlips, count=2),
        guest(Join, name="Zoe", slip=1),
        host(WriteAsk, text="Buy soup"),
        host(MovePhase, to="share"),
        host(OpenManifesto),
    )
    story.when(attendee(BackAsk, ask=1)).then_refused("forbidden", "need a slip")
    story.given(Somebody(acting(len(story.night.people)))(BackAsk, ask=1))


@pytest.mark.parametrize(
    ("command", "field"),
    [(OpenManifesto, "places"), (OpenManifesto, "dots")],
)
def test_numbers_have_limits(asked: Story, command: type[Command], field: str) -> None:
    for number in (-1, 21):
        asked.when(host(command, **{field: number})).then_refused("bad", "number", field=field)


def test_there_has_to_be_something_to_choose_from(story: Story) -> None:
    story.given(host(MovePhase, to="share"))
    story.when(host(OpenManifesto)).then_refused("late", "nothing to choose from")
    story.when(host(PutAll)).then_refused("late", "nothing to put")
    story.given(host(MovePhase, to="closed"))
    story.when(host(WriteAsk, text="Buy soup")).then_refused("late", "closed")


def test_the_choice_speaks_for_as_many_as_possible(chosen: Story) -> None:
    """The second ask has as many dots as the third; but whoever wants it has the first already."""
    assert texts(chosen) == ["Beds", "Buy soup"]
    assert [(one.ask.no, one.back, one.nothing) for one in manifesto.chosen(chosen.night)] == [
        (1, 2, 2),
        (3, 1, 1),
    ]
    assert len(manifesto.voters(chosen.night, chosen.night.manifesto.chosen)) == 3
    assert manifesto.by_dots(chosen.night) == (1, 2), "counting dots alone would leave one with nothing"


def test_the_choice_waits_for_dots_and_for_its_close(asked: Story) -> None:
    asked.when(host(SettleManifesto, line=(1,))).then_refused("late", "Let the room choose")
    asked.given(host(OpenManifesto))
    asked.when(host(SettleManifesto, line=(1,))).then_refused("late", "then close the choice")
    asked.given(host(CloseManifesto))
    asked.when(host(CloseManifesto)).then()
    asked.when(host(SettleManifesto, line=(1, 2, 3))).then_refused("late", "Nobody has chosen")


def test_what_was_dropped_while_the_rule_worked_is_passed_over(chosen: Story) -> None:
    chosen.given(host(DropAsk, ask=1))
    chosen.when(host(SettleManifesto, line=(1, 1, 99, 3, 2))).then(
        happened(ManifestoSet, open=False, places=2, dots=2, chosen=(3, 2), order=(3, 2))
    )


def test_the_reasons_are_true_of_large_rooms() -> None:
    """Given 400 people with random wishes, the numbers that explain the choice are those that a second
    count, by sets, comes to; and what is chosen is what the rule of the line-up takes first."""
    chance = np.random.default_rng(6)
    story = a_night().given(
        *(helper(Join, name=f"P{no}", phone=False) for no in range(4, 401)),
        *(host(WriteAsk, text=f"Ask {no}") for no in range(12)),
        host(MovePhase, to="share"),
        host(OpenManifesto, places=4, dots=3),
    )
    draw = 1 / np.arange(1, 13)
    wants = {
        no: set((chance.choice(12, 3, replace=False, p=draw / draw.sum()) + 1).tolist())
        for no in range(1, 401)
    }
    story.given(*(Somebody(acting(no))(BackAsk, ask=ask) for no, asks in wants.items() for ask in asks))
    story.given(host(CloseManifesto), lambda night: host(SettleManifesto, line=by_the_rule(night)))
    had: set[int] = set()
    for one in manifesto.chosen(story.night):
        mine = {no for no, asks in wants.items() if one.ask.no in asks}
        assert (one.back, one.nothing) == (len(mine), len(mine - had))
        had |= mine
    approves = np.array([[ask in wants[no] for ask in range(1, 13)] for no in range(1, 401)], np.int32)
    assert [one.ask.no for one in manifesto.chosen(story.night)] == (phragmen(approves)[:4] + 1).tolist()
    assert had == manifesto.voters(story.night, story.night.manifesto.chosen)


def test_the_desk_steers_the_order(chosen: Story) -> None:
    chosen.given(host(MoveAsk, ask=3, up=True))
    assert texts(chosen) == ["Buy soup", "Beds"]
    assert [one.ask.no for one in manifesto.chosen(chosen.night)] == [1, 3], "the reasons stay"
    chosen.when(host(MoveAsk, ask=3, up=True)).then()
    chosen.when(host(MoveAsk, ask=2, up=True)).then_refused("missing", "no such ask")


def test_a_small_room_puts_all_without_a_choice(asked: Story) -> None:
    asked.given(host(PutAll))
    assert texts(asked) == ["Beds", "Who pays?", "Buy soup"]
    assert manifesto.chosen(asked.night) == []
    asked.given(*(host(WriteAsk, text=f"Ask {no}") for no in range(20)))
    asked.when(host(PutAll)).then_refused("full", "let the room choose")


def test_dots_go_and_come_with_a_person(chosen: Story) -> None:
    chosen.given(host(RemovePerson, person=2))
    assert [one.back for one in manifesto.chosen(chosen.night)] == [1, 1]
    chosen.given(host(LetBackIn, person=2))
    assert [one.back for one in manifesto.chosen(chosen.night)] == [2, 1]


@pytest.mark.parametrize(
    "command",
    [
        host(DropAsk, ask=1),
        host(MoveAsk, ask=3, up=True),
        host(OpenManifesto, places=3),
        host(PutAll),
    ],
)
def test_each_step_of_the_desk_is_undone(chosen: Story, command: Command) -> None:
    before = what_is(chosen.night)
    chosen.when(command)
    assert chosen.events
    chosen.given(take_back(chosen.night))
    assert what_is(chosen.night) == before


def test_an_ask_that_was_taken_up_by_mistake_is_gone_again(asked: Story) -> None:
    asked.given(host(TakeUp, note=2))
    asked.given(take_back(asked.night))
    assert [ask.no for ask in asks.standing(asked.night)] == [1, 2, 3]
