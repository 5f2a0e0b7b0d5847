"""Pitches over HTTP: what is refused and how, that typed words survive, and who sees what waits."""

import pytest

from tests.web.cast import Device, Evening, refused


@pytest.fixture(autouse=True)
def pitching(night: Evening, attendee: Device, neighbour: Device) -> None:
    """Pitching is open, and Ada has pitched bees."""
    night.move("pitch")
    attendee.act("pitches", title="Bees", more="Wild ones.", hosted="1")


def test_a_pitch_in_the_log(night: Evening, attendee: Device) -> None:
    answer = attendee.act("pitches", title="  Swifts \n and   bats ", more="a\r\nb", hosted="0")
    assert "pitch:2" in answer.json()["mine"]["marks"]
    made = night.events("PitchMade")[1]
    assert (made["person"], made["title"], made["more"], made["hosted"]) == (
        1,
        "Swifts and bats",
        "a\nb",
        False,
    )


def test_a_helper_pitches_for_somebody(night: Evening, helper: Device, host: Device) -> None:
    helper.act("people", name="Nora")
    assert helper.act("pitches", title="From paper", hosted="1", for_="3").status_code == 200
    assert night.events("PitchMade")[1]["person"] == 3
    assert night.actors("PitchMade")[1] == "helper:481516"
    assert refused(helper.act("pitches", title="For nobody", for_="99"), 403, "Join the night first")
    assert refused(host.act("pitches", title="For nobody", for_="bees"), 422, "whole number", "for")


def test_an_attendee_cannot_act_for_another(night: Evening, neighbour: Device) -> None:
    assert neighbour.act("pitches", title="As Ada", for_="1").status_code == 200
    assert night.events("PitchMade")[1]["person"] == 2


@pytest.mark.parametrize("path", ["pitches/1/edit", "pitches/1/withdraw", "queue/1/leave", "queue/1/join"])
def test_only_the_pitcher(night: Evening, neighbour: Device, path: str) -> None:
    before = night.version
    assert refused(neighbour.act(path, title="Mine now"), 403, "Only the person who pitched this")
    assert night.version == before


@pytest.mark.parametrize("path", ["pitches", "pitches/1/edit"])
@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"title": ""}, "write something", "title"),
        ({}, "write something", "title"),
        ({"title": "\u200b \u202e"}, "write something", "title"),
        ({"title": "x" * 81}, "Too long by 1: the limit is 80 characters", "title"),
        ({"title": "Fine", "more": "y" * 601}, "Too long by 1", "more"),
    ],
)
def test_words_that_do_not_fit(
    night: Evening, attendee: Device, path: str, fields: dict[str, str], words: str, field: str
) -> None:
    before = night.version
    assert refused(attendee.act(path, **fields), 422, words, field)
    assert night.version == before


@pytest.mark.parametrize("no", ["99", "0", "999999999"])
@pytest.mark.parametrize("what", ["edit", "withdraw", "hide", "show", "approve", "unmerge", "merge"])
def test_a_pitch_that_is_not_there(host: Device, what: str, no: str) -> None:
    assert refused(host.act(f"pitches/{no}/{what}", title="T", into="1"), 404, "no such pitch")


@pytest.mark.parametrize("no", ["-1", "1.5", "x", "9" * 10, "9" * 5000, "%31%00"])
def test_an_address_that_is_not_there(attendee: Device, no: str) -> None:
    assert attendee.act(f"pitches/{no}/withdraw").status_code == 404
    assert attendee.get(f"pitches/{no}/edit").status_code == 404


def test_merging_needs_another_open_pitch(host: Device) -> None:
    assert refused(host.act("pitches/1/merge", into="1"), 422, "two different", "into")
    assert refused(host.act("pitches/1/merge", into="7"), 404, "no such pitch")
    assert refused(host.act("pitches/1/merge"), 422, "whole number", "into")
    host.act("pitches/1/hide")
    host.act("pitches", title="Books", hosted="1")
    assert refused(host.act("pitches/1/merge", into="2"), 409, "not on the wall")


