"""A vote that asks how much people want each pitch: phone, desk, helper and record."""

import pytest

from tests.web.cast import Device, Evening, refused
from tests.web.deeds import ONE_SLOT


@pytest.fixture(autouse=True)
def asking(night: Evening, host: Device, attendee: Device, neighbour: Device) -> None:
    """Three pitches are on the wall; the host asks how much people want each, and has opened the vote."""
    night.move("pitch")
    for title in ("Bees", "Books", "Bats"):
        attendee.act("pitches", title=title, hosted="1")
    host.act("setup", title="Bees", ballot="strengths", **ONE_SLOT)
    night.move("vote")


def test_from_a_phone_to_the_desk_and_the_record(
    night: Evening, host: Device, attendee: Device, neighbour: Device
) -> None:
    mine = attendee.act("pitches/1/strength", strength="love").json()["mine"]
    assert {"love:1", "vote:1", "dots"} <= set(mine["marks"])
    neighbour.act("pitches/1/strength", strength="like")
    mine = neighbour.act("pitches/2/strength", strength="no").json()["mine"]
    assert "no:2" in mine["marks"]
    assert "vote:2" not in mine["marks"]
    desk = host.get("desk").text
    assert 'data-count="2">2 <small>♥ 1</small>' in desk
    assert "♥ 0" not in desk.partition('id="tally-2"')[2].partition("</b>")[0], "nobody sees who said no"
    night.move("closed")
    pitches = {one["no"]: one for one in host.get("record.json").json()["pitches"]}
    assert [(pitches[no]["votes"], pitches[no]["loves"]) for no in (1, 2)] == [(2, 1), (0, 0)]
    assert "Love it: 1" in host.get("record.md").text
    assert "1 loves it" in host.get("record").text
    known = neighbour.get("me/known").text
    assert "Where you said no" in known
    assert "The topics that you like" in known


def test_without_javascript(night: Evening, attendee: Device) -> None:
    """One's own answer is there as a button that takes it back."""
    assert attendee.submit("pitches/2/strength", strength="love").status_code == 303
    page = attendee.get().text
    assert page.count('aria-pressed="true"') == 9
    pressed = page.partition('data-mine="love:2"')[2].partition("</span>")[0]
    assert "hidden" not in pressed.partition(">")[0]
    attendee.submit("pitches/2/strength", strength="")
    assert [one["strength"] for one in night.events("StrengthSaid")] == ["love", ""]


def test_a_helper_for_somebody_without_a_phone(night: Evening, helper: Device) -> None:
    helper.act("people", name="Nora")
    page = helper.get("helper?for=3").text
    assert "Love it: Books" in page
    helper.act("pitches/2/strength", strength="love", **{"for": "3"})
    assert night.events("StrengthSaid")[-1] == {"person": 3, "pitch": 2, "strength": "love"}
    assert "Love it: Books. Take it back" in helper.get("helper?for=3").text


def test_what_is_refused(night: Evening, attendee: Device) -> None:
    assert refused(attendee.act("pitches/1/vote"), 409, "no dots tonight")
    assert refused(attendee.act("pitches/1/strength", strength="adore"), 422, "Pick one")
    night.move("groups")
    assert refused(attendee.act("pitches/1/strength", strength="love"), 409, "over")
