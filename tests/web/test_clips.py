"""Clips over HTTP: who sees them, who says what becomes of them, and that nothing of one is left."""

import re

import pytest

from tests.media.pictures import HEIC, SCRIPT, SVG, TRACES, bomb, huge
from tests.web.cast import Device, Evening, refused
from tests.web.films import FILM, PLAYLIST
from tests.web.sent_clips import PHOTO, WORDS, by_form, in_parts, in_store, link_of


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees; Ben sits nowhere."""
    night.talk_about_bees(attendee)


def statuses(no: int, *devices: Device) -> list[int]:
    return [device.get(f"clips/{no}{end}").status_code for device in devices for end in ("", "/file")]


def test_only_those_whom_it_is_for_see_it_and_once_released_everybody(
    night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    sent = by_form(attendee, group="1", title="Five bees", who="Cleo")
    assert sent.json()["go"] == f"/n/{night.code}/groups/1/clips"
    assert statuses(1, attendee, host) == [200] * 4
    assert statuses(1, neighbour, outsider) == [404] * 4
    assert "Five bees" in attendee.get("groups/1/clips").text
    for device, page in (
        (neighbour, "groups/1/clips"),
        (neighbour, "clips"),
        (attendee, "clips"),
        (host, "board"),
    ):
        assert "Five bees" not in device.get(page).text, page
    assert refused(neighbour.act("clips/1/release"), 403, "Only the person who made this clip")
    assert refused(outsider.act("clips/1/release"), 403)
    assert refused(outsider.act("clips/1/release", key="0" * 32), 403)
    assert attendee.act("clips/1/release").status_code == 200
    assert statuses(1, neighbour, outsider) == [200] * 4
    assert "Five bees" in neighbour.get("groups/1/clips").text


def test_its_file_is_what_we_made_and_nothing_else(attendee: Device) -> None:
    assert by_form(attendee).status_code == 200
    file = attendee.get("clips/1/file")
    assert [trace for trace in TRACES if trace in file.content] == []
    assert file.headers["content-type"] == "image/jpeg"
    assert file.headers["x-content-type-options"] == "nosniff"
    assert file.headers["content-disposition"].startswith("inline; filename=")
    assert "default-src 'none'; sandbox" in file.headers.get_list("content-security-policy")
    part = attendee.get("clips/1/file", Range="bytes=10-19")
    assert (part.status_code, part.content) == (206, file.content[10:20])


def test_whoever_is_in_it_releases_and_withdraws_it_with_a_link(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    """Given a photo of the foyer, when the one in it opens the link and lets it out, and the next morning
    takes it back, then it was public in between, and nothing of it is left."""
    assert by_form(attendee, title="In the foyer", who="Dora").status_code == 200
    link = link_of(attendee, "clips")
    assert statuses(1, neighbour) == [404, 404]
    page = outsider.get(link)
    assert "In the foyer" in page.text
    shown = re.search(r'<img src="([^"]+)"', page.text)
    assert shown
    picture = outsider.get(shown[1]).content
    assert picture in in_store(night)
    key = link.split("key=")[1]
    assert outsider.act("clips/1/release", key=key).status_code == 200
    assert statuses(1, neighbour) == [200, 200]
    night.move("closed")
    assert outsider.act("clips/1/withdraw", key=key).status_code == 200
    assert outsider.act("clips/1/withdraw", key=key).status_code == 200
    assert in_store(night) == []
    assert statuses(1, attendee, neighbour, night.host) == [404] * 6
    assert outsider.get(link).status_code == outsider.get(shown[1]).status_code == 404
    assert "withdrawn" in outsider.get("clips/1").text
    for device, where in (
        (attendee, "clips"),
        (night.host, "clips"),
        (outsider, "record"),
        (outsider, "record.json"),
    ):
        assert "In the foyer" not in device.get(where).text, where
    assert not [row for row in night.log if "In the foyer" in str(row) or "Dora" in str(row)]
    assert night.actors("ClipReleased") == night.actors("ClipWithdrawn") == ["guest"]


def test_the_same_photo_twice_is_kept_until_both_are_withdrawn(night: Evening, attendee: Device) -> None:
    assert by_form(attendee).status_code == by_form(attendee).status_code == 200
    assert len(in_store(night)) == 1
    attendee.act("clips/1/withdraw")
    assert attendee.get("clips/2/file").status_code == 200
    attendee.act("clips/2/withdraw")
    assert in_store(night) == []


def test_what_the_host_hides_nobody_sees_and_an_undo_brings_it_back(
    night: Evening, attendee: Device, neighbour: Device, host: Device, helper: Device
) -> None:
    by_form(attendee, title="Rude")
    attendee.act("clips/1/release")
    assert refused(helper.act("clips/1/hide"), 403)
    assert host.act("clips/1/hide", why="Not here").status_code == 200
    assert statuses(1, attendee, neighbour) == [404] * 4
    assert statuses(1, host) == [200, 200]
    assert "Not here" in attendee.get("me").text
    assert "Rude" in host.get("moderated").text
    assert host.act("undo", step=str(night.version)).status_code == 200
    assert statuses(1, neighbour) == [200, 200]


def test_where_the_host_reads_first_a_photo_waits(attendee: Device, neighbour: Device, host: Device) -> None:
    host.act("reading", nouns="note")
    by_form(attendee, group="1")
    attendee.act("clips/1/release")
    assert statuses(1, attendee, neighbour, host) == [200, 200, 404, 404, 200, 200]
    assert "1 clip to look at" in host.get("desk").text
    host.act("clips/1/show")
    assert statuses(1, neighbour) == [200, 200]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (SCRIPT, "not a photo"),
        (SVG, "not a photo"),
        (HEIC, "damaged"),
        (FILM[:-2500], "damaged"),
        (PLAYLIST, "not a photo"),
        (bomb(), "not a photo"),
        (PHOTO[:2500], "damaged"),
        (huge(), "too many pixels"),
        (b"", "Pick a photo"),
    ],
    ids=["script", "svg", "heic", "film", "playlist", "bomb", "truncated", "huge", "nothing"],
)
def test_what_is_no_photo_is_refused_and_leaves_nothing(
    night: Evening, attendee: Device, content: bytes, words: str
) -> None:
    assert refused(by_form(attendee, content), 422, words, "file")
    assert in_store(night) == []
    assert night.events("ClipAdded") == []


def test_the_words_and_the_place_are_looked_at_first(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    assert refused(by_form(attendee, consent=""), 422, "Ask everyone", "consent")
    assert refused(by_form(attendee, title=""), 422, "Please write", "title")
    assert refused(by_form(attendee, title="x" * 121), 422, "Too long by 1", "title")
    assert refused(by_form(neighbour, group="1"), 403, "Join this group first")
    assert refused(by_form(attendee, group="9"), 404, "no such group")
    assert refused(by_form(outsider), 403, "Join the night first")
    assert refused(by_form(attendee, b"\xff\xd8\xff" + bytes(20_200_000)), 413, "20 MB")
    night.move("closed")
    assert refused(by_form(attendee, group="1"), 409, "closed")
    assert night.events("ClipAdded") == []
    assert by_form(attendee).status_code == 200, "of the night itself, also the next morning"


def test_one_act_sent_twice_is_one_photo(night: Evening, attendee: Device, host: Device) -> None:
    upload = in_parts(attendee)
    answers = [attendee.act("clips", **WORDS, upload=upload, command="the-same-id") for _time in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(night.events("ClipAdded")) == 1
    assert host.act("clips", **WORDS, upload=upload).status_code == 404


def test_without_javascript_a_refused_form_keeps_the_photo(attendee: Device) -> None:
    sent = attendee.client.post(
        attendee.path("clips"),
        data=WORDS | {"title": " ", "form": f"/n/{attendee.code}/clips"},
        files={"file": ("photo.jpg", PHOTO, "image/jpeg")},
        headers={"Referer": f"{attendee.client.base_url}{attendee.path('clips')}".replace("//n", "/n")},
    )
    assert sent.status_code == 422
    assert "Your file has arrived" in sent.text
    found = re.search(r'name="upload" value="(\w+)"', sent.text)
    assert found
    assert attendee.act("clips", **WORDS, upload=found[1]).status_code == 200
