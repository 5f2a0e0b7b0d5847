"""Clips in the record: those that were released, and nothing of any other."""

from collections.abc import Iterable

import msgspec

from opennight import clock
from opennight.night import captions, clips
from opennight.night.kept.captions import Edition
from opennight.night.kept.clips import Clip, Sort
from opennight.night.state import Night
from opennight.record.people import as_chosen, author


class LineOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What is said in a clip, and when, in milliseconds from its beginning; both are 0 if nobody knows."""

    start: int
    end: int
    text: str


class ClipOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`who` can be seen in it, in words; `by`: who made it; `interest`: whom they spoke for, if they were a
    reporter; `path`: its address on the server, below the night's own. Width and height are in dots, `ms` is
    the length of sound and film; `poster`: a film has a still; `original`: the address of the photo that was
    straightened. `lines` are said in it; `machine`: nobody has looked yet whether they are right."""

    no: int
    sort: Sort
    title: str
    who: str
    by: str
    at: str
    path: str
    width: int
    height: int
    interest: str = ""
    ms: int = 0
    poster: bool = False
    original: str = ""
    lines: tuple[LineOutcome, ...] = ()
    machine: bool = False


def length(clip: ClipOutcome) -> str:
    """How long it lasts, such as 1:05; empty for a photo."""
    seconds = (clip.ms + 500) // 1000
    return f"{seconds // 60}:{seconds % 60:02}" if clip.ms else ""


def lines_of(edition: Edition) -> tuple[LineOutcome, ...]:
    return tuple(
        LineOutcome(start=line.start, end=line.end, text=line.text) for line in captions.spoken(edition)
    )


def clip_outcome(night: Night, clip: Clip) -> ClipOutcome:
    return ClipOutcome(
        no=clip.no,
        sort=clip.sort,
        title=clip.title,
        who=as_chosen(night, clip.who),
        by=author(night, clip)[0],
        interest=author(night, clip)[1],
        at=clock.moment(night, clip.at),
        path=f"clips/{clip.no}",
        width=clip.width,
        height=clip.height,
        ms=clip.ms,
        poster=bool(clip.poster),
        original=f"clips/{clip.no}/original" if clip.original else "",
        lines=lines_of(captions.shown(night, clip.no)),
        machine=captions.by_machine(captions.shown(night, clip.no)),
    )


def clips_of(night: Night, groups: Iterable[int]) -> tuple[ClipOutcome, ...]:
    """Those of these groups; 0 stands for the night itself."""
    return tuple(clip_outcome(night, clip) for no in groups for clip in clips.public(night, no))
