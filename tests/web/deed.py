"""What somebody does with a POST, done right: a row of the tables in deeds.py."""

from dataclasses import dataclass, field

from tests.web.stage import Step, first

ACTION = first("groups/1/notes", "attendee", text="Plant a hedge", kind="action")
"""What a group will do, which other deeds need first."""


@dataclass(frozen=True)
class Deed:
    """`path` is the route's path below /n/CODE/ (NO: the number), `kind` the event that it leads to."""

    path: str
    who: str
    phase: str
    kind: str
    fields: dict[str, str] = field(default_factory=dict)
    before: tuple[Step, ...] = ()
    no: int = 1

    @property
    def address(self) -> str:
        return self.path.replace("NO", str(self.no))


def host(path: str, phase: str, kind: str, /, *before: Step, no: int = 1, **fields: str) -> Deed:
    return Deed(path, "host", phase, kind, fields, before, no)


def person(path: str, phase: str, kind: str, /, *before: Step, no: int = 1, **fields: str) -> Deed:
    return Deed(path, "attendee", phase, kind, fields, before, no)
