"""Parts of what is in the media store: what a header Range may ask for, and what it gets."""

import pytest

from opennight.web.core.stored import part_of
from tests.web.cast import Device
from tests.web.sent_clips import by_form


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-", (0, 10)),
        ("bytes=2-4", (2, 5)),
        ("bytes=9-900", (9, 10)),
        ("bytes=-3", (7, 10)),
        ("bytes=-30", (0, 10)),
        ("bytes=-", None),
        ("bytes=1-2,4-5", None),
        ("bytes=٣-٤", None),
        ("lines=1-2", None),
    ],
)
def test_a_part_that_there_is(asked: str, part: tuple[int, int] | None) -> None:
    assert part_of(10, asked) == part


@pytest.mark.parametrize("asked", ["bytes=10-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_there_is_not(asked: str) -> None:
    with pytest.raises(ValueError, match="no such part"):
        part_of(10, asked)


def test_a_browser_winds_forward_and_asks_again(attendee: Device) -> None:
    by_form(attendee)
    whole = attendee.get("clips/1/file")
    assert whole.headers["accept-ranges"] == "bytes"
    assert int(whole.headers["content-length"]) == len(whole.content)
    tag, last = whole.headers["etag"], len(whole.content) - 1
    part = attendee.get("clips/1/file", Range=f"bytes={last}-", **{"If-Range": tag})
    assert (part.status_code, part.content) == (206, whole.content[-1:])
    assert part.headers["content-range"] == f"bytes {last}-{last}/{last + 1}"
    assert attendee.get("clips/1/file", Range="bytes=0-1", **{"If-Range": '"other"'}).content == whole.content
    assert attendee.get("clips/1/file", **{"If-None-Match": tag}).status_code == 304
    beyond = attendee.get("clips/1/file", Range=f"bytes={last + 1}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{last + 1}")
