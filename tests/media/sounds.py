"""Sounds for tests, made here: a hum with pauses in it."""

import math
import pathlib
import struct
import wave


def sound(path: pathlib.Path, seconds: float, *, rate: int = 8000, pitch: float = 220.0) -> pathlib.Path:
    """A WAV file that hums for eight tenths of each second; with pitch 0 it is silent."""
    hum = (
        int(9000 * math.sin(2 * math.pi * pitch * no / rate)) if no % rate < 0.8 * rate else 0
        for no in range(int(seconds * rate))
    )
    samples = list(hum)
    with wave.open(str(path), "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(rate)
        made.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return path
