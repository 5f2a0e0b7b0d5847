"""Mending: the words of a clip are put right by whoever made it, is or was in its group, or is in it and
holds its link, or by the desk; or they are typed, where no machine wrote them down.

Two who mend at once each change their own lines. Where both changed the same one, the second is told. It
needs no open night: a wrong word in somebody's mouth can always be mended.
"""

from opennight.night import clips, groups, people, reporters
from opennight.night.captions import LINE, add, back, by_machine, has_sound, latest, of, text
from opennight.night.kept.captions import Edition, Line
from opennight.night.kept.clips import Clip
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.quotas import places
from opennight.night.state import Night

WHOLE = 7_000
"""Characters: in any script, a form with as many fits into what is read of one."""
MOST_EDITIONS = 200
"""Of one clip."""
MOST_EVER = 300
"""Of all clips, by one person."""


class MendCaptions(Command, frozen=True):
    """`texts` of all lines of this edition, in their order; an empty one takes a line out. `shown` is as in
    `ReleaseClip`."""

    clip: int
    edition: int
    texts: tuple[str, ...]
    shown: int = 0


class TypeCaptions(Command, frozen=True):
    """The whole text, in place of what this edition says (0: there is none)."""

    clip: int
    edition: int
    text: str
    shown: int = 0


class ConfirmCaptions(Command, frozen=True):
    """This edition says what was said. From the desk, it also lets in one that waits."""

    clip: int
    edition: int
    shown: int = 0


class CaptionsMended(Event, frozen=True):
    """`hand`: who mended or confirmed them, 0 for the desk, a `reporter` or a guest who is in it. `waiting`:
    the desk reads them first."""

    KIND = "captions-mended"
    PERSONAL = ("lines",)

    clip: int
    hand: int
    lines: tuple[Line, ...] = ()
    waiting: bool = False
    reporter: int = 0


def may_mend(night: Night, clip: Clip, person: int, *, desk: bool, reporter: int = 0) -> bool:
    """Whether they may put its words right: the desk, its maker, and whoever is or was in its group."""
    if desk or not has_sound(clip):
        return desk and has_sound(clip)
    if not clips.may_see(night, clip, person, desk=False, reporter=reporter):
        return False
    its_group = night.groups.get(clip.group)
    sits = bool(person and its_group and groups.was_there(night, person, its_group))
    return sits or clips.is_own(night, clip, person, reporter)


def require_hand(night: Night, command: Command, no: int, shown: int) -> Clip:
    """The clip, if the sender may change its words. Raises `Refused`."""
    if command.reporter:
        reporters.require(night, command)
    elif not (command.at_desk or shown):
        people.require(night, command.by)
    clip, desk, reporter = clips.find(night, no), command.at_desk, command.reporter
    if shown and has_sound(clip) and (clips.in_sight(night, clip) or clip.waiting):
        return clip
    if not clips.may_see(night, clip, command.by, desk=desk, reporter=reporter):
        raise Refused(_("This night has no such clip."), "missing")
    if not has_sound(clip):
        raise Refused(_("There is nothing to hear in a photo."))
    if not may_mend(night, clip, command.by, desk=desk, reporter=reporter):
        raise Refused(
            _("Only the person who made this clip, its group, or the host can change its words."), "forbidden"
        )
    return clip


def refuse_more(night: Night, command: Command, no: int) -> None:
    """Raise `Refused` if there are enough editions."""
    hand = (command.by, command.reporter)
    own = sum((one.hand, one.reporter) == hand for its in night.captions.values() for one in its.editions)
    if any(hand) and not command.at_desk and own >= MOST_EVER:
        raise Refused(
            _("One person can correct words at most %(most)s times in a night."), "quota", most=MOST_EVER
        )
    if len(of(night, no).editions) >= places(MOST_EDITIONS, desk=command.at_desk):
        raise Refused(
            _("These words have been changed too many times. Ask the host to change them."), "quota"
        )


