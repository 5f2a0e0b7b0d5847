"""Reporters over HTTP: their link, what it does not open, and what is public of what they bring."""

import asyncio
import re
import time

import pytest
import websockets

from opennight.night.fold import fold
from tests.live.test_socket import hear, line
from tests.media.pictures import photo
from tests.web.cast import KEYS, Device, Evening, refused
from tests.web.films import SOUND, ready
from tests.web.sent_clips import begin, by_form, in_parts

RITA = {"name": "Rita", "interest": "paid by the Network"}
CREDIT = "Rita, reporter (interest: paid by the Network)"


@pytest.fixture(autouse=True)
def talking(night: Evening, attendee: Device, neighbour: Device, host: Device) -> None:
    """Ada sits with the bees; Ben sits nowhere."""
    night.talk_about_bees(attendee)
    assert host.act("reporters", **RITA).status_code == 200


def opens(night: Evening, device: Device, no: int = 1) -> Device:
    key = KEYS.reporter(fold(night.code, night.recorded), no)
    assert device.get(f"reporter?key={key}").status_code == 303
    return device


@pytest.fixture
def reporter(night: Evening, talking: None) -> Device:
    """Rita, who has not joined."""
    return opens(night, night.device())


def key_of(device: Device, no: int) -> str:
    """The key of those who are in this clip, as the reporter's phone shows it."""
    found = re.search(rf'href="[^"]+/clips/{no}\?key=(\w+)"', device.get(f"clips/{no}").text)
    assert found, "no link"
    return found[1]


def statuses(no: int, *devices: Device) -> list[int]:
    return [device.get(f"clips/{no}{end}").status_code for device in devices for end in ("", "/file")]


def test_the_host_shows_the_link_and_it_opens_the_tour(night: Evening, host: Device) -> None:
    page = host.get("links").text
    found = re.search(r"/reporter\?key=\w+", page)
    assert CREDIT in page
    assert found
    device = night.device()
    assert device.get(found[0].removeprefix("/")).headers["location"] == f"/n/{night.code}/reporter"
    tour = device.get("reporter").text
    assert CREDIT in tour
    assert "Nothing yet" in tour
    assert f'href="/n/{night.code}/groups/1/clips"' in tour


def test_one_of_two_releases_and_is_public_at_once_the_other_is_nowhere(
    night: Evening, reporter: Device, attendee: Device, host: Device, outsider: Device
) -> None:
    """Given two people in two clips, when one of them presses release, then whoever comes without a cookie
    sees it while groups talk; of the other there is no address, no board and no file; and the next morning
    the first takes it back."""
    for title, who, colour in (("On hedges", "Dora", "green"), ("On wasps", "Emil", "gold")):
        assert by_form(reporter, photo(colour=colour), title=title, who=who).status_code == 200
    assert refused(reporter.act("clips/1/release"), 403, "The people in it")
    assert statuses(1, attendee, outsider) == [404] * 4
    key = key_of(reporter, 1)
    dora = night.device()
    assert "Release it" in dora.get(f"clips/1?key={key}").text
    assert dora.act("clips/1/release", key=key).status_code == 200
    assert night.actors("ClipReleased") == ["guest"]
    assert statuses(1, night.device(), attendee) == [200] * 4
    public = night.device().get("clips")
    assert "On hedges" in public.text
    assert CREDIT in public.text
    assert statuses(2, night.device(), attendee) == [404] * 4
    shown = [public, *map(host.get, ("board", "record", "record.json", "record.csv", "record.md"))]
    assert [answer.url for answer in shown if "On wasps" in answer.text or "Emil" in answer.text] == []
    night.move("closed")
    for ending in ("md", "html", "csv", "json"):
        text = outsider.get(f"record.{ending}").text
        assert "On hedges" in text, ending
        assert "paid by the Network" in text, ending
        assert "On wasps" not in text, ending
    file = outsider.get("clips/1/file").content
    assert dora.act("clips/1/withdraw", key=key).status_code == 200
    assert statuses(1, reporter, attendee, night.host, outsider) == [404] * 8
    assert "was withdrawn" in outsider.get("clips/1").text
    folder = night.server.folder / "nights.db.media" / night.code
    assert file not in [one.read_bytes() for one in folder.rglob("*") if one.is_file()]
    give_up = time.monotonic() + 10
    while [row for row in night.log if "On hedges" in str(row) or "Dora" in str(row)]:
        assert time.monotonic() < give_up, "the log blanks them right after the answer"
        time.sleep(0.05)


