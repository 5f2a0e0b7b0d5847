"""The host brings topics from a file: a look first, then the yes; nobody else does."""

import html

from tests.incoming.test_reading import OUTSIDE, XML
from tests.web.cast import Device, Evening, refused


def look(device: Device, content: str, name: str = "schedule.xml") -> str:
    answer = device.client.post(device.path("bring/look"), files={"file": (name, content.encode())})
    assert answer.status_code == 200, answer.text[:300]
    return answer.text


def kept_in(page: str) -> str:
    return html.unescape(page.split('name="wall" hidden hx-ignore>')[1].split("</textarea>")[0])


def test_a_look_and_a_yes(night: Evening, host: Device) -> None:
    """Given a timetable, when the host looks at it, then nothing has happened; after the yes it is what the
    page said."""
    before = night.version
    page = look(host, XML.replace("Bees", "Bees &amp; &lt;b&gt;"))
    assert night.version == before
    assert "1 new topic" in page
    assert "New rooms and rounds" in page
    assert "<b>" not in page.replace("<b hx-ignore>", "")
    assert "sessions on days other" in page
    answer = host.client.post(host.path("bring"), files={"wall": (None, kept_in(page))})
    assert answer.status_code == 303
    assert night.events("PitchMade")[0]["title"] == "Bees & <b>"
    assert "Attic" in host.get("setup").text
    again = look(host, XML.replace("Bees", "Bees &amp; &lt;b&gt;"))
    assert "is on the wall already" in again
    assert "Bring it into the night" not in again


def test_pasted(night: Evening, host: Device) -> None:
    answer = host.client.post(host.path("bring/look"), files={"pasted": (None, "title\twho\nSwifts\tAnn")})
    assert "Swifts" in answer.text


def test_refused(night: Evening, host: Device, helper: Device, outsider: Device) -> None:
    for device in (helper, outsider):
        assert device.get("bring").status_code == 403
        answer = device.client.post(device.path("bring/look"), files={"file": ("a.csv", b"title\nBees")})
        assert answer.status_code == 403
    assert refused(host.act("bring/look"), 422, "Pick a file first")
    assert refused(host.act("bring/look", pasted=OUTSIDE), 422, "DOCTYPE")
    assert refused(host.act("bring", wall="[7"), 422, "Something is wrong with this form")
    assert refused(host.act("bring", wall='{"topics": []}'), 409, "nothing new")
    shown = host.submit("bring/look", "bring", pasted="no table")
    assert shown.status_code == 422
    assert "The first row must name the columns" in shown.text
    assert "no table</textarea>" in shown.text, "what was pasted is still there"
    night.move("vote")
    assert refused(host.act("bring/look", pasted="title\nBees"), 409, "only before the vote")
