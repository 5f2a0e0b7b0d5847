"""Captions over HTTP: written down by the server, read by exactly those who see the clip, mended, quoted."""

import re
import time
from collections.abc import Iterator

import pytest

from tests.server import Server
from tests.web.cast import Device, Evening, refused
from tests.web.films import SOUND, ready
from tests.web.sent_clips import by_form
from tests.web.test_nothing_secret import pushed
from tests.web.test_reporters import opens

SAID = "of a bee"
"""What the tests' engine hears in all that is not silent."""


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that writes down what is said, with an engine of the tests' own."""
    folder = tmp_path_factory.mktemp("captions")
    with Server(folder, OPENNIGHT_CAPTIONS="tests.engine:Parrot") as made:
        yield made


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada and Ben sit with the bees."""
    night.talk_about_bees(attendee)
    neighbour.act("groups/1/join")


def recorded(device: Device, no: int = 1, **fields: str) -> None:
    """Send a recording, and wait until it is ready."""
    fields = {"group": "1", "title": "The hive", "who": "Dora"} | fields
    assert by_form(device, SOUND, **fields).status_code == 200
    ready(device, no)


def written(night: Evening, kind: str = "CaptionsWritten", many: int = 1) -> None:
    give_up = time.monotonic() + 60
    while len(night.events(kind)) < many:
        assert time.monotonic() < give_up, "nobody wrote it down"
        time.sleep(0.1)


def forgotten(night: Evening, words: str) -> None:
    """The log has blanked these words, or does so any moment."""
    give_up = time.monotonic() + 20
    while any(words in str(row) for row in night.log):
        assert time.monotonic() < give_up, "they are still in the log"
        time.sleep(0.1)


def mend(device: Device, edition: int, *lines: str) -> dict[str, str]:
    return {"edition": str(edition)} | {f"line-{no}": text for no, text in enumerate(lines, 1)}


def statuses(path: str, *devices: Device) -> list[int]:
    return [device.get(path).status_code for device in devices]


def test_what_is_said_is_read_by_exactly_those_who_see_the_clip(
    night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device, stranger: Device
) -> None:
    """Given Ada's recording, when the server has written it down, then her group reads it in the player and
    below it, marked as a machine's, and nobody else does until it is released; withdrawn, it is nowhere."""
    zoe = night.enter("Zoe")
    recorded(attendee)
    written(night)
    assert night.actors("CaptionsWritten") == ["system"]
    everybody = (attendee, neighbour, host, zoe, outsider, stranger)
    assert statuses("clips/1/captions.vtt", *everybody) == [200, 200, 200, 404, 404, 404]
    file = neighbour.get("clips/1/captions.vtt")
    assert file.text.startswith("WEBVTT\n\n00:00:00.000 --> 00:00:00.")
    assert file.text.endswith(f"\n{SAID}\n")
    assert file.headers["content-type"].startswith("text/vtt")
    assert file.headers["x-content-type-options"] == "nosniff"
    for page in ("clips/1", "groups/1/clips"):
        told = neighbour.get(page).text
        assert SAID in told
        assert "Written by a machine: it may be wrong." in told
    player = f'src="/n/{night.code}/clips/1/captions.vtt?e=1" label="Captions" srclang="en" default>'
    assert f'<track kind="captions" {player}' in neighbour.get("clips/1").text
    pages = ("clips/1", "groups/1/clips", "clips", "", "board", "record.json", "evening")
    for device in (zoe, outsider, stranger):
        for page in (*pages, "clips/1/words"):
            assert SAID not in device.get(page).text, page
    assert attendee.act("clips/1/release").status_code == 200
    assert statuses("clips/1/captions.vtt", *everybody) == [200] * 6
    assert SAID in outsider.get("clips/1").text
    assert 'file#t=0.2"' in outsider.get("clips/1?t=240").text
    assert "Correct the words" not in outsider.get("clips/1").text
    night.move("closed")
    for ending in ("json", "md", "csv", "html"):
        assert SAID in outsider.get(f"record.{ending}").text, ending
    assert SAID in attendee.get("me/known").text
    assert attendee.act("clips/1/withdraw").status_code == 200
    assert statuses("clips/1/captions.vtt", *everybody) == [404] * 6
    for device in everybody:
        for page in (*pages, "record.md", "record.csv", "record", "me/known", "moderated"):
            assert SAID not in device.get(page).text, page
    forgotten(night, SAID)


