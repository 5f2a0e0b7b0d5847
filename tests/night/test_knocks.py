"""Writing about a card: what the night knows of it, which is that something was said."""

import pytest

from opennight.night import knocks
from opennight.night.bylines import TakeName
from opennight.night.kept.knocks import Side
from opennight.night.knocks import (
    AgreeToPass,
    EndKnock,
    KnockAgreed,
    KnockAt,
    Knocked,
    KnockEnded,
    KnockReported,
    KnockSaid,
    ReportKnock,
    SayMore,
)
from opennight.night.leaflets import CloseLeaflet, MakeLeaflet
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.quieting import KnocksStopped, StopKnocks
from tests.cast import Story, attendee, guest, happened, host, neighbour, take_back

CARD = {"kind": "service", "title": "Soup", "text": "Every Friday"}
ASKER: dict[str, Side] = {"side": "asker"}
OWNER: dict[str, Side] = {"side": "owner"}


@pytest.fixture
def carded(groups_share: Story) -> Story:
    """Ada has made a card, and the host one."""
    return groups_share.given(
        host(MovePhase, to="closed"), attendee(MakeLeaflet, **CARD), host(MakeLeaflet, person=0, **CARD)
    )


@pytest.fixture
def knocked(carded: Story) -> Story:
    """Somebody has written about Ada's."""
    return carded.given(guest(KnockAt, leaflet=1, key="k1"))


def test_somebody_writes_and_its_owner_answers(carded: Story) -> None:
    carded.when(guest(KnockAt, leaflet=1, key="k1", agreed=True)).then(
        happened(Knocked, no=1, leaflet=1, key="k1", agreed=True)
    )
    assert (
        knocks.to_read(carded.night, 1),
        knocks.to_read(carded.night, 2),
        knocks.to_read(carded.night, 0),
    ) == (1, 0, 0)
    carded.when(attendee(SayMore, knock=1, key="k2", **OWNER)).then(
        happened(KnockSaid, knock=1, side="owner", key="k2")
    )
    assert knocks.to_read(carded.night, 1) == 0
    carded.given(guest(SayMore, knock=1, key="k3", **ASKER))
    assert [said.key for said in carded.night.further.knocks[1].said] == ["k1", "k2", "k3"]


def test_nobody_speaks_for_anybody_else(knocked: Story) -> None:
    for who, side in ((neighbour, OWNER), (host, OWNER), (guest, OWNER), (attendee, ASKER), (host, ASKER)):
        knocked.when(who(SayMore, knock=1, key="k2", **side)).then_refused(
            "forbidden" if not who.no and side is OWNER else "missing", ""
        )
    knocked.given(guest(KnockAt, leaflet=2, key="k9"))
    knocked.when(attendee(SayMore, knock=2, key="k8", **OWNER)).then_refused("missing", "")
    knocked.when(host(SayMore, knock=2, key="k8", **OWNER)).then(
        happened(KnockSaid, knock=2, side="owner", key="k8")
    )
    knocked.when(guest(SayMore, knock=3, key="k8", **ASKER)).then_refused("missing", "")


def test_each_sees_the_others_address_once_both_agreed(knocked: Story) -> None:
    def passes() -> bool:
        return knocks.passes(knocked.night.further.knocks[1])

    knocked.given(attendee(AgreeToPass, knock=1, **OWNER))
    assert not passes()
    knocked.when(guest(AgreeToPass, knock=1, **ASKER)).then(
        happened(KnockAgreed, knock=1, side="asker", agreed=True)
    )
    assert passes()
    knocked.when(guest(AgreeToPass, knock=1, **ASKER)).then()
    knocked.given(attendee(AgreeToPass, knock=1, agreed=False, **OWNER))
    assert not passes()
    knocked.given(attendee(AgreeToPass, knock=1, **OWNER), guest(EndKnock, knock=1, **ASKER))
    assert not passes()
    knocked.when(attendee(AgreeToPass, knock=1, **OWNER)).then_refused("late", "is over")


def test_one_side_ends_it_and_tells_the_host_why(knocked: Story) -> None:
    knocked.when(attendee(ReportKnock, knock=1, why="Sells pills", **OWNER)).then(
        happened(KnockReported, knock=1, side="owner", why="Sells pills"),
        happened(KnockEnded, knock=1, side="owner"),
    )
    knocked.when(guest(SayMore, knock=1, key="k2", **ASKER)).then_refused("late", "is over")
    knocked.when(guest(ReportKnock, knock=1, why="x" * 121, **ASKER)).then_refused("late", "")
    knocked.when(host(StopKnocks, leaflet=1)).then(happened(KnocksStopped, leaflet=1, stopped=True))
    knocked.when(guest(KnockAt, leaflet=1, key="k5")).then_refused("late", "Nobody takes messages")
    knocked.given(take_back(knocked.night))
    assert knocks.takes(knocked.night, knocked.night.further.leaflets[1])


def test_no_more_than_its_owner_can_read(carded: Story) -> None:
    carded.given(*(guest(KnockAt, leaflet=1, key=f"k{no}") for no in range(knocks.AN_HOUR)))
    carded.when(guest(KnockAt, leaflet=1, key="k")).then_refused("quota", "a lot of messages")
    later = carded.night.at + knocks.HOUR
    carded.given(*(guest(KnockAt, leaflet=1, key=f"l{no}", at=later + no * knocks.HOUR) for no in range(28)))
    carded.when(guest(KnockAt, leaflet=1, key="k", at=later + 99 * knocks.HOUR)).then_refused(
        "quota", "a lot of"
    )
    carded.given(attendee(EndKnock, knock=1, at=later + 99 * knocks.HOUR, **OWNER))
    carded.when(guest(KnockAt, leaflet=1, key="k", at=later + 99 * knocks.HOUR)).then(
        happened(Knocked, no=knocks.MOST_UNANSWERED + 1, leaflet=1, key="k", agreed=False)
    )


def test_nobody_says_more_than_the_other_side_can_answer(knocked: Story) -> None:
    knocked.given(*(guest(SayMore, knock=1, key=f"m{no}", **ASKER) for no in range(knocks.IN_A_ROW - 1)))
    knocked.when(guest(SayMore, knock=1, key="m", **ASKER)).then_refused("quota", "Wait for an answer")
    for no in range(knocks.MOST_SAID // 2):
        if len(knocked.night.further.knocks[1].said) + 2 <= knocks.MOST_SAID:
            knocked.given(
                attendee(SayMore, knock=1, key=f"o{no}", **OWNER),
                guest(SayMore, knock=1, key=f"p{no}", **ASKER),
            )
    knocked.given(attendee(SayMore, knock=1, key="last", **OWNER))
    knocked.when(guest(SayMore, knock=1, key="m", **ASKER)).then_refused("quota", "a lot")


def test_about_what_nobody_can_be_written_to(carded: Story) -> None:
    carded.when(guest(KnockAt, leaflet=3, key="k")).then_refused("missing", "")
    carded.given(attendee(CloseLeaflet, leaflet=1))
    carded.when(guest(KnockAt, leaflet=1, key="k")).then_refused("missing", "")
    carded.given(attendee(CloseLeaflet, leaflet=1, closed=False), attendee(Leave), attendee(TakeName))
    carded.when(guest(KnockAt, leaflet=1, key="k")).then_refused("late", "Nobody takes messages")
    carded.when(host(StopKnocks, leaflet=9)).then_refused("missing", "")
