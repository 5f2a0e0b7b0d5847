"""The evening in pictures over HTTP: each as a file, too."""

import xml.etree.ElementTree as ET

from tests.web.cast import Device, Evening


def test_each_is_a_file_that_says_of_which_night_it_is(
    night: Evening, attendee: Device, outsider: Device
) -> None:
    assert outsider.get("record/pictures/evening.svg").status_code == 409
    night.move("closed")
    answer = outsider.get("record/pictures/evening.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ET.fromstring(answer.text)  # noqa: S314 - our own
    source = root.find("{http://www.w3.org/2000/svg}desc")
    assert source is not None
    assert (source.text or "").startswith("Bees and books · ")
    page = outsider.get("record/pictures").text
    assert f'href="/n/{night.code}/record/pictures/evening.svg"' in page
    for name in ("met", "nothing", "__class__"):
        assert outsider.get(f"record/pictures/{name}.svg").status_code == 404
