"""A night that has come to some phase, with everybody who acts in it."""

import copy

from tests.server import Server
from tests.web.cast import Device, Evening
from tests.web.films import SOUND as RECORDING
from tests.web.films import ready
from tests.web.sent_clips import PHOTO as PHOTOGRAPH
from tests.web.sent_clips import by_form

PHASES = ("welcome", "pitch", "vote", "groups", "talk", "share", "closed")
Step = tuple[str, str, dict[str, str]]
"""Who does what, with which fields."""


def first(path: str, who: str = "host", /, **fields: str) -> Step:
    return (who, path, fields)


class Stage:
    """A night that has come to `phase`: Ada and Ben pitch and sit in their groups, and Ada writes."""

    def __init__(self, server: Server, phase: str) -> None:
        night = Evening(server)
        self.enter(night, night.enter("Ada"), night.enter("Ben"))
        for step in PHASES[1 : PHASES.index(phase) + 1]:
            night.move(step)
            self.after(step)

    def again(self) -> "Stage":
        """Another night, in which the same has happened."""
        twin, night = copy.copy(self), self.night.again()
        twin.enter(night, night.known(1), night.known(2))
        return twin

    def enter(self, night: Evening, ada: Device, ben: Device) -> None:
        self.night = night
        self.cast = {
            "host": night.host,
            "helper": night.helper(),
            "attendee": ada,
            "neighbour": ben,
            "outsider": night.device(),
        }

    def after(self, phase: str) -> None:
        if phase == "pitch":
            self.do(first("pitches", "attendee", title="Bees", more="Wild ones.", hosted="1"))
            self.do(first("pitches", "neighbour", title="Books", hosted="1"))
        elif phase == "groups":
            self.do(first("lineup/make"))
            self.do(first("groups/1/join", "attendee"))
            self.do(first("groups/1/notes", "attendee", text="We like bees."))
        elif phase == "share":
            self.do(first("share/1/comments", "attendee", text="So do I."))

    def do(self, step: Step) -> None:
        who, path, fields = step
        path = f"/j/{self.night.code}" if path == "JOIN" else path
        sent = {"PHOTO": PHOTOGRAPH, "SOUND": RECORDING}.get(path)
        answer = by_form(self.cast[who], sent, **fields) if sent else self.cast[who].act(path, **fields)
        assert answer.status_code == 200, f"{path}: {answer.text}"
        if path == "SOUND":
            ready(self.cast[who])
