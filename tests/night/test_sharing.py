"""Groups go before the room; people appreciate and comment; the desk keeps order."""

from typing import Any

import pytest

from opennight.night import sharing
from opennight.night.kept.parts import PHASES, Phase
from opennight.night.lineup import DropGroup, PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quotas import Each
from opennight.night.sharing import (
    MOST_EVER,
    TEXT,
    Appreciate,
    Appreciated,
    Commented,
    CommentHidden,
    CommentShown,
    GroupShown,
    HeartTakenBack,
    HideComment,
    MakeComment,
    ShowComment,
    ShowGroup,
    TakeBackHeart,
)
from tests.cast import (
    CORNER,
    EARLY,
    HALL,
    LATE,
    Somebody,
    Story,
    attendee,
    happened,
    helper,
    host,
    neighbour,
    outsider,
)

BREAD, BEES, BOOKS = 1, 2, 3
"""The groups, in the order in which their pitches were placed."""


@pytest.fixture
def sharing_time(story: Story) -> Story:
    """Early: Books in the hall, Bees in the corner. Late: Bread."""
    story.given(*(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")))
    return story.given(
        host(PlacePitch, pitch=3, slot=LATE.id, room=CORNER.id),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=CORNER.id),
        host(PlacePitch, pitch=2, slot=EARLY.id, room=HALL.id),
        host(MovePhase, to="share"),
    )


@pytest.fixture
def commented(sharing_time: Story) -> Story:
    """Comment 1 is the attendee's, on Bees."""
    return sharing_time.given(attendee(MakeComment, group=BEES, text="Yes!"))


def test_groups_go_before_the_room_slot_by_slot_room_by_room(sharing_time: Story) -> None:
    assert sharing.order(sharing_time.night) == [BOOKS, BEES, BREAD]
    assert sharing.shown(sharing_time.night) == BOOKS
    sharing_time.when(host(ShowGroup, group=BEES)).then(happened(GroupShown, group=BEES, before=BOOKS))
    sharing_time.when(host(ShowGroup, group=BEES)).then()
    assert sharing.shown(sharing_time.night) == BEES
    sharing_time.given(host(DropGroup, group=BEES))
    assert sharing.shown(sharing_time.night) == BOOKS


def test_without_a_lineup_nobody_goes(story: Story) -> None:
    assert sharing.shown(story.night) is None
    story.when(host(ShowGroup, group=BEES)).then_refused("late", "not in the line-up")


def test_a_heart_and_no_second_one(sharing_time: Story) -> None:
    sharing_time.when(attendee(Appreciate, group=BEES)).then(happened(Appreciated, person=1, group=BEES))
    sharing_time.when(attendee(Appreciate, group=BEES)).then()
    assert sharing.hearts(sharing_time.night, BEES) == 1
    sharing_time.when(attendee(TakeBackHeart, group=BEES)).then(
        happened(HeartTakenBack, person=1, group=BEES)
    )
    sharing_time.when(attendee(TakeBackHeart, group=BEES)).then()
    assert sharing.hearts(sharing_time.night, BEES) == 0


def test_the_helper_does_it_for_somebody(sharing_time: Story) -> None:
    sharing_time.when(helper(Appreciate, person=2, group=BEES)).then(
        happened(Appreciated, person=2, group=BEES)
    )
    sharing_time.when(helper(MakeComment, person=2, group=BEES, text="Yes!")).then(
        happened(Commented, no=1, person=2, group=BEES, text="Yes!")
    )


def test_a_comment(sharing_time: Story) -> None:
    sharing_time.when(attendee(MakeComment, group=BEES, text=" More\nof this "))
    sharing_time.then(happened(Commented, no=1, person=1, group=BEES, text="More of this"))
    assert [comment.text for comment in sharing.comments(sharing_time.night, BEES)] == ["More of this"]
    assert sharing.comments(sharing_time.night, BOOKS) == []


@pytest.mark.parametrize(("text", "words"), [("", "write something"), ("x" * (TEXT + 1), "Too long")])
def test_a_comment_has_a_shape(sharing_time: Story, text: str, words: str) -> None:
    sharing_time.when(attendee(MakeComment, group=BEES, text=text)).then_refused("bad", words, field="text")


def test_others_want_to_speak_too(sharing_time: Story) -> None:
    sharing_time.given(*(attendee(MakeComment, group=BEES, text=f"{n}") for n in range(Each().comments)))
    sharing_time.when(attendee(MakeComment, group=BEES, text="More")).then_refused(
        "quota", "Give others a turn"
    )
    sharing_time.when(neighbour(MakeComment, group=BEES, text="More")).then(
        happened(Commented, no=Each().comments + 1, person=2, group=BEES, text="More")
    )


@pytest.mark.parametrize("who", [attendee, host])
def test_what_is_taken_away_can_be_said_better(sharing_time: Story, who: Somebody) -> None:
    sharing_time.given(*(attendee(MakeComment, group=BEES, text=f"{n}") for n in range(Each().comments)))
    sharing_time.given(who(HideComment, comment=7))
    sharing_time.when(attendee(MakeComment, group=BEES, text="Better")).then(
        happened(Commented, no=Each().comments + 1, person=1, group=BEES, text="Better")
    )
    sharing_time.given(host(ShowComment, comment=7), host(HideComment, comment=8))
    sharing_time.when(attendee(MakeComment, group=BEES, text="More")).then_refused(
        "quota", "Give others a turn"
    )


def test_nobody_comments_and_takes_it_away_for_ever(sharing_time: Story) -> None:
    for no in range(1, MOST_EVER + 1):
        sharing_time.given(attendee(MakeComment, group=BEES, text="Spam"), attendee(HideComment, comment=no))
    sharing_time.when(attendee(MakeComment, group=BEES, text="Spam")).then_refused(
        "quota", f"{MOST_EVER} comments in a night"
    )


OWN: list[tuple[Any, dict[str, str]]] = [
    (Appreciate, {}),
    (TakeBackHeart, {}),
    (MakeComment, {"text": "Yes!"}),
]


@pytest.mark.parametrize(("command", "fields"), OWN)
def test_nobody_does_it_for_another(sharing_time: Story, command: Any, fields: dict[str, str]) -> None:
    sharing_time.when(neighbour(command, person=1, group=BEES, **fields)).then_refused(
        "forbidden", "yourself"
    )
    sharing_time.when(outsider(command, group=BEES, **fields)).then_refused(
        "forbidden", "Join the night first"
    )
    sharing_time.given(host(RemovePerson, person=1))
    sharing_time.when(attendee(command, group=BEES, **fields)).then_refused("forbidden", "removed you")


@pytest.mark.parametrize(("command", "fields"), OWN)
@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase != "share"])
def test_sharing_has_its_time(
    sharing_time: Story, command: Any, fields: dict[str, str], phase: Phase
) -> None:
    sharing_time.given(host(MovePhase, to=phase))
    words = "closed" if phase == "closed" else "when the groups share"
    sharing_time.when(attendee(command, group=BEES, **fields)).then_refused("late", words)