def test_they_write_at_any_table_with_their_interest(
    night: Evening, reporter: Device, attendee: Device, neighbour: Device
) -> None:
    form = f"/n/{night.code}/groups/1/notes"
    assert refused(neighbour.act("groups/1/notes", text="No", kind="quote"), 403)
    said = reporter.act("groups/1/notes", text="Sell the honey", kind="quote", who="Ben")
    assert said.status_code == 200, said.text
    assert night.actors("NoteWritten") == ["reporter:1"]
    for device, page in (
        (attendee, "groups/1"),
        (reporter, "groups/1/clips"),
        (night.host, "desk?part=written&group=1"),
    ):
        text = device.get(page).text
        assert "Sell the honey" in text, page
        assert CREDIT in text, page
    assert reporter.act("notes/1/edit", text="Sell more honey", who="Ben").status_code == 200
    assert refused(reporter.act("groups/1/notes", text="Sell", kind="action"), 422, "quotes and notes")
    plain = reporter.submit("groups/1/notes", "groups/1/clips", text=" ", kind="note", form=form)
    assert plain.status_code == 422
    assert "Please write something here." in plain.text
    assert "Sell more honey" in plain.text, "the page that it was on"
    assert reporter.act("notes/1/hide").status_code == 200
    assert "Sell more honey" not in reporter.get("groups/1/clips").text


def test_what_they_send_twice_is_there_once(night: Evening, reporter: Device) -> None:
    for _time in range(2):
        said = {"command": "the-same-words", "text": "Sell the honey", "kind": "quote"}
        assert reporter.act("groups/1/notes", **said).status_code == 200
        assert by_form(reporter, command="the-same-clip", group="1").status_code == 200
    assert len(night.events("NoteWritten")) == len(night.events("ClipAdded")) == 1


def test_whoever_has_joined_and_sits_there_is_a_reporter_all_the_same(
    night: Evening, attendee: Device
) -> None:
    opens(night, attendee)
    attendee.act("groups/1/notes", text="We sell honey", kind="note")
    by_form(attendee, group="1")
    assert night.actors("NoteWritten") == night.actors("ClipAdded") == ["reporter:1"]
    attendee.act("pitches/1/edit", title="Bees!")
    assert night.actors("PitchEdited") in ([], ["person:1"])
    assert attendee.act("groups/1/leave").status_code == 200
    assert night.actors("GroupLeft") == ["person:1"]


def test_what_a_reporter_may_not(night: Evening, reporter: Device, attendee: Device, host: Device) -> None:
    assert host.act("reporters", name="Rob", interest="none").status_code == 200
    rival = opens(night, night.device(), 2)
    by_form(reporter, group="1", who="Dora")
    by_form(attendee, group="1", title="Ours")
    attendee.act("groups/1/notes", text="Ours", kind="note")
    for path, fields in (
        ("clips/1/show", {}),
        ("clips/1/hide", {}),
        ("notes/1/show", {}),
        ("people", {"name": "Nora"}),
        ("people/1/remove", {}),
        ("phase", {"to": "share"}),
        ("announcement", {"text": "Buy"}),
        ("scene", {"scene": "timer"}),
        ("reporters", {"name": "More", "interest": "none"}),
        ("reporters/1", {"name": "More", "interest": "none"}),
        ("reporters/1/revoke", {}),
        ("pitches", {"title": "Mine"}),
        ("pitches/1/vote", {}),
        ("share/1/heart", {}),
        ("groups/1/join", {}),
        ("groups/1/headline", {"text": "Mine"}),
        ("notes/1/edit", {"text": "Mine"}),
        ("notes/1/hide", {}),
        ("clips/2/release", {}),
        ("clips/2/withdraw", {}),
    ):
        assert reporter.act(path, **fields).status_code == 403, path
    for page in (
        "desk",
        "links",
        "helper",
        "remote",
        "waiting",
        "moderated",
        "record",
        "groups/1",
        "overview",
    ):
        assert reporter.get(page).status_code in (303, 403, 404, 409), page
    assert statuses(2, reporter) == statuses(1, rival) == [404, 404]
    assert refused(rival.act("clips/1/withdraw"), 403)
    assert "Ours" not in reporter.get("groups/1/clips").text


def test_a_link_is_worthless_once_revoked_and_so_is_a_wrong_one(
    night: Evening, reporter: Device, host: Device, outsider: Device, stranger: Device
) -> None:
    by_form(reporter, who="Dora")
    key = KEYS.reporter(fold(night.code, night.recorded), 1)
    assert host.act("reporters/1/revoke").status_code == 200
    assert refused(by_form(reporter), 403, "Join the night first")
    assert begin(reporter, 10).status_code == 403
    assert refused(reporter.act("groups/1/notes", text="No", kind="quote"), 403)
    assert refused(reporter.act("clips/1/withdraw"), 403)
    assert statuses(1, reporter) == [404, 404]
    assert reporter.get("reporter").status_code == 403
    for device, given in ((outsider, key), (outsider, "0" * 32), (stranger, key)):
        assert "does not work any more" in device.get(f"reporter?key={given}").text
        assert device.get("reporter").status_code == 403


