"""Used in: other nights that took something of this one further, for whoever reads it here.

The server says so of a night of its own, as long as that one is public (opennight/backlinks.py); the host
says so of one on another server, from the small file that it makes (takeaway.py). The host may
drop any of them.
"""

import datetime as dt

import msgspec

from opennight.night.kept.publication import named
from opennight.night.kept.taking import Use
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean
from opennight.night.state import Night
from opennight.night.wording import ADDRESS, URL

MOST = 200
MOST_TOLD = 50
"""Times that a night is told of one: whoever renames theirs all day must not fill the log of another."""
TITLE = 120


class NoteUse(Command, frozen=True):
    """This night took what stands at the anchor `about` (empty: something that has no anchor); or is not
    `public` any more. It is named by its `code`, on this server, or by its `url`."""

    about: str
    title: str
    place: str = ""
    date: str = ""
    code: str = ""
    url: str = ""
    public: bool = True


class DropUse(Command, frozen=True):
    """The host wants it named no more; or named again."""

    use: int
    dropped: bool = True


class UseNoted(Event, frozen=True):
    """A new one, or what there is to know now of the one with this number."""

    KIND = "use-noted"
    PERSONAL = ("title", "place")

    no: int
    about: str
    code: str = ""
    url: str = ""
    date: str = ""
    public: bool = True
    title: str = ""
    place: str = ""


class UseDropped(Event, frozen=True):
    KIND = "use-dropped"

    use: int
    dropped: bool


def standing(night: Night, about: str | None = None) -> list[Use]:
    """Those that everybody sees, of what stands at this anchor or of all, the newest first."""
    those = (one for one in reversed(night.further.uses.values()) if one.public and not one.dropped)
    return [one for one in those if about in (None, one.about)]


def note(night: Night, command: NoteUse) -> list[Event]:
    url = clean(command.url, URL, "file", least=0)
    known_thing = command.about in ("", "deck") or named(command.about)[0]
    if not known_thing or bool(command.code) == bool(url) or (url and not ADDRESS.fullmatch(url)):
        raise Refused(_("There is nothing in this file that can be used here."), field="file")
    key = (command.about, command.code, url)
    known = next((one for one in night.further.uses.values() if (one.about, one.code, one.url) == key), None)
    if known is None and (not command.public or len(night.further.uses) >= MOST):
        return []
    goes = known is not None and known.public and not command.public
    if known and known.told >= MOST_TOLD and not goes:
        return []
    use = Use(
        no=known.no if known else len(night.further.uses) + 1,
        about=command.about,
        code=command.code,
        url=url,
        date=day(command.date),
        public=command.public,
        title=clean(command.title, TITLE, "file"),
        place=clean(command.place, TITLE, "file", least=0),
        dropped=known.dropped if known else False,
        told=known.told if known else 1,
    )
    if use == known:
        return []
    fields = {name: getattr(use, name) for name in UseNoted.__struct_fields__}
    return [UseNoted(**fields)]


def day(text: str) -> str:
    """The day (YYYY-MM-DD); empty for anything else."""
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        return ""


def drop(night: Night, command: DropUse) -> list[Event]:
    use = night.further.uses.get(command.use)
    if use is None:
        raise Refused(_("There is no such thing in this night."), "missing")
    return [] if use.dropped == command.dropped else [UseDropped(use=use.no, dropped=command.dropped)]


def noted(night: Night, event: UseNoted) -> None:
    before = night.further.uses.get(event.no)
    fields = {name: getattr(event, name) for name in event.__struct_fields__}
    dropped, told = (before.dropped, before.told + 1) if before else (False, 1)
    night.further.uses[event.no] = Use(**fields, dropped=dropped, told=told)


def was_dropped(night: Night, event: UseDropped) -> None:
    night.further.uses[event.use] = msgspec.structs.replace(
        night.further.uses[event.use], dropped=event.dropped
    )


def drop_called(night: Night, event: UseDropped) -> Label:
    return Label(_("dropping a link to another night") if event.dropped else _("naming a night again"))


DECIDE = {NoteUse: note, DropUse: drop}
EVOLVE = {UseNoted: noted, UseDropped: was_dropped}
UNDO: dict[type[Event], Undo] = {
    UseDropped: (drop_called, lambda n, e: [UseDropped(use=e.use, dropped=n.further.uses[e.use].dropped)]),
}