@pytest.mark.parametrize(
    "command",
    [attendee(Appreciate, group=9), attendee(MakeComment, group=9, text="Yes!"), host(ShowGroup, group=9)],
)
def test_only_groups_of_the_lineup(sharing_time: Story, command: Command) -> None:
    sharing_time.when(command).then_refused("late", "not in the line-up")


def test_nobody_goes_before_a_room_that_went_home(sharing_time: Story) -> None:
    sharing_time.given(host(MovePhase, to="closed"))
    sharing_time.when(host(ShowGroup, group=BEES)).then_refused("late", "closed")


@pytest.mark.parametrize("who", [attendee, host])
def test_a_comment_is_hidden_by_its_writer_or_the_desk(commented: Story, who: Any) -> None:
    commented.when(who(HideComment, comment=1)).then(happened(CommentHidden, comment=1))
    assert sharing.comments(commented.night, BEES) == []
    commented.when(who(HideComment, comment=1)).then()


def test_and_by_nobody_else(commented: Story) -> None:
    commented.when(neighbour(HideComment, comment=1)).then_refused("forbidden", "Only the person who wrote")
    commented.when(outsider(HideComment, comment=1)).then_refused("forbidden", "Only the person who wrote")


def test_a_comment_is_shown_again(commented: Story) -> None:
    commented.given(host(HideComment, comment=1))
    commented.when(host(ShowComment, comment=1)).then(happened(CommentShown, comment=1))
    commented.when(host(ShowComment, comment=1)).then()


@pytest.mark.parametrize("command", [host(HideComment, comment=9), host(ShowComment, comment=9)])
def test_there_is_no_such_comment(commented: Story, command: Command) -> None:
    commented.when(command).then_refused("missing", "no such comment")
