"""Sound and film that the cast sends, and the waiting until they are ready."""

import time

from tests.media.films import PLACE, film, placed, tone
from tests.web.cast import Device

FILM = placed(film())
SOUND = tone(0.5)
RECORDED = film(kind="webm", codec="libvpx", voice="libopus", tags=(("LOCATION", PLACE.decode()),))
PLAYLIST = b"#EXTM3U\n#EXTINF:9,\n/etc/passwd\n"


def ready(device: Device, no: int = 1) -> None:
    """Wait until this clip can be played."""
    give_up = time.monotonic() + 60
    while device.get(f"clips/{no}/file").status_code != 200:
        assert time.monotonic() < give_up, "it was never ready"
        time.sleep(0.1)
