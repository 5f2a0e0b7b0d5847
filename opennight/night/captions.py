"""Captions: what is said in a clip, as text. A machine writes it down (see opennight/scribe.py), and
whoever was there mends it (mending.py). Who sees a clip sees its captions, and nobody else.

Each change makes an edition; none is ever lost to the next, until the clip is withdrawn.
"""

import textwrap
from collections.abc import Iterator

from opennight.night import clips
from opennight.night.kept.captions import Captions, Edition, Line, Why
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night

LINE = 400
MOST_LINES = 600
PIECE = 160
"""Characters of what is turned over as a whole."""
NOTHING = Captions()


class WriteCaptions(Command, frozen=True):
    """By the machine. `why` it has found no lines."""

    clip: int
    lines: tuple[Line, ...] = ()
    why: Why = ""


class PutBackCaptions(Command, frozen=True):
    """By the desk: this former edition (0: none) again, in place of what is there."""

    clip: int
    edition: int


class CaptionsWritten(Event, frozen=True):
    KIND = "captions-written"
    PERSONAL = ("lines",)

    clip: int
    lines: tuple[Line, ...] = ()
    why: Why = ""


class CaptionsPutBack(Event, frozen=True):
    """It carries no words: an undo after the clip was withdrawn brings none of them back."""

    KIND = "captions-put-back"

    clip: int
    edition: int


def of(night: Night, no: int) -> Captions:
    return night.captions.get(no, NOTHING)


def counts(night: Night, edition: Edition) -> bool:
    """Whether whoever made it is still here: what somebody changed who was removed left with them."""
    return not edition.hand or not night.people[edition.hand].removed


def latest(night: Night, no: int) -> tuple[int, Edition]:
    """The number of the newest edition of this clip, and the edition: for those who may mend it."""
    for number, edition in reversed([*enumerate(of(night, no).editions, 1)]):
        if counts(night, edition):
            return number, edition
    return 0, Edition()


def standing(night: Night, no: int) -> tuple[int, Edition]:
    """The same for everybody else who sees the clip: the newest one that does not wait."""
    for number, edition in reversed([*enumerate(of(night, no).editions, 1)]):
        if not edition.waiting and counts(night, edition):
            return number, edition
    return 0, Edition()


def shown(night: Night, no: int) -> Edition:
    """What everybody reads who sees the clip."""
    return standing(night, no)[1]


def spoken(edition: Edition) -> tuple[Line, ...]:
    """Its lines, as far as there is something in them: a line that was emptied keeps its place."""
    return tuple(line for line in edition.lines if line.text)


def timed(edition: Edition) -> tuple[Line, ...]:
    """The same, as far as it is known when they are said."""
    return tuple(line for line in spoken(edition) if line.end)


def is_timed(edition: Edition) -> bool:
    return any(line.end for line in edition.lines)


def untimed(edition: Edition) -> str:
    """What is said, if nobody knows when: it can only stand beside the clip. Empty if players show it."""
    return "" if timed(edition) else text(edition)


def pieces(text: str) -> list[str]:
    """A long text in parts of a few lines each, between words: a board shows some of them at a time."""
    return [part for row in text.split("\n") for part in textwrap.wrap(row, PIECE)]


def text(edition: Edition) -> str:
    """All of its words, a line under another."""
    return "\n".join(line.text for line in spoken(edition))


def by_machine(edition: Edition) -> bool:
    """Whether nobody has looked at these words yet."""
    return edition.hand is None and bool(edition.lines)


def clock(ms: int) -> str:
    """A moment of a clip, for people: "1:02"."""
    return f"{ms // 60_000}:{ms // 1000 % 60:02}"


def has_sound(clip: Clip) -> bool:
    return clip.sort != "photo"


def wanted(night: Night, languages: tuple[str, ...]) -> Iterator[Clip]:
    """The clips that a machine which knows these languages has yet to write down."""
    if night.setup.language in languages and not night.thrown_away:
        for clip in night.clips.values():
            if has_sound(clip) and clip.ready and not clip.withdrawn and clip.no not in night.captions:
                yield clip


def waiting(night: Night) -> list[Clip]:
    """The clips with words that the desk has yet to read."""
    return [night.clips[no] for no in night.captions if latest(night, no)[1].waiting]


def write(night: Night, command: WriteCaptions) -> list[Event]:
    """Nothing is done if there is nothing to write on any more: the machine does not mind."""
    clip = night.clips.get(command.clip)
    if command.actor.role != "system":
        raise Refused(_("Only the host can do this."), "forbidden")
    if clip is None or clip.withdrawn or clip.no in night.captions:
        return []
    lines = tuple(
        Line(line.start, max(line.start, line.end), words)
        for line in command.lines[:MOST_LINES]
        if any(map(str.isalnum, words := clean(line.text[:LINE], LINE, "text", least=0)))
    )
    return [CaptionsWritten(clip=clip.no, lines=lines, why="" if lines else command.why or "silent")]


def put_back(night: Night, command: PutBackCaptions) -> list[Event]:
    if not command.at_desk:
        raise Refused(_("Only the host can do this."), "forbidden")
    clip = clips.find(night, command.clip)
    its = of(night, clip.no).editions
    if not 0 <= command.edition <= len(its):
        raise Refused(_("These words were never there."), "missing")
    before = its[command.edition - 1] if command.edition else Edition()
    return [] if not its or its[-1] == before else [CaptionsPutBack(clip=clip.no, edition=command.edition)]


def add(night: Night, no: int, edition: Edition) -> None:
    its = night.captions.setdefault(no, Captions())
    its.editions.append(edition)
    its.versions.append(night.version)


def forget(night: Night, no: int) -> None:
    """The clip was withdrawn: none of its words stays, also in the log."""
    if its := night.captions.pop(no, None):
        night.forgettable += its.versions


def were_written(night: Night, event: CaptionsWritten) -> None:
    night.captions[event.clip] = Captions(why=event.why)
    if event.lines:
        add(night, event.clip, Edition(event.lines, None, night.at))


def were_put_back(night: Night, event: CaptionsPutBack) -> None:
    if its := night.captions.get(event.clip):
        its.editions.append(its.editions[event.edition - 1] if event.edition else Edition((), 0, night.at))


def back(night: Night, event: Event) -> list[Event]:
    """What takes a change back: the edition that is the newest one before it."""
    clip: int = getattr(event, "clip", 0)
    return [CaptionsPutBack(clip=clip, edition=len(of(night, clip).editions))]


DECIDE = {WriteCaptions: write, PutBackCaptions: put_back}
EVOLVE = {CaptionsWritten: were_written, CaptionsPutBack: were_put_back}
UNDO: dict[type[Event], Undo] = {
    CaptionsPutBack: (plain(_("putting back the words of a clip")), back),
}
