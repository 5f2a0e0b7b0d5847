"""The pictures and the sound of a clip that is being made: each takes what was decoded, and writes what every
phone can play. Loaded in the process of filming.py only."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from av.container import OutputContainer
from av.filter import Graph

from opennight.media.films import refuse_large

LONGER_SIDE = 1280
CLOCK = 90_000
"""Ticks a second of a film's pictures."""
APART = 2_700
"""Ticks between two pictures at least: 30 pictures a second, with some play."""
RATE = 48_000
POSTER_AT = CLOCK
"""The first picture is often black, or a hand: that of the first second stands for the film."""
H264 = {"preset": "superfast", "crf": "25", "maxrate": "2500k", "bufsize": "5000k", "threads": "1"}


def size_of(width: int, height: int) -> tuple[int, int]:
    """In dots, even in both directions, as h264 wants it."""
    part = min(1.0, LONGER_SIDE / max(width, height))
    return max(2, round(width * part / 2) * 2), max(2, round(height * part / 2) * 2)


class Pictures:
    """Turns the pictures of a film upright, makes them smaller, and leaves out those that are too many."""

    def __init__(self, made: OutputContainer, begin: float, first: Any) -> None:
        lying = first.rotation % 180 != 0
        self.size = size_of(*((first.height, first.width) if lying else (first.width, first.height)))
        self.begin = begin
        self.made = made
        self.graph, self.shape = Graph(), tuple[Any, ...]()
        self.last = -APART
        self.poster: Any = None
        self.stream = made.add_stream("libx264", rate=30, options=H264)
        self.stream.width, self.stream.height = self.size
        self.stream.pix_fmt = "yuv420p"
        self.stream.codec_context.time_base = Fraction(1, CLOCK)
        self.stream.gop_size = 60
        for colour in ("color_primaries", "color_trc", "colorspace"):
            if its := int(getattr(first, colour)):
                setattr(self.stream.codec_context, colour, its)

    def take(self, frame: Any) -> None:
        at = self.last + APART if frame.time is None else round((frame.time - self.begin) * CLOCK)
        if at < 0 or at < self.last + APART:
            return
        refuse_large(frame.width, frame.height)
        upright = self.upright(frame)
        upright.pts, upright.time_base, upright.pict_type = at, Fraction(1, CLOCK), 0
        if self.poster is None or (self.last < POSTER_AT <= at):
            self.poster = upright.to_image()
        self.last = at
        self.made.mux(self.stream.encode(upright))

    def upright(self, frame: Any) -> Any:
        """As it is seen. A phone that is turned while it records changes the shape in the middle."""
        shape = (frame.width, frame.height, frame.format.name, frame.rotation)
        if shape != self.shape:
            self.graph, self.shape = self.filters(frame), shape
        frame.pts, frame.time_base = 0, Fraction(1, CLOCK)
        self.graph.vpush(frame)
        return self.graph.vpull()

    def filters(self, frame: Any) -> Graph:
        graph, (width, height) = Graph(), self.size
        graph.threads = 1
        turns = {90: ["cclock"], 180: ["clock", "clock"], 270: ["clock"]}.get(frame.rotation % 360, [])
        fit = "force_original_aspect_ratio=decrease:force_divisible_by=2:out_range=tv:flags=bilinear"
        graph.link_nodes(
            graph.add_buffer(
                width=frame.width, height=frame.height, format=frame.format, time_base=Fraction(1, CLOCK)
            ),
            *(graph.add("transpose", turn) for turn in turns),
            graph.add("scale", f"{width}:{height}:{fit}"),
            graph.add("format", "yuv420p"),
            graph.add("pad", f"{width}:{height}:-1:-1"),
            graph.add("setsar", "1"),
            graph.add("buffersink"),
        ).configure()
        return graph

    def end(self) -> int:
        """The milliseconds of all pictures."""
        self.made.mux(self.stream.encode(None))
        return max(0, self.last + APART) * 1000 // CLOCK


class Sound:
    """Brings sound to one rate, in one or two channels, with silence where there is a gap."""

    def __init__(self, made: OutputContainer, begin: float, channels: int) -> None:
        self.made, self.begin = made, begin
        self.layout = "stereo" if channels > 1 else "mono"
        self.graph: Graph | None = None
        self.heard = 0
        self.stream = made.add_stream("aac", rate=RATE, layout=self.layout)
        self.stream.bit_rate = 96_000 if channels > 1 else 64_000

    def take(self, frame: Any) -> None:
        if self.graph is None:
            self.graph = self.filters(frame)
        if frame.time is not None:
            frame.pts = round((frame.time - self.begin) * frame.sample_rate)
            frame.time_base = Fraction(1, frame.sample_rate)
        self.graph.push(frame)
        self.encode()

    def filters(self, frame: Any) -> Graph:
        graph = Graph()
        graph.threads = 1
        graph.link_nodes(
            graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format,
                layout=frame.layout,
                time_base=Fraction(1, frame.sample_rate),
            ),
            graph.add("aresample", f"{RATE}:async=1000:first_pts=0"),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={self.layout}"),
            graph.add("abuffersink"),
        ).configure()
        graph.set_audio_frame_size(self.stream.codec_context.frame_size or 1024)
        return graph

    def encode(self) -> None:
        for frame in pulled(self.graph):
            frame.pts, frame.time_base = self.heard, Fraction(1, RATE)
            self.heard += frame.samples
            self.made.mux(self.stream.encode(frame))

    def end(self) -> int:
        """The milliseconds of all that is heard."""
        if self.graph is not None:
            self.graph.push(None)
            self.encode()
        self.made.mux(self.stream.encode(None))
        return self.heard * 1000 // RATE


def pulled(graph: Graph | None) -> Iterator[Any]:
    """What has come out of it so far."""
    while graph is not None:
        try:
            yield graph.pull()
        except (BlockingIOError, EOFError):
            return