def changed_since(field: str) -> Refused:
    """The refusal for two who changed the same line."""
    return Refused(
        _("Somebody else changed this in the meantime. See what it says now, then save yours again."),
        "late",
        field=field,
    )


def edition(night: Night, no: int, number: int) -> Edition:
    """The edition that somebody had before them. Raises `Refused` if there never was one."""
    its = of(night, no).editions
    if not 0 <= number <= len(its):
        raise Refused(_("Something is wrong with this form. Reload the page."))
    return its[number - 1] if number else Edition()


def mended(night: Night, command: Command, no: int, lines: tuple[Line, ...]) -> list[Event]:
    refuse_more(night, command, no)
    new = lines != latest(night, no)[1].lines
    waits = new and night.setup.approve_notes and not command.at_desk
    return [event_of(command, no, lines, waiting=waits)]


def event_of(command: Command, no: int, lines: tuple[Line, ...], *, waiting: bool = False) -> CaptionsMended:
    by, reporter = command.by, command.reporter
    return CaptionsMended(clip=no, hand=by, reporter=reporter, lines=lines, waiting=waiting)


def tidied(line: Line, text: str, field: str) -> str:
    """A line that somebody typed without saying when may be long."""
    return clean(text, LINE if line.end else WHOLE, field, least=0, lines=not line.end)


def mend(night: Night, command: MendCaptions) -> list[Event]:
    clip = require_hand(night, command, command.clip, command.shown)
    had, (_number, now) = edition(night, clip.no, command.edition), latest(night, clip.no)
    if len(command.texts) != len(had.lines) or not had.lines:
        raise Refused(_("Something is wrong with this form. Reload the page."))
    pairs = enumerate(zip(had.lines, command.texts, strict=True), 1)
    lines = merged(had, now, [tidied(line, text, f"line-{no}") for no, (line, text) in pairs])
    return [] if lines == now.lines and now.hand is not None else mended(night, command, clip.no, lines)


def merged(had: Edition, now: Edition, texts: list[str]) -> tuple[Line, ...]:
    """What there is now, with what was changed in the edition that they had. Raises `Refused` if somebody
    else has changed the same line."""
    if len(now.lines) != len(had.lines):
        raise changed_since("line-1")
    found = []
    for no, (given, before, line) in enumerate(zip(texts, had.lines, now.lines, strict=True), 1):
        mine = given != before.text
        if mine and line != before and given != line.text:
            raise changed_since(f"line-{no}")
        found.append(Line(line.start, line.end, given) if mine else line)
    return tuple(found)


def type_all(night: Night, command: TypeCaptions) -> list[Event]:
    clip = require_hand(night, command, command.clip, command.shown)
    number, now = latest(night, clip.no)
    tidy = clean(command.text, WHOLE, "text", lines=True)
    if tidy == text(now) and not by_machine(now):
        return []
    if command.edition != number:
        raise changed_since("text")
    return mended(night, command, clip.no, (Line(0, 0, tidy),))


def confirm(night: Night, command: ConfirmCaptions) -> list[Event]:
    clip = require_hand(night, command, command.clip, command.shown)
    number, now = latest(night, clip.no)
    lets_in = now.waiting and command.at_desk
    if not (by_machine(now) or lets_in):
        return []
    if command.edition != number:
        raise changed_since("")
    refuse_more(night, command, clip.no)
    if lets_in:  # they stay whose they are
        return [CaptionsMended(clip=clip.no, hand=now.hand or 0, reporter=now.reporter, lines=now.lines)]
    return [event_of(command, clip.no, now.lines)]


def were_mended(night: Night, event: CaptionsMended) -> None:
    add(night, event.clip, Edition(event.lines, event.hand, night.at, event.waiting, event.reporter))


DECIDE = {MendCaptions: mend, TypeCaptions: type_all, ConfirmCaptions: confirm}
EVOLVE = {CaptionsMended: were_mended}
UNDO: dict[type[Event], Undo] = {CaptionsMended: (plain(_("correcting the words of a clip")), back)}
