"""What stands in the record of the offers and asks: with their owners' yes, and for a while."""

import csv
import json

import pytest

from opennight import clock
from opennight.night.bylines import ChooseByline
from opennight.night.days import DAY
from opennight.night.introductions import AgreeIntroduction, Introduce, KeepHours
from opennight.night.moderation import RemovePerson
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.standing import LASTS, RenewOffer
from opennight.night.wall_sight import HideOffer
from opennight.record import data, markdown, outcome, table
from opennight.record.offers import HoursOutcome
from tests.cast import SEVEN, Story, a_night, attendee, host, neighbour
from tests.offered import DRILL, LAND, PLOTS


@pytest.fixture
def story(monkeypatch: pytest.MonkeyPatch) -> Story:
    """The neighbour's offer may be in the record, the attendee's ask, too; one more may not."""
    monkeypatch.setattr(clock, "now", lambda: SEVEN + DAY)
    return a_night().given(
        neighbour(MakeOffer, **PLOTS, at=SEVEN),
        attendee(MakeOffer, **LAND, listed=True, at=SEVEN),
        attendee(MakeOffer, **DRILL),
    )


def listed(story: Story) -> list[int]:
    return [one.no for one in outcome.of(story.night).offers]


def test_asks_first_and_only_with_a_yes(story: Story) -> None:
    assert listed(story) == [2, 1]
    one = outcome.of(story.night).offers[1]
    assert (one.text, one.until, one.price, one.by) == (
        PLOTS["text"],
        "2027-03-01",
        "free for members",
        "Ben",
    )
    assert one.expires == "2027-01-21"


def test_what_is_hidden_taken_off_or_gone_with_its_owner_is_not_in_it(story: Story) -> None:
    for command in (host(HideOffer, offer=2), attendee(CloseOffer, offer=2), host(RemovePerson, person=1)):
        night = a_night().given(
            neighbour(MakeOffer, **PLOTS), attendee(MakeOffer, **LAND, listed=True), command
        )
        assert listed(night) == [1]


def test_it_leaves_after_a_while_unless_it_is_renewed(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: SEVEN + (LASTS + 1) * DAY)
    assert listed(story) == []
    story.given(attendee(RenewOffer, offer=2, at=SEVEN + LASTS * DAY))
    assert listed(story) == [2]


def test_people_are_in_it_as_they_chose(story: Story) -> None:
    story.given(neighbour(ChooseByline, byline="participant"))
    assert outcome.of(story.night).offers[1].by == "a participant"


def test_hours_are_told_in_total(story: Story) -> None:
    assert outcome.of(story.night).hours is None
    story.given(
        neighbour(Introduce, offer=2, hours=3),
        attendee(AgreeIntroduction, introduction=1),
        attendee(Introduce, offer=1),
        neighbour(AgreeIntroduction, introduction=2, hours=4),
        attendee(KeepHours, introduction=2),
    )
    assert outcome.of(story.night).hours == HoursOutcome(promised=7, kept=4)


def test_every_file_has_it(story: Story) -> None:
    test_hours_are_told_in_total(story)
    found = outcome.of(story.night)
    text = markdown.write(found, str)
    assert "Hours promised: 7, kept: 4" in text
    assert "- Offer: Two empty garden plots — 200 square metres · until 2027-03-01 · Leeds" in text
    rows = csv.DictReader(table.write(found).removeprefix("\ufeff").splitlines())
    told = [{name: cell for name, cell in row.items() if cell} for row in rows]
    assert [row for row in told if row["kind"] in ("wanted", "offer", "hours")] == [
        {"kind": "wanted", "no": "2", "title": "space", "text": LAND["text"], "by": "Ada", "room": "Leeds"},
        {
            **{"kind": "offer", "no": "1", "title": "space", "text": PLOTS["text"], "by": "Ben"},
            **{"due": "2027-03-01", "room": "Leeds", "status": "200 square metres, free for members"},
        },
        {"kind": "hours", "no": "7", "text": "kept: 4"},
    ]
    read = json.loads(data.write(found))
    assert [one["text"] for one in read["offers"]] == [LAND["text"], PLOTS["text"]]
    assert read["hours"] == {"promised": 7, "kept": 4, "monthly": 0}
