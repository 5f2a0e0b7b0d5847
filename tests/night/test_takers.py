"""Who takes messages about a group: only whoever has said so, as long as they can read them; or the host."""

import pytest

from opennight.night import knocks, quieting, takers
from opennight.night.bylines import TakeName
from opennight.night.groups import JoinGroup
from opennight.night.kept.knocks import Side
from opennight.night.knocks import EndKnock, KnockAt, Knocked, KnockSaid, ReportKnock, SayMore
from opennight.night.lineup import PlacePitch
from opennight.night.merging import MergePitch
from opennight.night.messages import DESK
from opennight.night.moderation import HidePitch, LetBackIn, RemovePerson
from opennight.night.people import ComeBack, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quieting import HearReport, KnocksStopped, ReportHeard, StopKnocks
from opennight.night.taken_in import TakeIn
from opennight.night.takers import MessagesPassedOn, MessagesTaken, PassMessagesOn, TakeMessages
from tests.cast import (
    EARLY,
    HALL,
    LATE,
    Story,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    system,
    take_back,
)

OWNER: dict[str, Side] = {"side": "owner"}
ADA, BEN = 1, 2
MINE = attendee(TakeMessages, person=ADA, group=1)
BENS = neighbour(TakeMessages, person=BEN, group=1)


@pytest.fixture
def closed(groups_share: Story) -> Story:
    return groups_share.given(host(MovePhase, to="closed"))


def test_somebody_of_the_group_takes_messages_and_takes_it_back(closed: Story) -> None:
    closed.when(MINE).then(happened(MessagesTaken, person=ADA, group=1, taken=True))
    closed.when(attendee(TakeMessages, person=ADA, group=1)).then()
    assert takers.all_of(closed.night, 1) == [ADA]
    closed.when(guest(KnockAt, group=1, to=ADA, key="k1", agreed=True)).then(
        happened(Knocked, no=1, leaflet=0, group=1, person=ADA, key="k1", agreed=True)
    )
    assert knocks.to_read(closed.night, ADA) == 1
    closed.given(attendee(TakeMessages, person=ADA, group=1, taken=False))
    closed.when(guest(KnockAt, group=1, to=ADA, key="k2")).then_refused("late", "Nobody takes messages")
    closed.when(attendee(SayMore, knock=1, key="k3", **OWNER)).then(
        happened(KnockSaid, knock=1, side="owner", key="k3")
    )


def test_nobody_says_so_for_anybody_else(closed: Story) -> None:
    for who in (neighbour, host, helper, system, guest):
        closed.when(who(TakeMessages, person=ADA, group=1)).then_refused("forbidden", "for yourself")
    closed.when(latecomer(TakeMessages, person=3, group=1)).then_refused("forbidden", "")
    closed.when(attendee(TakeMessages, person=ADA, group=9)).then_refused("missing", "no such group")


