"""The picture by which a night is known elsewhere, over HTTP."""

import io

from PIL import Image

from opennight.media.preview import HEIGHT, WIDTH
from tests.web.cast import Device, Evening


def test_it_is_the_same_for_everybody_and_of_the_size_that_is_asked_for(
    night: Evening, outsider: Device, attendee: Device
) -> None:
    answer = outsider.get("preview.png")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/png"
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (WIDTH, HEIGHT) == (1200, 630)
    assert attendee.get("preview.png").content == answer.content
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert outsider.get("/n/NOSUCH/preview.png").status_code == 404
