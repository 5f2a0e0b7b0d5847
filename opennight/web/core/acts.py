"""An act: one POST about a night, and what a command needs to know of it."""

from dataclasses import dataclass, field
from typing import TypedDict

from starlette.requests import Request

from opennight import clock
from opennight.answers import Answer
from opennight.night.messages import Actor, Command, Refused, _, acting
from opennight.night.state import Night
from opennight.web.core.access import Caller, Who
from opennight.web.core.forms import Files, Form, Lists, command_id, numbers
from opennight.web.core.limits import refuse_flood
from opennight.writers import Writers


class Meta(TypedDict):
    """What every command carries (see night/messages.py)."""

    id: str
    at: int
    actor: Actor
    desk_key: int | None


@dataclass
class Act:
    """One POST about a night: who, what they sent, and the command that they mean."""

    request: Request
    night: Night
    caller: Caller
    form: Form
    lists: Lists
    files: Files = field(default_factory=dict)

    def require(self, who: Who) -> None:
        """Raise `Refused` unless the sender is one of these (see access.py), and does not do too much."""
        who(self.caller)
        refuse_flood(self.request, self.caller)

    @property
    def person(self) -> int:
        """The person who acts: the one on this device, or the one for whom the desk or a helper does it."""
        if self.caller.for_others and self.form.get("for", ""):
            return self.whole("for")
        return self.caller.no

    @property
    def actor(self) -> Actor:
        """Who is answerable: the person themselves, or the desk for somebody else and for the night."""
        themselves = self.caller.no and self.person == self.caller.no
        return acting(self.caller.no) if themselves else self.caller.desk

    def meta(self, *, desk: bool = False) -> Meta:
        """What every command carries. `desk`: the desk does it, even if somebody has joined on its device."""
        actor = self.caller.desk if desk else self.actor
        desk_key = self.night.desk_key if actor.at_desk else None
        return {"id": command_id(self.form), "at": clock.now(), "actor": actor, "desk_key": desk_key}

    def meta_in(self, group: int) -> Meta:
        """The same for what is done in a group. Whoever sits there acts as themselves, even on a device that
        is a desk; anywhere else, such a device acts as the desk."""
        there = self.night.groups.get(group)
        sits = there is not None and self.caller.no in there.members
        return self.meta(desk=self.caller.for_others and not sits and not self.form.get("for", ""))

    @property
    def no(self) -> int:
        """The number in the address."""
        return int(self.request.path_params["no"])

    @property
    def about(self) -> str:
        """What the address names: “note:12” for /promises/note/12/in."""
        return f"{self.request.path_params['what']}:{self.no}"

    @property
    def repeated(self) -> bool:
        """Whether the desk has sent this already: then it gets its first answer, whatever it says now."""
        return self.night.done(self.caller.desk, self.form.get("command", "")) is not None

    async def send(self, command: Command) -> Answer:
        """Have the command carried out; `night` is then the night after it."""
        writers: Writers = self.request.app.state.writers
        answer = await writers.send(self.night.code, command)
        self.night = await writers.night(self.night.code)
        return answer

    def text(self, name: str) -> str:
        """What was typed into this field; empty if the form has none."""
        return self.form.get(name, "")

    def flag(self, name: str) -> bool:
        """Whether this box was ticked."""
        return self.form.get(name, "") in ("1", "on", "true")

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number from the form; `default` if the field is empty. Raises `Refused`."""
        text = self.form.get(name, "").strip()
        if not text and default is not None:
            return default
        if not text.removeprefix("-").isdecimal() or len(text) > 9:
            raise Refused(_("Enter a whole number here."), field=name)
        return int(text)

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers in a field such as "3,4,17"."""
        return numbers(filter(None, self.text(name).split(",")), name)
