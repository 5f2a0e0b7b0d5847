"""Sound and film for the tests, made here: small and short, with a place in them that must not get out.

A process that tests makes each once.
"""

import functools
import io
import math
import struct
from fractions import Fraction
from typing import Any

import av
import numpy as np

PLACE = b"+52.5200+013.4050/"
"""As phones write where a film was taken (ISO 6709)."""
MAKER = b"Secret Phone 9"
RATE = 48_000

Tags = tuple[tuple[str, str], ...]


@functools.cache
def film(
    seconds: float = 1.0,
    size: tuple[int, int] = (160, 120),
    kind: str = "mp4",
    codec: str = "libx264",
    voice: str = "aac",
    rate: int = 15,
    turned: int = 0,
    apart: int = 1,
    tags: Tags = (),
    live: bool = False,
) -> bytes:
    """Red on top, then blue; with a tone, unless `voice` is empty. `live`: it does not know its length;
    `apart`: how many times longer each picture stands."""
    made = io.BytesIO()
    with av.open(made, "w", format=kind, options={"live": "1"} if live else {}) as container:
        container.metadata.update(dict(tags))
        pictures: Any = container.add_stream(codec, rate=rate)
        pictures.width, pictures.height = size
        pictures.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
        if turned:
            pictures.set_display_rotation(turned)
        sound: Any = container.add_stream(voice, rate=RATE, layout="mono") if voice else None
        for number in range(max(1, round(seconds * rate))):
            shown = np.zeros((size[1], size[0], 3), np.uint8)
            shown[: size[1] // 4, :, 0] = 255
            shown[size[1] // 4 :, :, 2] = 100 + number % 100
            frame = av.VideoFrame.from_ndarray(shown, "rgb24")
            frame.pts, frame.time_base = number * apart, Fraction(1, rate)
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode(None))
        if sound:
            hum(container, sound, seconds)
    return made.getvalue()


@functools.cache
def tone(
    seconds: float = 1.0,
    kind: str = "ipod",
    codec: str = "aac",
    tags: Tags = (),
    live: bool = False,
    streams: int = 1,
) -> bytes:
    """A hum, and nothing to see."""
    made = io.BytesIO()
    with av.open(made, "w", format=kind, options={"live": "1"} if live else {}) as container:
        container.metadata.update(dict(tags))
        hums: list[Any] = [container.add_stream(codec, rate=RATE, layout="mono") for _one in range(streams)]
        for stream in hums:
            hum(container, stream, seconds)
    return made.getvalue()


def hum(container: av.container.OutputContainer, stream: av.AudioStream, seconds: float) -> None:
    step = 1024
    for at in range(0, round(seconds * RATE), step):
        wave = np.sin(2 * math.pi * 440 / RATE * np.arange(at, at + step)).astype(np.float32) / 4
        frame = av.AudioFrame.from_ndarray(wave.reshape(1, -1), "fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def atom(kind: bytes, *data: bytes) -> bytes:
    body = b"".join(data)
    return struct.pack(">I", len(body) + 8) + kind + body


LOCI = struct.pack(">ii", round(13.405 * 65536), round(52.52 * 65536))
XMP = b"<x:xmpmeta>exif:GPSLatitude 52,31.2N</x:xmpmeta>"
TRACES = (PLACE, b"52.52", b"52,31", b"GPSLatitude", b"ISO6709", b"xmpmeta", b"loci", LOCI, MAKER)


def placed(made: bytes) -> bytes:
    """The same film as a phone writes it, with its place in every way there is. What describes it (moov) must
    be its last part, as it is if nobody moved it."""
    at = made.rindex(b"moov") - 4
    assert int.from_bytes(made[at : at + 4], "big") == len(made) - at
    said = struct.pack(">HH", len(PLACE), 0x15C7)
    key = b"com.apple.quicktime.location.ISO6709"
    more = atom(
        b"udta",
        atom(b"\xa9xyz", said, PLACE),
        atom(b"\xa9mak", struct.pack(">HH", len(MAKER), 0x15C7), MAKER),
        atom(b"loci", bytes(4), b"\x15\xc7Home\x00\x00", LOCI, bytes(4), b"earth\x00\x00"),
        atom(b"XMP_", XMP),
    ) + atom(
        b"meta",
        atom(b"hdlr", bytes(8), b"mdta", bytes(13)),
        atom(b"keys", struct.pack(">II", 0, 1), atom(b"mdta", key)),
        atom(b"ilst", atom(struct.pack(">I", 1), atom(b"data", struct.pack(">II", 1, 0), PLACE))),
    )
    moov = made[at + 8 :]
    return made[:at] + atom(b"moov", moov, more)
