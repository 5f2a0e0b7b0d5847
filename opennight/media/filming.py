"""Makes what every phone can play: film as h264 and aac in mp4, sound as aac in m4a.

Always made anew, dot by dot and sample by sample: no place, time or name of a phone comes along, since
nothing is copied but what is seen and heard. Runs in a process of its own:

    python -m opennight.media.filming look FROM MOST_MS
    python -m opennight.media.filming make FROM MOST_MS TO POSTER
"""

import pathlib
import sys
from typing import Any

import av
import msgspec
from av.container import InputContainer, OutputContainer

from opennight.media.films import SPARE_MS, Unfit, begins, frames, looked_at, opened, parts
from opennight.media.kinds import Made
from opennight.media.restraint import restrain
from opennight.media.tracks import Pictures, Sound

LOOKING = 20
"""Seconds of work that a look may take."""
TIMES_LONGER = 12
"""Seconds of work for each second of a film, on a slow core."""
DAMAGED = (av.error.FFmpegError, OSError, ValueError, MemoryError, ArithmeticError)


def made_from(source: pathlib.Path, most: int, target: pathlib.Path, poster: pathlib.Path) -> Made:
    """Make it, and the picture that stands for a film. Raises `Unfit`, and what PyAV raises."""
    look, first = looked_at(source, most)
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    kind = "mp4" if look.sort == "film" else "ipod"
    with opened(source) as sent, av.open(str(target), "w", format=kind, options=options) as made:
        its = encoded(sent, made, first, most, poster)
    return msgspec.structs.replace(its, size=target.stat().st_size)


def encoded(sent: InputContainer, made: OutputContainer, first: Any, most: int, poster: pathlib.Path) -> Made:
    film, sound = parts(sent)
    streams = [one for one in (film, sound) if one is not None]
    begin = begins(streams)
    pictures = Pictures(made, begin, first) if film else None
    heard = Sound(made, begin, sound.codec_context.channels) if sound else None
    tracks: dict[str, Any] = {"film": pictures, "sound": heard}
    for frame in frames(sent, *streams):
        if frame.time is not None and (frame.time - begin) * 1000 > most + SPARE_MS:
            raise Unfit("long")
        tracks["film" if isinstance(frame, av.VideoFrame) else "sound"].take(frame)
    ms = max(one.end() for one in (pictures, heard) if one)
    if pictures is None:
        return Made("sound", ms=ms)
    pictures.poster.save(poster, "JPEG", quality=80, optimize=True, progressive=True)
    return Made("film", *pictures.size, ms)


def answer(what: str, source: str, most: str, *targets: str) -> Made:
    """Do what was asked for; whatever is wrong with the clip is said, not raised."""
    restrain(LOOKING + (TIMES_LONGER * int(most) // 1000 if what == "make" else 0))
    try:
        if what == "look":
            return looked_at(pathlib.Path(source), int(most))[0]
        target, poster = map(pathlib.Path, targets)
        return made_from(pathlib.Path(source), int(most), target, poster)
    except Unfit as unfit:
        return Made(why=unfit.args[0])
    except DAMAGED as error:
        sys.stderr.write(f"{error!r}\n")
        return Made(why="damaged")


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.encode(answer(*sys.argv[1:])).decode())
