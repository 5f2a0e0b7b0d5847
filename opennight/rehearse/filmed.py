"""A film and a tune of the crowd's own: a chart that is written line by line, and some tones. They need PyAV,
the extra [media]."""

import importlib.util
import io
import math
from fractions import Fraction
from random import Random
from typing import Any

import numpy as np
from PIL import Image

from opennight.rehearse.drawn import flip_chart

RATE = 44_100
A_SECOND = 5
"""Pictures."""
SIZE = 640, 480
TONES = (262, 294, 330, 392, 440, 523)


def able() -> bool:
    return importlib.util.find_spec("av") is not None


def tones(seconds: int, chance: Random) -> Any:
    """Three a second, as one row of samples."""
    each = np.arange(RATE // 3) / RATE
    fade = np.exp(-4 * each)
    rows = [np.sin(2 * math.pi * chance.choice(TONES) * each) * fade for _tone in range(3 * seconds)]
    return (np.concatenate(rows) * 9_000).astype(np.int16)[None, :]


def charts(title: str, lines: list[str], seed: int) -> list[Any]:
    """The chart with more and more on it."""
    made = (flip_chart(title, lines[:upto], Random(seed)) for upto in range(len(lines) + 1))
    return [np.asarray(Image.open(io.BytesIO(one)).resize(SIZE)) for one in made]


def film(title: str, lines: list[str], chance: Random) -> bytes:
    """An MP4: a second for each line, and one before."""
    shown = charts(title, lines, chance.randrange(1000))
    made = io.BytesIO()
    import av

    with av.open(made, "w", format="mp4") as container:
        pictures: Any = container.add_stream("libx264", rate=A_SECOND)
        pictures.width, pictures.height, pictures.pix_fmt = *SIZE, "yuv420p"
        sound: Any = container.add_stream("aac", rate=RATE, layout="mono")
        for number in range(len(shown) * A_SECOND):
            frame = av.VideoFrame.from_ndarray(shown[number // A_SECOND], "rgb24")
            frame.pts, frame.time_base = number, Fraction(1, A_SECOND)
            container.mux(pictures.encode(frame))
        container.mux(pictures.encode(None))
        hum(container, sound, tones(len(shown), chance))
    return made.getvalue()


def tune(seconds: int, chance: Random) -> bytes:
    """An M4A."""
    made = io.BytesIO()
    import av

    with av.open(made, "w", format="ipod") as container:
        hum(container, container.add_stream("aac", rate=RATE, layout="mono"), tones(seconds, chance))
    return made.getvalue()


def hum(container: Any, stream: Any, samples: Any) -> None:
    import av

    for start in range(0, samples.shape[1], 1024):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[:, start : start + 1024]), "s16", "mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))
