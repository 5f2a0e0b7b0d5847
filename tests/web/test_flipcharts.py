"""Flip charts over HTTP: both pictures are there for those whom they are for, and nothing is left of one that
was withdrawn."""

import io

from PIL import Image

from tests.media.flipcharts import SMALL, as_jpeg, hits, shot
from tests.web.cast import Device, Evening, refused
from tests.web.sent_clips import CORNERS, PHOTO, by_form, in_store, link_of


def fields_of(page: str) -> dict[str, str]:
    """What stands in the form's number fields."""
    return {name: page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in CORNERS}


def size(device: Device, path: str) -> tuple[int, int]:
    return Image.open(io.BytesIO(device.get(path).content)).size


def test_a_flip_chart_is_straightened_with_the_proposed_corners(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    """Given Ada ticks that her photo is a flip chart, when she presses the button without a script, then it
    is cut where the corners were found, both pictures can be seen, and taking it back leaves the first."""
    chart = shot(2, SMALL)
    answer = by_form(attendee, as_jpeg(chart), chart="1")
    assert answer.json()["go"] == f"/n/{night.code}/clips/1/straighten"
    page = attendee.get("clips/1/straighten").text
    numbers = [float(value) / 100 for value in fields_of(page).values()]
    corners = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    assert hits(chart, corners) == 4  # type: ignore[arg-type]
    taken = attendee.get("clips/1/file").content
    assert attendee.get("clips/1/original").status_code == 404
    assert attendee.act("clips/1/straighten", **fields_of(page)).status_code == 200
    wide, high = size(attendee, "clips/1/file")
    assert high > wide
    assert attendee.get("clips/1/original").content == taken
    assert "as it was taken" in attendee.get("clips").text
    assert (
        neighbour.get("clips/1/original").status_code == outsider.get("clips/1/original").status_code == 404
    )
    attendee.act("clips/1/release")
    assert outsider.get("clips/1/original").content == taken
    assert len(in_store(night)) == 2
    assert attendee.act("clips/1/put-back").status_code == 200
    assert attendee.get("clips/1/file").content == taken
    assert in_store(night) == [taken]


def test_withdrawn_neither_is_left(night: Evening, attendee: Device, outsider: Device) -> None:
    """Given the one in the photo straightens it with their link, when they withdraw it, both are deleted."""
    by_form(attendee)
    link = link_of(attendee, "clips")
    key = link.split("key=")[1]
    assert "straighten?key=" in outsider.get(link).text
    assert outsider.get(f"clips/1/straighten?key={key}").status_code == 200
    assert outsider.act("clips/1/straighten", key=key, **CORNERS).status_code == 200
    assert outsider.act("clips/1/straighten", key=key, **CORNERS | {"x1": "11"}).status_code == 200
    assert len(in_store(night)) == 2, "the first try is gone"
    assert outsider.act("clips/1/withdraw", key=key).status_code == 200
    assert in_store(night) == []
    assert attendee.get("clips/1/original").status_code == 404


def test_who_may_not_and_what_is_refused(
    night: Evening, attendee: Device, neighbour: Device, outsider: Device
) -> None:
    by_form(attendee)
    attendee.act("clips/1/release")
    assert neighbour.get("clips/1/straighten").status_code == 403
    assert outsider.get("clips/1/straighten").status_code == 403
    assert refused(neighbour.act("clips/1/straighten", **CORNERS), 403, "Only the person who made this clip")
    assert refused(outsider.act("clips/1/straighten", **CORNERS), 403, "Join the night first")
    assert refused(outsider.act("clips/1/put-back"), 403, "Join the night first")
    for wrong in ("", "nan", "1e99", "x"):
        assert refused(attendee.act("clips/1/straighten", **CORNERS | {"x1": wrong}), 422), wrong
    assert refused(
        attendee.act("clips/1/straighten", **CORNERS | {"x1": "100"}), 422, "cannot be the corners"
    )
    assert refused(attendee.act("clips/2/straighten", **CORNERS), 404, "no such clip")
    assert len(in_store(night)) == 1


def test_repeated_it_is_straightened_once(night: Evening, attendee: Device) -> None:
    by_form(attendee, PHOTO)
    first = attendee.act("clips/1/straighten", command="straight-1", **CORNERS)
    again = attendee.act("clips/1/straighten", command="straight-1", **CORNERS)
    assert first.json()["version"] == again.json()["version"]
    assert len(in_store(night)) == 2


def test_nobody_has_pictures_made_all_the_time(night: Evening, attendee: Device) -> None:
    by_form(attendee)
    wrong = CORNERS | {"x1": "100"}
    tries = (attendee.act("clips/1/straighten", **wrong) for _time in range(100))
    stopped = next(answer for answer in tries if answer.status_code != 422)
    assert refused(stopped, 429, "very fast")
    assert attendee.get("clips/1/straighten").status_code == 200