def test_anybody_in_the_group_mends_it_and_two_at_once_lose_nothing(
    night: Evening, attendee: Device, neighbour: Device
) -> None:
    """Given two who opened the same words, when the second saves over what the first has changed, then they
    are told, see both, and what they had not touched is as the first one left it."""
    recorded(attendee)
    written(night)
    heard = night.events("CaptionsWritten")[0]["lines"][0]["text"]
    assert (
        attendee.submit(
            "clips/1/words", "clips/1/words", **mend(attendee, 1, "Ada hears", "of a pea")
        ).status_code
        == 303
    )
    again = neighbour.submit("clips/1/words", "clips/1/words", **mend(neighbour, 1, heard, "of the bee"))
    assert again.status_code == 409
    assert "Somebody else changed this in the meantime" in again.text
    assert ">\nAda hears</textarea>" in again.text, "they had not touched it"
    assert ">\nof the bee</textarea>" in again.text
    assert "Now it says: “of a pea”" in again.text
    assert 'name="edition" value="2"' in again.text
    assert neighbour.act("clips/1/words", **mend(neighbour, 2, "Ada hears", "of the bee")).status_code == 200
    told = attendee.get("clips/1").text
    assert "of the bee" in told
    assert "Written by a machine" not in told
    assert night.actors("CaptionsMended") == ["person:1", "person:2"]


@pytest.mark.long
def test_a_line_is_quoted_with_the_way_back(night: Evening, attendee: Device, neighbour: Device) -> None:
    recorded(attendee)
    written(night)
    assert "Quote this" not in neighbour.get("clips/1").text
    assert refused(neighbour.act("clips/1/quote", line="2"), 409, "once it is released")
    attendee.act("clips/1/release")
    assert "Quote this" in neighbour.get("clips/1").text
    assert neighbour.act("clips/1/quote", line="2").status_code == 200
    page = neighbour.get("groups/1").text
    link = re.search(rf'href="/n/{night.code}/(clips/1\?t=\d+)"', page)
    assert link
    assert f"“{SAID}”" in page
    assert SAID in neighbour.get(link[1]).text
    night.move("closed")
    assert link[0].removeprefix("href=") in neighbour.get("record/g/1").text
    attendee.act("clips/1/withdraw")
    for path in ("groups/1", "record", "record.md", "record.json", "me/known"):
        assert SAID not in neighbour.get(path).text, path
    forgotten(night, SAID)


def test_clips_are_found_by_what_is_said_without_javascript(night: Evening, attendee: Device) -> None:
    recorded(attendee, title="One", who="Cleo")
    recorded(attendee, 2, title="Two")
    written(night, many=2)
    attendee.act("clips/1/words", **mend(attendee, 1, "", "Swifts need holes"))
    assert 'role="search"' in attendee.get("groups/1/clips").text
    for words, found in (("swifts", [1]), ("bee", [2]), ("CLEO", [1]), ("", [1, 2]), ("moths", [])):
        page = attendee.get(f"groups/1/clips?q={words}").text
        assert [int(no) for no in re.findall(r'id="clip-(\d+)"', page)] == found, words
    assert "No clips with these words." in attendee.get("groups/1/clips?q=moths").text


async def test_no_push_tells_what_is_said(
    night: Evening, attendee: Device, host: Device, outsider: Device
) -> None:
    """Not even to those who may read it: each page is drawn for its reader."""
    recorded(attendee)
    written(night)
    attendee.act("clips/1/words", **mend(attendee, 1, "", "of a wasp"))
    screens = ((attendee, "phone"), (attendee, "group&group=1"), (outsider, "board"), (host, "desk"))
    for device, audience in screens:
        told = " ".join([word async for word in pushed(device, audience)])
        assert told, audience
        assert SAID not in told, audience
        assert "wasp" not in told, audience


