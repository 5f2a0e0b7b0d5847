"""Groups over HTTP: seats, the next best, the pen, the headline, and the group's page."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def forming(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Bees sit in the hall (two seats), books in the corner (one seat)."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    neighbour.act("pitches", title="Books", hosted="1")
    host.act("lineup/1/place", cell="1-1")
    host.act("lineup/2/place", cell="1-2")
    night.move("groups")


def test_one_tap_in_and_one_to_another(night: Evening, attendee: Device) -> None:
    assert {"group:1", "slot:1"} <= set(attendee.act("groups/1/join").json()["mine"]["marks"])
    marks = attendee.act("groups/2/join").json()["mine"]["marks"]
    assert "group:2" in marks
    assert "group:1" not in marks
    assert night.events("GroupLeft")[0]["group"] == 1


def test_where_there_is_no_group_nobody_is_told_to_open_one(
    night: Evening, attendee: Device, host: Device
) -> None:
    """Given a night without any group, then in the talk phones say what the board says."""
    assert "Tap a group" in attendee.get().text
    host.act("lineup/clear")
    assert "Tap a group" not in attendee.get().text
    night.move("talk")
    phone, board = attendee.get().text, host.get("board").text
    assert "Open your group" not in phone
    assert "in a moment" not in phone
    for page in (phone, board):
        assert "Find somebody with the same interest, and start." in page


def test_the_last_chair_is_taken_once(night: Evening) -> None:
    crowd = [night.enter(f"Person {n}") for n in range(5)]
    with ThreadPoolExecutor() as hands:
        answers = list(hands.map(lambda device: device.act("groups/2/join"), crowd))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    full = next(answer for answer in answers if answer.status_code == 409)
    assert refused(full, 409, "Corner is full")
    offer = full.json()["offer"]
    assert (offer["group"], offer["action"]) == (1, f"/n/{night.code}/groups/1/join")
    assert "Bees" in offer["label"]
    assert crowd[0].act(offer["action"]).status_code == 200, "the offer is a button that works"


def test_full_without_javascript_offers_the_next_best(
    night: Evening, attendee: Device, neighbour: Device
) -> None:
    attendee.act("groups/2/join")
    answer = neighbour.submit("groups/2/join", "groups/2")
    assert answer.status_code == 409
    assert "Corner is full" in answer.text
    assert f'action="/n/{night.code}/groups/1/join"' in answer.text


def test_the_pen_and_the_headline(night: Evening, attendee: Device, neighbour: Device) -> None:
    assert refused(attendee.act("groups/1/pen"), 403, "Join this group first")
    assert refused(attendee.act("groups/1/headline", text="Hi"), 403, "Join this group first")
    attendee.act("groups/1/join")
    assert "pen:1" in attendee.act("groups/1/pen").json()["mine"]["marks"]
    assert "pen:1" not in attendee.act("groups/1/leave").json()["mine"]["marks"], "the pen stays in the group"
    attendee.act("groups/1/join")
    assert refused(attendee.act("groups/1/headline", text="x" * 121), 422, "Too long by 1", "text")
    assert attendee.act("groups/1/headline", text="We like bees.").status_code == 200
    assert attendee.act("groups/1/headline", text="").status_code == 200
    assert [event["text"] for event in night.events("HeadlineWritten")] == ["We like bees.", ""]


def test_for_somebody_without_a_phone(night: Evening, helper: Device) -> None:
    helper.act("people", name="Nora")
    assert helper.act("groups/1/join", for_="3").status_code == 200
    assert helper.act("groups/1/pen", for_="3").status_code == 200
    assert helper.act("groups/1/headline", text="Said aloud").status_code == 200
    assert night.events("PenTaken")[0]["person"] == 3
    assert refused(helper.act("groups/1/join"), 403)


@pytest.mark.parametrize(("phase", "words"), [("vote", "after the vote"), ("share", "finished for tonight")])
def test_not_now(night: Evening, attendee: Device, phase: str, words: str) -> None:
    night.move(phase)
    assert refused(attendee.act("groups/1/join"), 409, words)
    assert refused(attendee.act("groups/1/leave"), 409, words)


def test_the_night_is_closed(night: Evening, attendee: Device) -> None:
    attendee.act("groups/1/join")
    night.move("closed")
    for path in ("groups/1/pen", "groups/1/headline", "groups/1/notes", "groups/1/join"):
        answer = attendee.act(path, text="Late")
        assert refused(answer, 409)


def test_a_group_that_is_not_there(host: Device, attendee: Device) -> None:
    assert refused(attendee.act("groups/9/join"), 404, "no such group")
    assert attendee.get("groups/9").status_code == 409
    host.act("lineup/2/drop")
    assert refused(attendee.act("groups/2/join"), 409, "not in the line-up")
    assert attendee.get("groups/2").status_code == 409


def test_its_page(attendee: Device, outsider: Device, stranger: Device, host: Device) -> None:
    assert "Bees" in attendee.get("groups/1").text
    assert host.get("groups/1").status_code == 200
    for device in (outsider, stranger):
        answer = device.get("groups/1")
        assert answer.status_code == 403
        assert "Bees" not in answer.text


SENT = ("groups/1/notes", "groups/1/headline", "groups/1/pen")


@pytest.mark.parametrize(
    ("phase", "says"),
    [
        ("vote", "You can write notes once the groups form."),
        ("talk", "Add it"),
        ("share", "Notes are open until the night closes."),
        ("closed", "The night has closed: no more notes."),
    ],
)
def test_a_group_page_has_the_forms_that_would_be_taken(
    night: Evening, attendee: Device, phase: str, says: str
) -> None:
    attendee.act("groups/1/join")
    night.move(phase)
    page = attendee.get("groups/1").text
    assert says in page
    taken = attendee.act("groups/1/notes", kind="note", text="Bees dance").status_code == 200
    assert [f'action="/n/{night.code}/{path}"' in page for path in SENT] == [taken] * len(SENT)
    assert ("Open the record" in page) == (phase == "closed")


def test_a_group_page_says_whose_turn_it_is(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Everybody gets the same words; one's own marks show them."""
    night.move("share")
    page = attendee.get("groups/1").text
    assert '<p class="turn" data-mine="group:1" hidden data-tell>Your group is on now</p>' in page
    assert '<p class="turn" data-mine="group:2" hidden data-tell>Your group is next</p>' in page
    night.host.act("share/2/show")
    page = attendee.get("groups/1").text
    assert '<p class="turn" data-mine="group:2" hidden data-tell>Your group is on now</p>' in page
    assert "Your group is next" not in page