@pytest.mark.parametrize(("phase", "words"), [("welcome", "opens soon"), ("talk", "over for tonight")])
def test_not_now(night: Evening, attendee: Device, phase: str, words: str) -> None:
    night.move(phase)
    for path in ("pitches", "pitches/1/edit", "pitches/1/withdraw"):
        assert refused(attendee.act(path, title="Late"), 409, words)


def test_too_many(night: Evening, attendee: Device) -> None:
    for number in range(2, 11):
        assert attendee.act("pitches", title=f"Idea {number}", hosted="0").status_code == 200
    assert refused(attendee.act("pitches", title="One more"), 409, "You have reached the limit of pitches")
    assert len(night.events("PitchMade")) == 10


def test_without_javascript_the_page_keeps_what_was_typed(attendee: Device) -> None:
    answer = attendee.submit("pitches", "", title="x" * 81, more="Kept <b>safely</b>", hosted="0")
    assert answer.status_code == 422
    assert "Too long by 1" in answer.text
    assert "x" * 81 in answer.text
    assert "Kept &lt;b&gt;safely&lt;/b&gt;" in answer.text
    edited = attendee.submit("pitches/1/edit", "pitches/1/edit", title="", more="Still here")
    assert edited.status_code == 422
    assert "Still here" in edited.text
    assert "write something" in edited.text


def test_without_javascript_a_double_tap_pitches_once(night: Evening, attendee: Device) -> None:
    form = attendee.get("").text.partition(f'action="/n/{night.code}/pitches"')[2]
    given = form.partition('name="command" value="')[2].partition('"')[0]
    for _tap in range(2):
        assert (
            attendee.submit("pitches", "", command=given, title="Night buses", hosted="1").status_code == 303
        )
    assert len([pitch for pitch in night.events("PitchMade") if pitch["title"] == "Night buses"]) == 1


class TestWaiting:
    """The host has to approve pitches: until then, only its pitcher and the desk see one."""

    @pytest.fixture(autouse=True)
    def approving(self, host: Device, attendee: Device) -> None:
        host.act("setup", title="B", dots="2", approve="1", slot_id="1", slot_start="19:30", slot_end="20:15")
        attendee.act("pitches", title="Secretive moths", more="Whispered", hosted="1")

    def test_the_room_sees_nothing_of_it(self, attendee: Device, neighbour: Device, host: Device) -> None:
        for page in ("", "board", "pitches/similar?title=Secretive+moths", "record.json"):
            assert "Secretive" not in neighbour.get(page).text, page
        assert "Secretive moths" in host.get("desk").text
        assert "Secretive moths" in attendee.get("me").text
        assert "Secretive moths" in attendee.get("pitches/2/edit").text

    def test_nobody_can_open_its_form(self, neighbour: Device, outsider: Device) -> None:
        for device in (neighbour, outsider):
            assert device.get("pitches/2/edit").status_code == 403
        tricked = neighbour.submit("pitches/2/edit", "pitches/2/edit", title="Mine")
        assert tricked.status_code == 403
        assert "Secretive" not in tricked.text
        assert "Whispered" not in tricked.text

    def test_nor_vote_for_it_or_learn_its_title(self, night: Evening, neighbour: Device) -> None:
        night.move("vote")
        answer = neighbour.act("pitches/2/vote")
        assert refused(answer, 409)
        assert "Secretive" not in answer.text


def test_what_sounds_alike(attendee: Device, outsider: Device) -> None:
    assert "Bees" in attendee.get("pitches/similar?title=the+bees").text
    assert "Bees" not in attendee.get("pitches/similar?title=be").text
    assert attendee.get("pitches/similar").status_code == 200
    assert outsider.get("pitches/similar?title=the+bees").status_code == 403
    near = attendee.get("pitches/similar?title=Bees+on+the+roof+of+the+town+hall").text
    assert "This one is close to yours" in near
    assert "Both mention “Bees”" in near
    assert "Give it a dot" not in near
