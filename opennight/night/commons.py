"""The commons: whether a published record is listed with the others of this server, and under which place.

A record is open to whoever has its link. Listing it, so that strangers find it, is an act of the host's own;
withdrawing the record ends that, too.
"""

import re

from opennight.night.kept.publication import Listing
from opennight.night.messages import Command, Event, Refused, _, clean
from opennight.night.state import Night

PLACE = 80
POINT = re.compile(r"\s*([+-]?\d{1,3}(?:\.\d{1,12})?)\s*[,;]\s*([+-]?\d{1,3}(?:\.\d{1,12})?)\s*", re.ASCII)


class ListInCommons(Command, frozen=True):
    """Also changes the place. `point` is a latitude and a longitude, or empty."""

    place: str
    point: str = ""


class LeaveCommons(Command, frozen=True):
    pass


class CommonsListed(Event, frozen=True):
    KIND = "commons-listed"

    place: str
    point: str


class CommonsLeft(Event, frozen=True):
    KIND = "commons-left"


def listing(night: Night) -> Listing | None:
    """Where strangers find this record; None if they do not."""
    return night.publication.listing if night.published else None


def located(typed: str) -> str:
    """The point as it is kept ("51.455,-2.588"), to a hundred metres; empty for none."""
    if not typed.strip():
        return ""
    found = POINT.fullmatch(typed)
    north, east = map(float, found.groups()) if found else (999.0, 999.0)
    if abs(north) > 90 or abs(east) > 180:
        raise Refused(
            _("Write a latitude and a longitude, such as 51.455, -2.588. Or leave it empty."), field="point"
        )
    return f"{north:.3f},{east:.3f}"


def put(night: Night, command: ListInCommons) -> list[Event]:
    if night.rehearsal:
        raise Refused(_("A rehearsal cannot be listed: everything in it is made up."), "forbidden")
    if not night.published:
        raise Refused(_("Publish the record first. Then you can list it."), "late")
    place = clean(command.place, PLACE, "place")
    if not any(map(str.isalnum, place)):
        raise Refused(_("Please write something here."), field="place")
    its = Listing(place, located(command.point))
    return [] if its == night.publication.listing else [CommonsListed(place=its.place, point=its.point)]


def leave(night: Night, command: LeaveCommons) -> list[Event]:
    return [CommonsLeft()] if night.publication.listing else []


def was_listed(night: Night, event: CommonsListed) -> None:
    night.publication.listing = Listing(event.place, event.point)


def has_left(night: Night, event: CommonsLeft) -> None:
    night.publication.listing = None


DECIDE = {ListInCommons: put, LeaveCommons: leave}
EVOLVE = {CommonsListed: was_listed, CommonsLeft: has_left}
"""No undo: an old step must not list a record again that was withdrawn meanwhile. The page has a button for
each of the two."""
