"""A timetable in the format of frab and the C3VOC, as XML or JSON, as pretalx and others write it.

XML can name files and addresses, and unfold to gigabytes; all of that begins with a DOCTYPE, which no
timetable has. So a file with one is refused at its first line, by the parser itself, and nothing is fetched.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

import msgspec

from opennight.night.bringing import MOST_TOPICS, Place, Topic, Wall
from opennight.night.messages import Refused, _
from opennight.night.times import minutes, time_of

DEEP = 12
"""How many elements may be inside each other; a timetable has five."""
MOST_ELEMENTS = 200_000
TEXTS = ("title", "subtitle", "abstract", "description", "start", "duration")


class Session(NamedTuple):
    """A session of a timetable: its day (YYYY-MM-DD), room, and what it says."""

    date: str
    room: str
    texts: dict[str, str]
    persons: tuple[str, ...]


def refuse(text: str) -> Refused:
    return Refused(text, field="file")


class Reader:
    """Collects the sessions of an XML file while expat reads it."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.data
        self.inside: list[str] = []
        self.elements = 0
        self.day = self.room = ""
        self.rooms: dict[str, None] = {}
        self.text: list[str] = []
        self.texts: dict[str, str] = {}
        self.persons: list[str] = []
        self.sessions: list[Session] = []

    def doctype(self, *said: object) -> None:
        raise refuse(
            _("This file defines its own entities (DOCTYPE). A timetable needs none, so it was not read.")
        )

    def start(self, name: str, given: dict[str, str]) -> None:
        self.inside.append(name)
        self.elements += 1
        if len(self.inside) > DEEP or self.elements > MOST_ELEMENTS:
            raise refuse(_("This file has too much in it for a timetable."))
        if len(self.inside) == 1 and name != "schedule":
            raise refuse(_("This XML file is not a timetable: its first element is not “schedule”."))
        self.text = []
        if name == "day":
            self.day = given.get("date", "")
        elif name == "room" and "name" in given:
            self.room = given["name"]
            self.rooms[self.room] = None
        elif name == "event":
            self.texts, self.persons = {}, []

    def data(self, text: str) -> None:
        self.text.append(text)

    def end(self, name: str) -> None:
        self.inside.pop()
        text = "".join(self.text).strip()
        around = self.inside[-1] if self.inside else ""
        if around == "event" and name in TEXTS:
            self.texts[name] = text
        elif around == "persons" and name == "person" and text:
            self.persons.append(text)
        elif name == "event":
            self.sessions.append(Session(self.day, self.room, self.texts, tuple(self.persons)))
        self.text = []


def of_xml(content: bytes, date: str) -> Wall:
    """What an XML file holds of this day. Raises `Refused`."""
    reader = Reader()
    try:
        reader.parser.Parse(content, True)
    except expat.ExpatError as error:
        text = _("This XML file is damaged at line %(line)s.")
        raise Refused(text, field="file", line=error.lineno) from None
    except (LookupError, ValueError):  # expat asks Python for an encoding, which has some that are none
        raise refuse(_("This XML file is not in UTF-8. Save it as UTF-8, then try again.")) from None
    return wall(reader.sessions, list(reader.rooms), date)


def of_json(content: bytes, date: str) -> Wall:
    """What a JSON file holds of this day. Raises `Refused`."""
    try:
        whole = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise refuse(_("This JSON file is damaged.")) from None
    conference = at(at(whole, "schedule"), "conference")
    days = at(conference, "days")
    if not isinstance(days, list):
        raise refuse(_("This JSON file is not a timetable."))
    known = {str(at(room, "name") or ""): None for room in listed(at(conference, "rooms"))}
    sessions = list(sessions_of(days))
    known |= dict.fromkeys(session.room for session in sessions)
    return wall(sessions, [name for name in known if name], date)


def at(whole: Any, name: str) -> Any:
    return whole.get(name) if isinstance(whole, dict) else None


def listed(whole: Any) -> list[Any]:
    return whole if isinstance(whole, list) else []


def sessions_of(days: list[Any]) -> Iterator[Session]:
    for day in days:
        rooms = at(day, "rooms")
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for event in listed(events):
                texts = {name: str(at(event, name) or "") for name in TEXTS}
                persons = [at(one, "public_name") or at(one, "name") for one in listed(at(event, "persons"))]
                yield Session(
                    str(at(day, "date") or ""), room, texts, tuple(str(one) for one in persons if one)
                )


def wall(sessions: list[Session], rooms: list[str], date: str) -> Wall:
    """The sessions of one day as topics: of the night's own day, else of the first that has any."""
    days = list(dict.fromkeys(one.date for one in sessions))
    day = date if date in days or not days else days[0]
    those = [one for one in sessions if one.date == day]
    skipped: list[tuple[str, dict[str, str | int]]] = []
    if len(days) > 1:
        others = len(sessions) - len(those)
        skipped.append((_("%(num)s sessions on days other than %(day)s."), {"num": others, "day": day[:10]}))
    elif days and day != date:
        skipped.append((_("Its day, %(day)s: the night keeps its own day."), {"day": day[:10]}))
    if len(those) > MOST_TOPICS:
        skipped.append((_("All but the first %(most)s sessions."), {"most": MOST_TOPICS}))
    return Wall(
        topics=tuple(topic(one) for one in those[:MOST_TOPICS]),
        rooms=tuple(Place(name) for name in rooms),
        skipped=tuple(skipped),
    )


def topic(one: Session) -> Topic:
    said = (one.texts.get(name, "") for name in ("subtitle", "abstract", "description"))
    more = "\n".join(dict.fromkeys(filter(None, said)))
    start = one.texts.get("start", "")
    return Topic(
        title=one.texts.get("title", ""),
        more=more,
        who=", ".join(one.persons),
        room=one.room,
        start=start,
        end=after(start, one.texts.get("duration", "")),
    )


def after(start: str, duration: str) -> str:
    """When something ends that takes "HH:MM"; empty if one of the two is no time."""
    try:
        return time_of(minutes(start) + minutes(duration))
    except Refused:
        return ""