def test_not_before_the_groups_have_shared(story: Story) -> None:
    story.given(
        host(MakePitch, person=0, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
    )
    story.when(MINE).then_refused("late", "once the groups have shared")


def test_whoever_cannot_read_them_is_not_written_to(closed: Story) -> None:
    closed.given(MINE, host(RemovePerson, person=ADA))
    assert takers.all_of(closed.night, 1) == []
    closed.given(host(LetBackIn, person=ADA), attendee(Leave, person=ADA))
    assert takers.all_of(closed.night, 1) == []
    closed.given(attendee(ComeBack, person=ADA))
    assert takers.all_of(closed.night, 1) == [ADA]
    closed.given(attendee(Leave, person=ADA), attendee(TakeName, person=ADA))
    closed.when(guest(KnockAt, group=1, to=ADA, key="k")).then_refused("late", "Nobody takes messages")


def test_the_host_passes_on_what_nobody_takes(closed: Story) -> None:
    assert takers.next_one(closed.night, 1) is None
    closed.when(guest(KnockAt, group=1, key="k0")).then_refused("late", "Nobody takes messages")
    closed.when(host(PassMessagesOn)).then(happened(MessagesPassedOn, passed=True))
    closed.when(host(PassMessagesOn)).then()
    assert takers.all_of(closed.night, 1) == [DESK]
    closed.given(guest(KnockAt, group=1, key="k1"))
    assert knocks.to_read(closed.night, DESK) == 1
    closed.when(helper(SayMore, knock=1, key="k2", **OWNER)).then_refused("missing", "")
    closed.given(MINE)
    closed.when(guest(KnockAt, group=1, key="k3")).then_refused("late", "Nobody takes messages")
    closed.given(take_back(closed.night))
    assert not closed.night.further.passed_on


def test_whoever_has_least_to_answer_gets_the_next_one(closed: Story) -> None:
    closed.given(BENS, MINE)
    for key, to in (("k1", BEN), ("k2", ADA), ("k3", BEN)):
        assert takers.next_one(closed.night, 1) == to
        closed.given(guest(KnockAt, group=1, to=to, key=key))
    closed.given(neighbour(EndKnock, knock=1, **OWNER), neighbour(SayMore, knock=3, key="k4", **OWNER))
    assert takers.next_one(closed.night, 1) == BEN


def test_no_more_than_one_can_read(closed: Story) -> None:
    closed.given(MINE, *(guest(KnockAt, group=1, to=ADA, key=f"k{no}") for no in range(knocks.AN_HOUR)))
    closed.when(guest(KnockAt, group=1, to=ADA, key="k")).then_refused("quota", "This group has had a lot")
    later = closed.night.at
    for no in range(knocks.MOST_UNANSWERED - knocks.AN_HOUR):
        later += knocks.HOUR
        closed.given(guest(KnockAt, group=1, to=ADA, key=f"l{no}", at=later))
    closed.when(guest(KnockAt, group=1, to=ADA, key="k", at=later + 2 * knocks.HOUR)).then_refused(
        "quota", ""
    )
    closed.given(attendee(EndKnock, knock=1, at=later + 2 * knocks.HOUR, **OWNER))
    closed.given(guest(KnockAt, group=1, to=ADA, key="k", at=later + 3 * knocks.HOUR))


def test_the_host_stops_them(closed: Story) -> None:
    closed.given(MINE)
    closed.when(host(StopKnocks, group=1)).then(happened(KnocksStopped, leaflet=0, group=1, stopped=True))
    closed.when(host(StopKnocks, group=1)).then()
    closed.when(guest(KnockAt, group=1, to=ADA, key="k")).then_refused("late", "Nobody takes messages")
    closed.given(host(PassMessagesOn))
    assert takers.all_of(closed.night, 1) == []
    closed.given(take_back)
    closed.given(take_back)
    assert takers.all_of(closed.night, 1) == [ADA]
    closed.when(host(StopKnocks, group=9)).then_refused("missing", "no such group")


def test_the_host_hears_what_is_reported(closed: Story) -> None:
    closed.given(MINE, guest(KnockAt, group=1, to=ADA, key="k1"))
    closed.when(host(HearReport, knock=1)).then_refused("missing", "no such message")
    closed.given(attendee(ReportKnock, knock=1, why="Pills", **OWNER))
    assert [one.no for one in quieting.reported(closed.night)] == [1]
    closed.when(host(HearReport, knock=1)).then(happened(ReportHeard, knock=1))
    closed.when(host(HearReport, knock=1)).then()
    assert quieting.reported(closed.night) == []


def test_what_is_out_of_sight_is_not_written_about(closed: Story) -> None:
    closed.given(MINE, host(PassMessagesOn), host(HidePitch, pitch=1))
    closed.when(guest(KnockAt, group=1, to=ADA, key="k")).then_refused("late", "Nobody takes messages")
    closed.when(guest(KnockAt, group=7, to=ADA, key="k")).then_refused("late", "")
    assert takers.title(closed.night, 1) == ""


def test_a_group_that_became_part_of_another_is_reached_through_it(story: Story) -> None:
    story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Wasps")),
        host(PlacePitch, pitch=1, slot=EARLY.id, room=HALL.id),
        host(PlacePitch, pitch=2, slot=LATE.id, room=HALL.id),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=2),
        host(MovePhase, to="closed"),
        neighbour(TakeMessages, person=BEN, group=2),
        host(MergePitch, pitch=2, into=1),
    )
    assert takers.all_of(story.night, 1) == [BEN]
    assert takers.title(story.night, 2) == "Bees"


def test_on_another_server_nobody_is_written_to(closed: Story) -> None:
    """Their phones do not open the night there."""
    closed.given(MINE, host(PassMessagesOn), guest(KnockAt, group=1, to=ADA, key="k1"))
    closed.given(system(TakeIn, of="345678", hash="x"))
    assert takers.all_of(closed.night, 1) == []
    assert knocks.of_owner(closed.night, ADA) == []
