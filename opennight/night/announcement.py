"""The announcement: what outsiders are told of a night before it begins, and whether they may follow it.

`night.announcement` is always there. Title, place, date and zone are in the setup; when the night starts and
ends follows from the run sheet or the rounds, unless the host says otherwise here: ask `starts` and `ends`.
What the host says on every screen while the night runs is another thing (see board.py).
"""

import datetime as dt
from collections.abc import Iterator

import msgspec

from opennight.night.kept.announcement import FIRST, UNSAID, Announcement
from opennight.night.messages import Command, Event, Refused, Undo, _, clean, plain
from opennight.night.state import Night
from opennight.night.times import DAY, minutes, time_of
from opennight.night.wording import ADDRESS, URL

LICENCES = (FIRST, "cc-by-sa-4.0", "cc0-1.0", UNSAID)
SUMMARY = 600
PRICE = 120
BACKGROUND = 6000
NEXT_TIME = 400


class WriteAnnouncement(Command, frozen=True):
    """At any time: also after the close, when there is to say how to join next time."""

    announcement: Announcement


class AnnouncementWritten(Event, frozen=True):
    """The licence that it names does not count: see `LicenceChosen`."""

    KIND = "announcement-written"

    announcement: Announcement


class LicenceChosen(Event, frozen=True):
    """What is said from now on stands under this licence. Not even an undo changes that later on."""

    KIND = "licence-chosen"

    licence: str


def times(night: Night) -> tuple[int, int] | None:
    """The minutes after midnight at which the night starts and ends; None if nobody has said."""
    setup, its = night.setup, night.announcement
    slots = setup.slots
    start = its.opens or setup.starts or (slots[0].start if slots else "")
    if not start or not setup.date:
        return None
    begins = minutes(start)
    planned = minutes(setup.starts) + sum(part.minutes for part in setup.sheet) if setup.sheet else None
    if its.until or planned is None:
        end = its.until or (slots[-1].end if slots else start)
        planned = minutes(end)
    return begins, begins + (planned - begins) % DAY


def moment(night: Night, minute: int) -> str:
    """ISO 8601, in the night's zone, without it."""
    return (dt.datetime.fromisoformat(night.setup.date) + dt.timedelta(minutes=minute)).isoformat(
        "T", "minutes"
    )


def starts(night: Night) -> str:
    """When the night starts, in its zone ("2026-11-27T19:00"); "" if nobody has said."""
    found = times(night)
    return moment(night, found[0]) if found else ""


def ends(night: Night) -> str:
    found = times(night)
    return moment(night, found[1]) if found else ""


def spoken(night: Night) -> bool:
    """Whether anybody has said anything, trusting in what the door told them."""
    return bool(night.pitches or night.notes or night.offers or night.clips)


def weekday(date: str) -> int:
    """The day of the week of a date (YYYY-MM-DD), 0 for Monday."""
    return dt.date.fromisoformat(date).weekday()


def followed(night: Night) -> bool:
    """Whether anybody may follow the night from outside now. Once it is closed, there is the record."""
    return night.announcement.follow and night.phase != "closed"


def open_to_all(night: Night) -> bool:
    """Whether those outside may read anything of what happens: the night as it goes, or its record."""
    return followed(night) or night.published


def paragraphs(text: str) -> list[list[tuple[str, str]]]:
    """The paragraphs of a text, each in pieces: (what it says, where it leads), the latter mostly empty."""
    return [list(pieces(paragraph)) for paragraph in text.split("\n\n") if paragraph]


def pieces(text: str) -> Iterator[tuple[str, str]]:
    end = 0
    for found in ADDRESS.finditer(text):
        url = found[0].rstrip(".,;:!?)")
        yield from [(text[end : found.start()], "")] if found.start() > end else []
        yield url.partition("://")[2].removeprefix("www.").rstrip("/"), url
        end = found.start() + len(url)
    if text[end:]:
        yield text[end:], ""


def tidied(night: Night, given: Announcement) -> Announcement:
    """The announcement as it is kept. Raises `Refused` with the field."""
    booking = clean(given.booking, URL, "booking", least=0)
    if booking and not ADDRESS.fullmatch(booking):
        raise Refused(_("Paste an address that begins with https://"), field="booking")
    if given.licence not in LICENCES:
        raise Refused(_("Pick one of these."), field="licence")
    return msgspec.structs.replace(
        given,
        summary=clean(given.summary, SUMMARY, "summary", least=0, lines=True),
        opens=time(given.opens, "opens"),
        until=time(given.until, "until"),
        price=clean(given.price, PRICE, "price", least=0),
        booking=booking,
        background=clean(given.background, BACKGROUND, "background", least=0, lines=True),
        next_time=clean(given.next_time, NEXT_TIME, "next_time", least=0, lines=True),
    )


def time(text: str, field: str) -> str:
    return time_of(minutes(text, field)) if text.strip() else ""


def write(night: Night, command: WriteAnnouncement) -> list[Event]:
    now, licence = tidied(night, command.announcement), night.announcement.licence
    events: list[Event] = []
    if now.licence != licence:
        if spoken(night):
            raise Refused(
                _("People have already pitched or written under this licence, so it cannot change."),
                "late",
                field="licence",
            )
        events.append(LicenceChosen(licence=now.licence))
    if msgspec.structs.replace(now, licence=licence) != night.announcement:
        events.append(AnnouncementWritten(announcement=now))
    return events


def written(night: Night, event: AnnouncementWritten) -> None:
    night.announcement = msgspec.structs.replace(event.announcement, licence=night.announcement.licence)


def licence_chosen(night: Night, event: LicenceChosen) -> None:
    night.announcement = msgspec.structs.replace(night.announcement, licence=event.licence)


DECIDE = {WriteAnnouncement: write}
EVOLVE = {AnnouncementWritten: written, LicenceChosen: licence_chosen}
UNDO: dict[type[Event], Undo] = {
    AnnouncementWritten: (
        plain(_("changing the public page")),
        lambda n, e: [AnnouncementWritten(announcement=n.announcement)],
    ),
}
