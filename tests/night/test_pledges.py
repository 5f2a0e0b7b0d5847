"""Whoever is in says how many hours they give, in all or each month, and how many they have given."""

import pytest

from opennight.night import pledges
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote
from opennight.night.phases import MovePhase
from opennight.night.pledges import HoursPledged, KeepPledge, PledgeHours, PledgeKept
from opennight.night.promises import ImIn, ImOut
from opennight.record import outcome
from tests.cast import Story, attendee, happened, helper, host, neighbour, outsider
from tests.night.test_promises import HEDGE, planned

__all__ = ["planned"]


@pytest.fixture
def together(planned: Story) -> Story:
    """Ada and Ben are in on the hedge: Ada with 6 hours, Ben with 4 each month."""
    planned.given(attendee(ImIn, about=HEDGE), neighbour(ImIn, about=HEDGE))
    planned.when(attendee(PledgeHours, about=HEDGE, hours=6)).then(
        happened(HoursPledged, person=1, about=HEDGE, hours=6)
    )
    return planned.given(neighbour(PledgeHours, about=HEDGE, hours=4, monthly=True))


def test_hours_are_counted_in_all_and_each_month(together: Story) -> None:
    assert pledges.total(together.night) == (6, 0, 4)
    together.when(attendee(PledgeHours, about=HEDGE, hours=6)).then()
    together.given(attendee(PledgeHours, about=HEDGE, hours=3))
    assert pledges.total(together.night) == (3, 0, 4)
    together.given(attendee(PledgeHours, about=HEDGE, hours=0))
    assert pledges.total(together.night) == (0, 0, 4)
    together.when(attendee(PledgeHours, about=HEDGE, hours=0)).then()


def test_and_those_that_were_kept_also_after_the_close(together: Story) -> None:
    together.given(host(MovePhase, to="closed"))
    together.when(attendee(KeepPledge, about=HEDGE, kept=5)).then(
        happened(PledgeKept, person=1, about=HEDGE, kept=5)
    )
    together.given(neighbour(KeepPledge, about=HEDGE, kept=24))
    assert pledges.total(together.night) == (6, 29, 4)
    told = outcome.of(together.night).hours
    assert told is not None
    assert (told.promised, told.kept, told.monthly) == (6, 29, 4)
    together.given(attendee(PledgeHours, about=HEDGE, hours=2))
    assert pledges.total(together.night) == (2, 26, 4), "of two hours no more than two were kept"


def test_they_go_with_the_promise(together: Story) -> None:
    together.given(attendee(ImOut, about=HEDGE), attendee(ImIn, about=HEDGE))
    assert pledges.total(together.night) == (0, 0, 4)


def test_they_go_and_come_with_the_person_and_with_what_they_are_about(together: Story) -> None:
    together.given(host(RemovePerson, person=1))
    assert pledges.total(together.night) == (0, 0, 4)
    together.given(host(LetBackIn, person=1))
    assert pledges.total(together.night) == (6, 0, 4)
    together.given(host(HideNote, note=1))
    assert pledges.total(together.night) == (0, 0, 0)


def test_what_is_refused(together: Story) -> None:
    one = {"about": HEDGE, "hours": 1}
    together.when(neighbour(PledgeHours, person=1, **one)).then_refused("forbidden", "yourself")
    together.when(outsider(PledgeHours, **one)).then_refused("forbidden", "Join the night first")
    together.when(helper(PledgeHours, person=3, **one)).then_refused("late", "are in first")
    together.when(attendee(PledgeHours, about="note:9", hours=1)).then_refused("missing", "nothing like that")
    for many in (-1, 101):
        command = attendee(PledgeHours, about=HEDGE, hours=many)
        together.when(command).then_refused("bad", "0 and", field="hours")
    for many in (-1, 7):
        together.when(attendee(KeepPledge, about=HEDGE, kept=many)).then_refused("bad", "0 and", field="kept")
    together.when(attendee(KeepPledge, about="note:9", kept=1)).then_refused("late", "No hours were promised")
    together.when(neighbour(KeepPledge, person=1, about=HEDGE, kept=1)).then_refused("forbidden", "yourself")


def test_a_helper_says_so_for_somebody_without_a_phone(together: Story) -> None:
    together.when(helper(PledgeHours, person=2, about=HEDGE, hours=1)).then(
        happened(HoursPledged, person=2, about=HEDGE, hours=1)
    )
