"""The record over HTTP: public once the night is closed, only for the host before that."""

import pytest

from tests.web.cast import Device, Evening

FILES = ["record", "record.md", "record.csv", "record.json", "record.html"]


@pytest.mark.parametrize("page", FILES)
def test_it_opens_when_the_night_closes(
    night: Evening, host: Device, attendee: Device, outsider: Device, page: str
) -> None:
    for device in (attendee, outsider):
        assert device.get(page).status_code == 409
    assert host.get(page).status_code == 200
    night.move("closed")
    assert outsider.get(page).status_code == 200


def test_as_a_file(night: Evening, host: Device) -> None:
    answer = host.get("record.md")
    assert answer.headers["content-disposition"] == f'attachment; filename="opennight-{night.code}.md"'
    assert host.get("record.exe").status_code == 404
    assert host.get("/n/NOSUCH/record.md").status_code == 404
