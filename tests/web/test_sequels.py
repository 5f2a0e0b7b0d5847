"""What came after the night, over HTTP: who adds it, and where it is read."""

import pytest

from tests.web.cast import Device, Evening, refused

POST = {"text": "What we talked about", "url": "https://blog.example/night"}


@pytest.fixture(autouse=True)
def closed(night: Evening, attendee: Device, neighbour: Device) -> None:
    night.talk_about_bees(attendee)
    attendee.act("groups/1/notes", kind="action", text="Drill holes")
    night.move("closed")


def test_people_add_to_the_record_and_others_read_it_there(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    assert "You were there: add" in attendee.get("record").text
    assert "You were there" not in outsider.get("record").text
    assert attendee.submit("afterwards", "afterwards", **POST).headers["location"].endswith("/afterwards")
    neighbour.submit("afterwards", "afterwards", text="They are drilled", about="note:1")
    for page in ("record", "about"):
        text = outsider.get(page).text
        assert 'href="https://blog.example/night" rel="nofollow ugc noopener"' in text, page
        assert "They are drilled" in text, page
    where = f"/n/{night.code}/record/g/1#note-1"
    assert f'href="{where}" hx-ignore>Drill holes</a>' in outsider.get("record").text
    for ending in ("md", "csv", "json", "html"):
        assert POST["url"] in outsider.get(f"record.{ending}").text, ending
    assert "They are drilled" in outsider.get("now.atom").text
    assert POST["text"] in attendee.get("me/known").text
    assert refused(outsider.act("afterwards", **POST), 403)


def test_the_host_adds_what_a_stranger_wrote(host: Device, attendee: Device, outsider: Device) -> None:
    assert "Add it for them" in host.get("afterwards").text
    assert "Add it for them" not in attendee.get("afterwards").text
    assert host.submit("afterwards", "afterwards", **POST).status_code == 303
    for page in ("record", "about", "record.html", "record.md", "now.atom"):
        assert POST["url"] in outsider.get(page).text, page
    assert (
        "The host" in outsider.get("record").text.partition('id="afterwards"')[2].partition("</section>")[0]
    )


def test_it_is_from_whom_its_author_chose_to_be(attendee: Device, outsider: Device) -> None:
    attendee.act("me/byline", byline="participant")
    attendee.act("afterwards", **POST)
    section = outsider.get("about").text.partition('id="afterwards"')[2]
    assert "a participant" in section
    assert "Ada" not in section
    assert "a participant" in attendee.get("afterwards").text


def test_what_is_reported_is_for_the_host_to_look_at(
    night: Evening, attendee: Device, neighbour: Device, host: Device, outsider: Device
) -> None:
    attendee.act("afterwards", **POST)
    assert "Show it to the host" in neighbour.get("afterwards").text
    assert "Show it to the host" not in attendee.get("afterwards").text
    assert neighbour.submit("reports/sequel/1", "afterwards").status_code == 303
    assert POST["text"] in outsider.get("record").text
    assert "1 reader asks you to look at it" in host.get("desk").text
    night.move("share")
    assert host.act("remote/helpers", controls="approve").status_code == 200
    for device, page in ((host, "afterwards"), (night.helper(), "afterwards"), (night.helper(), "waiting")):
        assert "1 reader asks you to look at it" in device.get(page).text
    night.move("closed")
    assert host.submit("watch/1/clear", "afterwards", what="sequel").status_code == 303
    assert "asks you to look at it" not in host.get("afterwards").text
    assert POST["text"] in outsider.get("record").text
    assert host.submit("sequels/1/hide", "afterwards").status_code == 303
    assert POST["text"] not in outsider.get("record").text
    assert "What came after" in attendee.get("me").text


def test_a_helper_adds_nothing_of_their_own(helper: Device) -> None:
    assert refused(helper.act("afterwards", **POST), 403, "Join the night first")
    assert "Where to read it" not in helper.get("afterwards").text
