"""Steps of the desk that can be undone."""

from dataclasses import dataclass, field

from opennight.night.messages import Event, Label


@dataclass(slots=True)
class Step:
    """Something the desk did that can be undone.

    `no` stands for it at the desk; `command` is the key of its command, which is never shown; `label` says
    what it was; `back` are the events that take it back. `forgets` are versions whose personal fields nobody
    needs once the step cannot be undone any more.
    """

    no: int
    command: str
    label: Label
    back: list[Event] = field(default_factory=list)
    forgets: list[int] = field(default_factory=list)
