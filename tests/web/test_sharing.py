"""Sharing over HTTP: the group before the room, hearts, comments."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def sharing(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    host.act("lineup/1/place")
    night.move("share")


def test_hearts_count_once(night: Evening, attendee: Device) -> None:
    for _tap in range(2):
        assert "heart:1" in attendee.act("share/1/heart").json()["mine"]["marks"]
    assert "heart:1" not in attendee.act("share/1/unheart").json()["mine"]["marks"]
    assert [len(night.events(kind)) for kind in ("Appreciated", "HeartTakenBack")] == [1, 1]


def test_no_hearts_are_not_counted_before_the_room(attendee: Device, host: Device) -> None:
    none = 'id="hearts-1" class="hearts" hidden>'
    host.act("share/1/show")
    assert none in host.get("board").text
    attendee.act("share/1/heart")
    assert none not in host.get("board").text


@pytest.mark.parametrize("text", ["", " ", "x" * 301])
def test_a_comment_that_will_not_do(night: Evening, attendee: Device, text: str) -> None:
    assert refused(attendee.act("share/1/comments", text=text), 422, field="text")
    page = attendee.submit("share/1/comments", "", text=text)
    assert page.status_code == 422
    assert text in page.text
    assert night.events("Commented") == []


def test_too_many_comments(night: Evening, attendee: Device, neighbour: Device) -> None:
    for number in range(20):
        assert attendee.act("share/1/comments", text=f"Comment {number}").status_code == 200
    assert refused(attendee.act("share/1/comments", text="One more"), 409, "Give others a turn")
    assert neighbour.act("share/1/comments", text="My first").status_code == 200


def test_only_the_writer_and_the_desk_hide_a_comment(
    attendee: Device, neighbour: Device, helper: Device, host: Device
) -> None:
    attendee.act("share/1/comments", text="A slip of the tongue")
    assert refused(neighbour.act("comments/1/hide"), 403, "Only the person who wrote this")
    assert helper.act("comments/1/hide").status_code == 200
    for device, page in ((neighbour, ""), (neighbour, "board"), (attendee, "")):
        assert "slip of the tongue" not in device.get(page).text
    assert refused(helper.act("comments/1/show"), 403, "has not let helpers do this")
    assert host.act("comments/1/show").status_code == 200
    assert refused(host.act("comments/9/show"), 404, "no such comment")


def test_not_there_or_not_now(night: Evening, attendee: Device, host: Device) -> None:
    assert refused(host.act("share/2/show"), 409, "not in the line-up")
    assert refused(attendee.act("share/2/heart"), 409, "not in the line-up")
    night.move("talk")
    for path in ("share/1/heart", "share/1/unheart", "share/1/comments"):
        assert refused(attendee.act(path, text="Early"), 409, "when the groups share")
    night.move("closed")
    assert refused(attendee.act("share/1/heart"), 409, "closed")
    assert refused(host.act("share/1/show"), 409, "closed")


def test_for_somebody_without_a_phone(night: Evening, helper: Device) -> None:
    helper.act("people", name="Nora")
    assert helper.act("share/1/heart", for_="3").status_code == 200
    assert helper.act("share/1/comments", for_="3", text="Lovely").status_code == 200
    assert (night.events("Appreciated")[0]["person"], night.events("Commented")[0]["person"]) == (3, 3)
