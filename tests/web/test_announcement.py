"""A night's public page: what outsiders read of it, what the door says, and who may follow the night."""

import json
from xml.etree import ElementTree as ET

from tests.live.test_socket import hear, line
from tests.web.cast import Device, Evening, refused

SAYS = {
    "summary": "An evening of topics",
    "opens": "18:30",
    "price": "Pay what you can, from £20",
    "booking": "https://book.example/night",
    "background": "Read https://example.org/before first.",
    "licence": "cc-by-sa-4.0",
}
ENTRY = "{http://www.w3.org/2005/Atom}entry"


def titles(feed: str) -> list[str | None]:
    """Of the entries. It is our own feed, so no stranger's XML."""
    return [one[1].text for one in ET.fromstring(feed).iter(ENTRY)]  # noqa: S314


def test_from_the_day_it_is_set_up_there_is_a_page_to_read(
    night: Evening, host: Device, outsider: Device
) -> None:
    """At first it says what the door says; once the host has written it, all there is to know."""
    bare = outsider.get("about").text
    assert "Bees and books" in bare
    assert "Library" in bare
    assert 'name="robots" content="noindex"' in bare
    assert "Change this page" not in bare
    assert host.submit("about", "about/edit", **SAYS).headers["location"].endswith("/about")
    page = outsider.get("about").text
    for said in ("An evening of topics", "from £20", "Book a place", "18:30", "CC BY-SA 4.0"):
        assert said in page, said
    assert '<a href="https://example.org/before"' in page
    assert "Change this page" in host.get("about").text
    data = json.loads(page.partition('ld+json">')[2].partition("</script>")[0])
    assert (data["@type"], data["startDate"]) == ("Event", "2026-11-22T18:30:00+00:00")
    assert f'property="og:url" content="{data["url"]}"' in page
    file = outsider.get("about.ics")
    assert "DTSTART;TZID=Europe/London:20261122T183000" in file.text


def test_the_door_says_the_licence_and_that_others_may_follow(
    night: Evening, host: Device, outsider: Device
) -> None:
    assert "CC BY 4.0" in outsider.get(f"/j/{night.code}").text
    assert "follow this night" not in outsider.get(f"/j/{night.code}").text
    host.act("about", **SAYS, follow="1")
    door = outsider.get(f"/j/{night.code}").text
    assert "CC BY-SA 4.0" in door
    assert "Others can follow this night" in door


def test_a_refused_page_keeps_what_was_typed(host: Device) -> None:
    answer = host.submit("about", "about/edit", **SAYS | {"booking": "book.example", "follow": "1"})
    assert answer.status_code == 422
    assert "Paste an address that begins with https://" in answer.text
    assert "An evening of topics" in answer.text
    assert 'name="follow" value="1" checked' in answer.text
    assert 'value="cc-by-sa-4.0" checked' in answer.text
    assert refused(host.act("about", summary="x" * 601, licence="cc-by-4.0"), 422, "Too long by 1", "summary")
    assert refused(host.act("about"), 422, "Pick one", "licence")


def test_nobody_follows_until_the_host_says_so(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Not even that the night is on: a private dinner is nobody else's."""
    for device in (outsider, attendee):
        assert device.get("now").status_code == 403
        assert device.get("now.atom").status_code == 403
    assert "Only you see this page" in host.get("now").text
    host.act("about", licence="cc-by-4.0", follow="1", listed="1")
    assert "People come in." in outsider.get("now").text
    assert "noindex" not in outsider.get("about").text
    assert "Only you" not in host.get("now").text
    host.act("undo", step=str(night.version))
    assert outsider.get("now").status_code == 403


async def test_who_follows_hears_of_a_pitch_and_no_name_that_is_not_public(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    attendee.act("me/byline", byline="participant")
    host.act("about", licence="cc-by-4.0", follow="1")
    night.move("pitch")
    async with line(outsider, f"as=now&since={night.version}") as socket:
        await hear(socket, '"v"')
        attendee.act("pitches", title="Bees", more="Why?", hosted="1")
        (frame,) = await hear(socket, "Bees")
        assert "a participant" in json.dumps(frame)
        assert "Ada" not in json.dumps(frame)
        host.act("about", licence="cc-by-4.0")
        await hear(socket, '"reload"')  # to a page that says so
    assert outsider.get("now").status_code == 403


def test_the_feed(night: Evening, host: Device, attendee: Device, outsider: Device) -> None:
    """Valid XML with an entry a pitch; unchanged, it is not sent again; closed, it leads to the record."""
    host.act("about", licence="cc-by-4.0", follow="1")
    night.move("pitch")
    attendee.act("pitches", title="Bees & co", hosted="1")
    answer = outsider.get("now.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert titles(answer.text) == ["Pitched: Bees & co"]
    tag = answer.headers["etag"]
    assert outsider.get("now.atom", **{"If-None-Match": tag}).status_code == 304
    night.move("closed")
    after = outsider.get("now.atom", **{"If-None-Match": tag})
    assert titles(after.text) == ["The record is open: what came of the night"]
    assert "See what came of it" in outsider.get("now").text


def test_who_comes_to_follow_too_late_reads_what_the_groups_said(
    night: Evening, host: Device, attendee: Device, outsider: Device
) -> None:
    """Once the record is open; a draft is nobody's yet."""
    host.act("about", **SAYS | {"next_time": "Every Friday"})
    night.talk_about_bees(attendee)
    attendee.act("groups/1/headline", text="Swifts need holes")
    host.act("record/hold", held="1")
    night.move("closed")
    early = outsider.get("now").text
    assert "Swifts need holes" not in early
    assert "Every Friday" in early
    host.act("record/publish")
    late = outsider.get("now").text
    assert "What the groups talked about" in late
    assert "Swifts need holes" in late


def test_the_record_is_a_work_under_the_licence(night: Evening, host: Device, outsider: Device) -> None:
    host.act("about", **SAYS | {"next_time": "Every Friday, https://example.org/next"})
    night.move("closed")
    page = outsider.get("record").text
    assert '"@type":"Article"' in page
    assert '"license":"https://creativecommons.org/licenses/by-sa/4.0/"' in page
    assert 'property="og:type" content="article"' in page
    assert '<a href="https://example.org/next"' in page