def test_whoever_had_a_revoked_link_finds_what_was_not_sent(
    night: Evening, reporter: Device, host: Device, outsider: Device
) -> None:
    """It is in their browser: the page that says that the link is revoked shows it, and takes a new link."""
    assert host.act("reporters/1/revoke").status_code == 200
    for path in ("reporter", "reporter?key=" + "0" * 32):
        answer = reporter.get(path)
        assert answer.status_code == 403
        assert 'data-owner="reporter-1"' in answer.text
        assert "/scripts/unsent.js" in answer.text
    for path in ("groups/1/clips", "clips"):
        assert f'href="/n/{night.code}/reporter">See what you recorded' in reporter.get(path).text, path
        assert "See what you recorded" not in outsider.get(path).text
    assert "data-owner" not in outsider.get("reporter").text
    assert host.act("reporters", name="Rita", interest="none").status_code == 200
    key = KEYS.reporter(fold(night.code, night.recorded), 2)
    assert reporter.get(f"reporter?key={key}").status_code == 303
    assert reporter.get("reporter").status_code == 200


def test_a_new_desk_link_shuts_them_out_and_an_upload_is_theirs_alone(
    night: Evening, reporter: Device, attendee: Device, host: Device
) -> None:
    assert begin(attendee, 30_000_000).status_code == 413
    assert begin(reporter, 30_000_000).status_code == 201, "a film of five minutes"
    assert refused(begin(reporter, 90_000_000), 413, "the limit is 80 MB")
    id = in_parts(reporter)
    fields = {"title": "Mine", "consent": "1", "upload": id}
    assert refused(attendee.act("clips", **fields), 404, "not here any more")
    assert reporter.act("clips", **fields).status_code == 200
    assert host.act("desk-key").status_code == 200
    assert reporter.get("reporter").status_code == 403


def test_whoever_is_done_leaves_no_reporter_behind(
    night: Evening, attendee: Device, neighbour: Device, host: Device
) -> None:
    opens(night, attendee)
    for device in (neighbour, night.device()):
        assert refused(device.act("reporter/leave"), 403, "Only reporters")
    assert host.act("reporter/leave").status_code == host.get("desk").status_code == 200
    assert attendee.submit("reporter/leave", "reporter").headers["location"] == f"/n/{night.code}"
    assert attendee.get("reporter").status_code == 403
    assert attendee.get().status_code == 200, "she is still Ada"
    assert by_form(attendee, group="1").status_code == 200
    assert night.actors("ClipAdded") == ["person:1"]


def test_the_host_who_tries_the_link_stays_the_host(night: Evening, host: Device) -> None:
    opens(night, host)
    assert host.get("desk").status_code == 200
    assert "counts as the host's" in host.get("reporter").text
    assert by_form(host, group="1").status_code == 200
    assert night.actors("ClipAdded") == ["host"]


async def test_a_reporter_follows_the_tour_and_nothing_else_until_the_link_is_revoked(
    night: Evening, reporter: Device, host: Device
) -> None:
    for other in ("as=phone", "as=group&group=1", "as=desk", "as=remote", "as=helper", "as=own"):
        async with line(reporter, f"{other}&since=0") as socket:
            with pytest.raises(websockets.ConnectionClosedError) as closed:
                await asyncio.wait_for(socket.recv(), 10)
            assert closed.value.rcvd
            assert closed.value.rcvd.code == 1008, other
    async with line(reporter, "as=reporter&since=0") as socket:
        assert "Nothing yet" in str(await hear(socket, '"v"'))
        assert host.act("reporters/1/revoke").status_code == 200
        assert await hear(socket, "reload")


def test_several_in_one_clip_each_have_a_link_and_mend_its_words_with_it(
    night: Evening, reporter: Device, outsider: Device
) -> None:
    """Given Dora and Emil in one recording, then it is public once both have released it, each with their own
    link; and Dora, who is not in the night, types what is said in it."""
    assert by_form(reporter, SOUND, title="On hedges", who="Dora\r\nEmil").status_code == 200
    ready(reporter)
    links = re.findall(r'href="[^"]+/clips/1\?key=(\w+)">Link for (\w+)', reporter.get("clips/1").text)
    assert [name for _key, name in links] == ["Dora", "Emil"]
    dora, emil = (key for key, _name in links)
    assert outsider.act("clips/1/release", key=dora).status_code == 200
    assert "1 of the 2 people in it have released it." in reporter.get("clips/1").text
    page = outsider.get(f"clips/1?key={dora}").text
    assert "You have released it." in page
    assert "Release it" not in page
    assert outsider.get("clips/1").status_code == 404
    words = outsider.get(f"clips/1/words?key={dora}")
    assert f'name="key" value="{dora}"' in words.text
    assert refused(outsider.act("clips/1/words/whole", text="Hedges"), 403, "Join the night first")
    assert refused(outsider.act("clips/1/words/whole", text="Hedges", key=dora[::-1]), 403, "Join the night")
    assert outsider.get(f"clips/1/words?key={dora[::-1]}").status_code == 403
    typed = outsider.submit("clips/1/words/whole", f"clips/1/words?key={dora}", key=dora, text="Hedges")
    assert typed.headers["location"].endswith(f"/clips/1?key={dora}")
    assert night.actors("CaptionsMended") == ["guest"]
    assert outsider.act("clips/1/release", key=emil).status_code == 200
    assert "Hedges" in outsider.get("clips/1").text
    assert outsider.act("clips/1/withdraw", key=emil).status_code == 200
    assert outsider.get(f"clips/1?key={dora}").status_code == 404
