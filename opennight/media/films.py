"""Looks at sound and film before anything is done about them: what is in them, and how much of it.

Runs in a process of its own (`python -m opennight.media.filming`, see studio.py). FFmpeg is told which kind
of file it is by our own look at the first bytes, and can open no other file and no address: a playlist is
none of these kinds, and a film that names other files does not get them.
"""

import contextlib
import pathlib
from collections.abc import Iterator
from typing import Any, BinaryIO

import av
from av.container import InputContainer
from av.stream import Disposition, Stream

from opennight.media.kinds import Made, head, recorded_of

MOST_DOTS = 10_000_000
"""Of one picture of a film: 4K has 8.8 million."""
LONGEST = 4_400
"""Dots of its longer side."""
MOST_STREAMS = 24
"""A phone's film has up to ten: pictures, sound, and how the phone was held."""
MOST_BROKEN = 200
"""Packets that cannot be decoded: a film with a few of them can still be watched."""
SPARE_MS = 1_500
"""By which a clip may be longer than it should be: nobody stops a recorder to the second."""
PICTURES = {"h264", "hevc", "vp8", "vp9", "av1", "mpeg4", "h263", "mjpeg"}
SOUNDS = {"aac", "opus", "vorbis", "mp3", "flac", "alac", "amr_nb", "amr_wb", "amrnb", "amrwb"}


class Unfit(Exception):
    """It cannot be shown; the argument is the `why` of `Made`."""


def nothing_else(*_asked: Any) -> Any:
    raise PermissionError("a clip is one file")


@contextlib.contextmanager
def opened(source: pathlib.Path) -> Iterator[InputContainer]:
    """Raises `Unfit`, and whatever PyAV does for what is damaged."""
    demuxer = recorded_of(head(source))
    if not demuxer:
        raise Unfit("kind")
    with source.open("rb") as file, opened_as(file, demuxer) as sent:
        yield sent


def opened_as(file: BinaryIO, demuxer: str) -> InputContainer:
    return av.open(
        file,
        mode="r",
        format=demuxer,
        options={"protocol_whitelist": "none", "max_streams": str(MOST_STREAMS)},
        metadata_errors="ignore",
        io_open=nothing_else,
    )


def chosen(streams: Any, known: set[str]) -> Any:
    """The first of these that is more than a cover and that is for us, ready to be decoded; None if there is
    none. Raises `Unfit` if all are in forms that are not."""
    those = [one for one in streams if not one.disposition & Disposition.attached_pic]
    for stream in those:
        name = stream.codec_context.codec.canonical_name if stream.codec_context else ""
        if name in known or (name.startswith("pcm_") and known is SOUNDS):
            stream.codec_context.thread_count = 1
            return stream
    if those:
        raise Unfit("kind")
    return None


def parts(sent: InputContainer) -> tuple[Any, Any]:
    """Its pictures and its sound, None for what it has not. Raises `Unfit`."""
    film, sound = chosen(sent.streams.video, PICTURES), chosen(sent.streams.audio, SOUNDS)
    if film is None and sound is None:
        raise Unfit("kind")
    if film is not None:
        refuse_large(film.codec_context.width, film.codec_context.height)
        film.codec_context.options = {"max_pixels": str(MOST_DOTS)}
    return film, sound


def refuse_large(width: int, height: int) -> None:
    if width * height > MOST_DOTS or max(width, height) > LONGEST:
        raise Unfit("large")


def frames(sent: InputContainer, *streams: Stream) -> Iterator[Any]:
    """All that can be decoded, in the order of the file; some of it may be broken."""
    broken = 0
    for packet in sent.demux(*streams):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError:
            broken += 1
            if broken > MOST_BROKEN:
                raise


def begins(streams: list[Any]) -> float:
    """The second at which it begins: not every film starts at nought."""
    starts = [one.start_time * one.time_base for one in streams if one.start_time is not None]
    return float(min(starts, default=0))


def looked_at(source: pathlib.Path, most: int) -> tuple[Made, Any]:
    """What is in it, and its first picture or sound, if it can be shown and is not longer than so many
    milliseconds. Raises `Unfit`, and whatever PyAV does for what is damaged."""
    with opened(source) as sent:
        film, sound = parts(sent)
        ms = max(0, sent.duration // 1000) if sent.duration else 0
        if ms > most + SPARE_MS:
            raise Unfit("long")
        first = next(frames(sent, film or sound), None)
        if first is None:
            raise Unfit("damaged")
        if film is None:
            return Made("sound", ms=ms), first
        refuse_large(first.width, first.height)
        return Made("film", first.width, first.height, ms), first
