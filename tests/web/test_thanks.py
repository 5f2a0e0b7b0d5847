"""Thanks over HTTP: given in a tap, read by two people, and by a helper for somebody without a phone."""

import re

import pytest

from tests.web.cast import SETUP, Device, Evening, refused, rows

OTHERS = ("", "thanks", "me", "me/known", "me/known.json", "evening", "groups/1", "record", "board")
"""Pages of somebody else."""
ROOMY: dict[str, str | list[str]] = {"room_id": ["1"], "room_name": ["Hall"], "room_seats": ["9"]}
WORDS = "saying it so that I understood"


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device, helper: Device) -> None:
    """Ada, Ben and Nora, who has no phone, talk about bees."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", hosted="1")
    host.act("setup", **(SETUP | ROOMY))
    host.act("lineup/1/place", cell="1-1")
    night.move("talk")
    helper.act("people", name="Nora")
    for device, whom in ((attendee, ""), (neighbour, ""), (helper, "3")):
        assert device.act("groups/1/join", **({"for_": whom} if whom else {})).status_code == 200


def test_only_those_two_read_it(
    night: Evening, attendee: Device, neighbour: Device, helper: Device, host: Device, outsider: Device
) -> None:
    """On all pages and in all files of everybody, also after the close."""
    carla = night.enter("Carla")
    assert neighbour.act("thanks", whom="1", group="1", words=WORDS, public="1").status_code == 200
    for phase in ("talk", "share", "closed"):
        night.move(phase)
        assert WORDS in attendee.get("thanks").text
        assert WORDS in neighbour.get("thanks").text
        for page in OTHERS:
            assert WORDS not in carla.get(page).text, page
        for ending in ("md", "html", "csv", "json", "ics"):
            assert WORDS not in outsider.get(f"record.{ending}").text, ending
        for page in ("desk", "waiting", "moderated", "overview", "record", "helper?for=1", "board"):
            assert WORDS not in host.get(page).text, page
        assert WORDS not in helper.get("waiting").text
        assert refused_page(helper, "thanks?for=1", 403)
    assert WORDS in attendee.get("evening").text
    assert WORDS in attendee.get("me/known").text
    attendee.act("thanks/1/agree", agreed="1")
    for ending in ("md", "html", "csv", "json"):
        assert WORDS in outsider.get(f"record.{ending}").text, ending


def refused_page(device: Device, page: str, status: int) -> bool:
    return device.get(page).status_code == status


def given(device: Device) -> str:
    """What this device's page says of what its person gave, without the ids of its forms."""
    return re.sub(
        r'name="command" value="[^"]*"', "", device.get("thanks").text.partition('id="from-you"')[2]
    )


def test_nobody_is_told_of_a_no(attendee: Device, neighbour: Device) -> None:
    neighbour.act("thanks", whom="1", group="1", words=WORDS)
    before = given(neighbour).partition("</main>")[0]
    assert attendee.act("thanks/1/decline").status_code == 200
    assert WORDS in before
    assert given(neighbour).partition("</main>")[0] == before
    assert WORDS not in attendee.get("thanks").text


def test_taken_back_its_words_leave_the_log(night: Evening, attendee: Device, neighbour: Device) -> None:
    neighbour.act("thanks", whom="1", group="1", words=WORDS)
    assert WORDS in str(rows(night.server, night.code))
    assert neighbour.submit("thanks/1/back", "thanks").status_code == 303
    for page in (
        attendee.get("thanks").text,
        neighbour.get("thanks").text,
        neighbour.get("me/known.json").text,
    ):
        assert WORDS not in page
    for _look in range(200):  # the log is told of it after the answer
        if WORDS not in str(rows(night.server, night.code)):
            break
        neighbour.get("thanks")
    else:
        raise AssertionError("the log has them still")


def test_a_tap_on_ones_evening(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.move("closed")
    page = attendee.get("evening").text
    assert "Who helped you?" in page
    assert attendee.submit("thanks", "evening", whom="2", group="1").headers["location"].endswith("/evening")
    assert "thanked:2:1" in attendee.get("evening").text.partition('id="mine"')[2]
    assert "Ada thanks you: you helped with “Bees”." in neighbour.get("evening").text
    assert "One thank-you for you" in neighbour.get("me").text


def test_a_helper_for_somebody_without_a_phone(
    night: Evening, attendee: Device, helper: Device, host: Device
) -> None:
    attendee.act("thanks", whom="3", group="1", words=WORDS, public="1")
    page = helper.get("thanks?for=3").text
    assert "Thanks, for Nora" in page
    assert WORDS in page
    back = f"/n/{night.code}/thanks"
    answer = helper.submit("thanks/1/agree", "thanks", for_="3", agreed="1", back=back)
    assert answer.headers["location"] == f"{back}?for=3", "the helper stays with her"
    assert night.actors("ThanksAgreed") == ["helper:481516"]
    assert WORDS in host.get("record").text
    assert refused(helper.act("thanks/1/agree", for_="1", agreed="0"), 403, "choose this themselves")
    assert helper.act("thanks", for_="3", whom="1", group="1").status_code == 200
    assert "Nora thanks you" in attendee.get("thanks").text
    assert refused_page(attendee, "thanks?for=3", 403)
    assert refused_page(helper, "thanks", 403)
    assert refused_page(helper, "thanks?for=99", 404)
    assert refused_page(helper, "thanks?for=x", 404)


def test_somebody_is_found_by_name(night: Evening, attendee: Device) -> None:
    night.enter("Bella")
    page = attendee.get("thanks?name=BEL").text
    assert "Thank them: Bella" in page
    assert "Nobody here is called that." in attendee.get("thanks?name=Zoe").text


def test_the_desk_reads_what_was_shown_to_it(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    neighbour.act("thanks", whom="1", words=WORDS)
    assert WORDS not in host.get("desk").text
    assert attendee.act("thanks/1/report").status_code == 200
    assert WORDS not in attendee.get("thanks").text
    for page in ("desk", "waiting"):
        assert WORDS in host.get(page).text, page
    assert host.act("thanks/1/hide", why="Hurtful to somebody").status_code == 200
    assert "Hurtful to somebody" in neighbour.get("me").text
    assert WORDS in host.get("moderated").text


def test_refused_with_a_sentence(night: Evening, attendee: Device, neighbour: Device) -> None:
    assert refused(attendee.act("thanks", whom="1"), 422, "somebody else", "whom")
    assert refused(attendee.act("thanks", whom="many"), 422, "whole number", "whom")
    assert refused(attendee.act("thanks", whom="2", words="x" * 141), 422, "Too long by 1", "words")
    assert refused(attendee.act("thanks/9/decline"), 404, "no such thanks")
    neighbour.act("thanks/none", refused="1")
    assert refused(attendee.act("thanks", whom="2"), 403, "rather not be thanked")
    page = attendee.submit("thanks", "thanks", form=f"/n/{night.code}/thanks", whom="3", words="x" * 141)
    assert "Too long by 1" in page.text
    night.move("vote")
    assert refused(attendee.act("thanks", whom="3"), 409, "once the groups have formed")
    assert "once the groups have formed" in attendee.get("thanks").text
