"""Connections over HTTP: who acts for whom, what waits, and what is nowhere."""

import pytest

from tests.web.cast import Device, Evening, refused
from tests.web.test_rehearsals import until

TO_BOOKS = {"other": "2"}


@pytest.fixture(autouse=True)
def beside(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees, Ben with the books."""
    night.talk_about_bees(attendee)
    host.act("pitches", title="Books", hosted="0")
    assert host.act("lineup/2/place", cell="").status_code == 200
    assert neighbour.act("groups/2/join").status_code == 200


def test_a_question_waits_for_the_desk_and_is_nowhere_until_then(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    host.act("reading", nouns="note")
    assert attendee.act("groups/1/question", **TO_BOOKS, text="Sesame?").status_code == 200
    assert "1 message between groups to read" in host.get("desk").text
    for device in (attendee, neighbour):
        for page in ("groups/1", "groups/2", "groups/1/connections", "groups/2/connections", "board"):
            assert "Sesame" not in device.get(page).text, page
    assert "Sesame" in attendee.get("me/known").text
    assert host.submit("passed/1/show", "desk").status_code == 303
    assert "“Bees” asks: Sesame?" in neighbour.get("groups/2").text
    host.act("passed/1/hide", why="Rude")
    for ending in ("", ".md", ".csv", ".json"):
        assert "Sesame" not in host.get(f"record{ending}").text, ending


def test_the_record_has_what_two_groups_did_in_all_its_files(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    attendee.act("groups/1/question", **TO_BOOKS, text="Which books?")
    neighbour.act("passed/1/answer", text="All of them")
    attendee.act("groups/1/talked", **TO_BOOKS, talked="1")
    neighbour.act("connections/1/together", text="Read to the bees")
    neighbour.act("promises/joint/1/in")
    night.move("closed")
    for page in ("record/g/1", "record.md", "record.csv", "record.json", "record.html"):
        text = outsider.get(page).text
        for said in ("Which books?", "All of them", "Read to the bees", "Ben"):
            assert said in text, (page, said)
    assert "Read to the bees" in neighbour.get("evening").text
    assert "Read to the bees" not in attendee.get("evening").text
    links = outsider.get("record.json").json()["groups"]
    assert [[one["group"] for one in group["links"]] for group in links] == [[2], [1]]


def test_a_helper_sends_somebody_without_a_phone(night: Evening, helper: Device) -> None:
    helper.act("people", name="Nora")
    helper.act("groups/1/join", for_="3")
    assert helper.act("groups/1/runner", **TO_BOOKS, sent="1", for_="3").status_code == 200
    assert night.events("RunnerSent")[0]["person"] == 3
    assert "Nora is walking over to you" in helper.get("groups/2").text
    assert refused(helper.act("groups/1/runner", **TO_BOOKS, sent="1"), 422, "who is walking over", "for")


def test_without_javascript_a_refused_question_is_said_at_its_form(attendee: Device) -> None:
    form = "/n/CODE/groups/1/question#2".replace("CODE", attendee.code)
    answer = attendee.submit(
        "groups/1/question", "groups/1/connections?with=2", **TO_BOOKS, text="x" * 301, form=form
    )
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text


def near(attendee: Device, neighbour: Device, host: Device) -> None:
    """The two groups say nearly the same, and the host has looked."""
    neighbour.act("groups/2/notes", text="We like wild bees in books.")
    attendee.act("groups/1/notes", text="We like wild bees.")
    assert host.act("connections/look").status_code == 200


def test_whoever_is_left_alone_is_shown_no_suggestion(
    attendee: Device, neighbour: Device, host: Device
) -> None:
    near(attendee, neighbour, host)
    assert 'id="near-2"' in attendee.get("groups/1/connections").text
    assert "1 group near yours" in neighbour.get("groups/2").text
    assert "Announce these before the break" in host.get("remote").text
    assert attendee.act("groups/1/alone", alone="1").status_code == 200
    assert 'id="near-2"' not in attendee.get("groups/1/connections").text
    assert "1 group near yours" not in neighbour.get("groups/2").text
    assert "Announce these before the break" not in host.get("remote").text


def test_they_are_found_by_themselves_when_the_night_moves_on(
    night: Evening, attendee: Device, neighbour: Device
) -> None:
    neighbour.act("groups/2/notes", text="We like wild bees in books.")
    attendee.act("groups/1/notes", text="We like wild bees.")
    assert "1 group near yours" not in attendee.get("groups/1").text, "nothing is found for each note"
    night.move("share")
    until(lambda: "1 group near yours" in attendee.get("groups/1").text)
    assert night.actors("ConnectionsFound") == ["system"]


def test_a_person_is_left_alone_from_their_own_page(
    attendee: Device, neighbour: Device, host: Device
) -> None:
    near(attendee, neighbour, host)
    shown = '<div data-mine="!alone"'
    assert f"{shown}>" in attendee.get("groups/1/connections").text
    assert attendee.submit("me/alone", "me", alone="1").status_code == 303
    assert "You are left alone: take it back" in attendee.get("me").text
    assert f"{shown} hidden>" in attendee.get("groups/1/connections").text
    assert "You want to be left alone" in attendee.get("me/known").text


def test_a_helper_says_for_somebody_that_they_walk_over_and_talked(
    night: Evening, attendee: Device, neighbour: Device, host: Device, helper: Device
) -> None:
    near(attendee, neighbour, host)
    page = "helper?for=1"
    assert "They walk over" in helper.get(page).text
    assert helper.submit("groups/1/talked", page, **TO_BOOKS, talked="1", for_="1").status_code == 303
    assert night.events("GroupsTalked")[0]["person"] == 1
    assert "They walk over" not in helper.get(page).text
    assert "What two groups will do together" in helper.get(page).text


@pytest.mark.parametrize("path", ["groups/1/link", "groups/1/merge", "groups/1/runner", "groups/1/talked"])
def test_a_malformed_other_group_is_refused(attendee: Device, path: str) -> None:
    assert refused(attendee.act(path, other="many", linked="1"), 422, "whole number", "other")
    assert refused(
        attendee.act(path, other="99", sent="1", talked="1", asked="1", linked="1"), 404, "no such group"
    )
