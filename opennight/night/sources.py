"""Sources: whose words these are, if they are not those of the people in the room."""

from opennight.night.messages import Command, Event, Refused, _, clean
from opennight.night.state import Night

TEXT = 500
MOST = 10


class NameSource(Command, frozen=True):
    """What is in this night comes, at least in part, from somewhere else; the record says so from now on."""

    text: str


class SourceNamed(Event, frozen=True):
    KIND = "source-named"

    text: str


def name_source(night: Night, command: NameSource) -> list[Event]:
    text = clean(command.text, TEXT, "text", lines=True)
    if text in night.sources:
        return []
    if len(night.sources) >= MOST:
        raise Refused(_("A night can name at most %(most)s sources."), "quota", most=MOST)
    return [SourceNamed(text=text)]


def source_named(night: Night, event: SourceNamed) -> None:
    night.sources.append(event.text)


DECIDE = {NameSource: name_source}
EVOLVE = {SourceNamed: source_named}
