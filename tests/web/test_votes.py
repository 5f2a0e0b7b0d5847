"""Votes over HTTP: dots, their budget, and who may give them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def voting(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Three pitches are on the wall, and the vote is open."""
    night.move("pitch")
    for title in ("Bees", "Books", "Bats"):
        attendee.act("pitches", title=title, hosted="1")
    night.move("vote")


def test_a_dot_and_its_taking_back(night: Evening, attendee: Device) -> None:
    mine = attendee.act("pitches/1/vote").json()["mine"]
    assert mine["text"]["dots"] == "1"
    assert {"vote:1", "dots"} <= set(mine["marks"])
    mine = attendee.act("pitches/1/unvote").json()["mine"]
    assert mine["text"]["dots"] == "2"
    assert "vote:1" not in mine["marks"]
    assert [len(night.events(kind)) for kind in ("Voted", "VoteTakenBack")] == [1, 1]


def test_a_second_dot_on_the_same_pitch_is_none(night: Evening, attendee: Device) -> None:
    first = attendee.act("pitches/1/vote", command="command-1").json()["version"]
    assert attendee.act("pitches/1/vote", command="command-2").json()["version"] == first
    assert len(night.events("Voted")) == 1


def test_the_budget_holds_against_many_hands(night: Evening, attendee: Device) -> None:
    with ThreadPoolExecutor() as hands:
        answers = list(hands.map(lambda no: attendee.copy().act(f"pitches/{no}/vote"), (1, 2, 3)))
    assert sorted(answer.status_code for answer in answers) == [200, 200, 409]
    late = next(answer for answer in answers if answer.status_code == 409)
    assert refused(late, 409, "no dots left")
    assert len(night.events("Voted")) == 2


def test_a_repeat_after_the_taking_back_does_not_vote_again(night: Evening, attendee: Device) -> None:
    """The outbox sends an act again if the answer got lost."""
    attendee.act("pitches/1/vote", command="vote-0001")
    attendee.act("pitches/1/unvote", command="vote-0002")
    again = attendee.act("pitches/1/vote", command="vote-0001").json()
    assert "vote:1" not in again["mine"]["marks"]
    assert len(night.events("Voted")) == 1


@pytest.mark.parametrize(
    ("phase", "words"), [("pitch", "opens after"), ("groups", "over"), ("closed", "over")]
)
def test_not_now(night: Evening, attendee: Device, phase: str, words: str) -> None:
    night.move(phase)
    for what in ("vote", "unvote"):
        assert refused(attendee.act(f"pitches/1/{what}"), 409, words)


def test_a_pitch_that_is_gone(attendee: Device, host: Device) -> None:
    assert refused(attendee.act("pitches/9/vote"), 404, "no such pitch")
    host.act("pitches/1/withdraw")
    assert refused(attendee.act("pitches/1/vote"), 409, "withdrawn a moment ago")


def test_for_somebody_without_a_phone(night: Evening, helper: Device, neighbour: Device) -> None:
    helper.act("people", name="Nora")
    assert helper.act("pitches/2/vote", for_="3").status_code == 200
    assert night.events("Voted")[0]["person"] == 3
    assert refused(helper.act("pitches/2/vote"), 403, "Join the night first")
    neighbour.act("pitches/3/vote", for_="3")
    assert night.events("Voted")[1]["person"] == 2


def test_without_javascript(attendee: Device) -> None:
    assert attendee.submit("pitches/1/vote").status_code == 303
    assert attendee.submit("pitches/2/vote").status_code == 303
    answer = attendee.submit("pitches/3/vote")
    assert answer.status_code == 409
    assert "You have no dots left." in answer.text
    assert "Bees" in answer.text, "it is the page with the pitches"