@pytest.mark.long
def test_where_the_host_reads_first_what_was_mended_waits(
    night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    recorded(attendee)
    written(night)
    attendee.act("clips/1/release")
    host.act("reading", nouns="note")
    for _twice in range(2):
        assert neighbour.act("clips/1/words/confirm", edition="1").status_code == 200
    assert len(night.events("CaptionsMended")) == 1, "once"
    assert neighbour.act("clips/1/words", **mend(neighbour, 2, "", "Rude")).status_code == 200
    assert "Rude" in attendee.get("clips/1").text, "whoever may mend it sees what it says now"
    for path in ("clips/1", "clips/1/captions.vtt"):
        assert "Rude" not in outsider.get(path).text
        assert SAID in outsider.get(path).text
    assert "Words of 1 clip to read" in host.get("desk").text
    assert host.act("clips/1/words/confirm", edition="3").status_code == 200
    assert "Rude" in outsider.get("clips/1").text
    assert host.act("clips/1/words/back", edition="1").status_code == 200
    assert "Rude" not in outsider.get("clips/1").text


def test_a_server_that_was_killed_takes_it_up_again(
    night: Evening, attendee: Device, shared_server: Server
) -> None:
    """Given a server that dies while a clip is written down, when somebody opens the night, it goes on."""
    recorded(attendee)
    shared_server.kill()
    shared_server.restart()
    attendee.get("clips/1")
    written(night)
    assert len(night.events("CaptionsWritten")) == 1


@pytest.mark.long
def test_the_board_has_the_captions_of_what_it_plays(night: Evening, attendee: Device, host: Device) -> None:
    recorded(attendee)
    written(night)
    attendee.act("clips/1/release")
    host.act("reel/pick", clip="1")
    host.act("reel/play")
    assert f'src="/n/{night.code}/clips/1/captions.vtt?e=1"' in host.get("board").text
    attendee.act("clips/1/words", **mend(attendee, 1, "", "of a wasp"))
    assert f'src="/n/{night.code}/clips/1/captions.vtt?e=2"' in host.get("board").text


@pytest.mark.long
def test_a_reporter_puts_right_what_they_brought(
    night: Evening, attendee: Device, host: Device, outsider: Device
) -> None:
    assert host.act("reporters", name="Rita", interest="paid by the Network").status_code == 200
    rita = opens(night, outsider)
    recorded(rita, who="")
    written(night)
    assert rita.get("clips/1/words").status_code == 200
    assert refused(attendee.act("clips/1/words", **mend(attendee, 1, "", "of a wasp")), 404)
    assert rita.act("clips/1/words", **mend(rita, 1, "", "of a wasp")).status_code == 200
    assert night.actors("CaptionsMended") == ["reporter:1"]
    assert host.act("clips/1/release").status_code == 200
    assert "Quote this" in rita.get("clips/1").text
    assert rita.act("clips/1/quote", line="2").status_code == 200
    assert night.actors("NoteWritten") == ["reporter:1"]


def test_in_another_language_there_is_a_field_to_type_it(
    night: Evening, attendee: Device, host: Device
) -> None:
    setup = {"title": "Bees", "slot_id": "1", "slot_start": "19:30", "slot_end": "20:15", "least": "1"}
    rooms = {"room_id": "1", "room_name": "Hall", "room_seats": "2", "room_features": ""}
    assert host.act("setup", **setup, **rooms, language="cy").status_code == 200
    assert refused(host.act("setup", **setup, **rooms, language="xx"), 422, "Pick one", "language")
    recorded(attendee)
    assert "This server cannot write down" in attendee.get("clips/1").text
    assert "Type it here" in attendee.get("clips/1/words").text
    assert attendee.act("clips/1/words/whole", text="蜂" * 7000).status_code == 200, "in any script"
    whole = {"text": "Gwenyn", "edition": "1"}
    assert attendee.submit("clips/1/words/whole", "clips/1/words", **whole).status_code == 303
    assert "Gwenyn" in attendee.get("clips/1").text
    assert attendee.get("clips/1/captions.vtt").text == "WEBVTT\n"
    assert night.events("CaptionsWritten") == []


def test_a_new_night_is_thought_to_speak_what_its_host_reads(host: Device, shared_server: Server) -> None:
    chosen = r'<option value="(\w*)"[^>]* selected>(?:English|Deutsch|Another language)'
    for read, tag in (("de-CH,de;q=0.9,en;q=0.5", "de"), ("sv,nb", ""), ("en-GB", "en")):
        page = host.get(f"/start?key={shared_server.start_key}", **{"Accept-Language": read})
        assert re.findall(chosen, page.text) == [tag], read
    assert re.findall(chosen, host.get("setup", **{"Accept-Language": "de"}).text) == ["en"]


def test_what_is_refused(
    night: Evening, attendee: Device, host: Device, outsider: Device, stranger: Device
) -> None:
    recorded(attendee)
    written(night)
    zoe = night.enter("Zoe")
    attendee.act("clips/1/release")
    fine = mend(attendee, 1, "a", "b")
    for device in (outsider, stranger):
        assert refused(device.act("clips/1/words", **fine), 403, "Join the night first")
    assert refused(zoe.act("clips/1/words", **fine), 403, "Only the person who made this clip")
    assert refused(attendee.act("clips/9/words", **fine), 404, "no such")
    assert refused(
        attendee.act("clips/1/words", **mend(attendee, 1, "a", "x" * 401)), 422, "Too long by 1", "line-2"
    )
    assert refused(attendee.act("clips/1/words", edition="1"), 422, "Something is wrong")
    assert refused(attendee.act("clips/1/words", **fine | {"edition": "x"}), 422, "whole number", "edition")
    assert refused(attendee.act("clips/1/words", **fine | {"line-1": "x" * 70_000}), 413, "too much")
    assert refused(attendee.act("clips/1/quote", line="7"), 404, "have changed")
    assert refused(attendee.act("clips/1/words/back", edition="0"), 403)
    for device in (zoe, outsider, stranger):
        assert refused(device.act("clips/1/words/confirm", edition="1"), 403)
    assert zoe.get("clips/1/words").status_code == 403
    assert night.events("CaptionsMended") == []
    assert host.act("clips/1/words", **fine).status_code == 200
