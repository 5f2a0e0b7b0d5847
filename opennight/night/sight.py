"""Out of sight: what somebody wrote or made is hidden by the desk, or waits until the desk has looked at it.

A note, a comment, a meeting, a card, a clip and a message between groups each have events of their own for
that, since a log keeps its kinds for ever; what they mean is the same, and is here. Whatever waits is hidden,
too, so that whoever asks what the room may see asks one question.
"""

from collections.abc import Callable
from typing import Protocol

from opennight.night.messages import Event


class Thing(Protocol):
    """Anything that can be taken out of sight."""

    hidden: bool
    waiting: bool


def is_gone(thing: Thing) -> bool:
    """Whether it was hidden, rather than not looked at yet."""
    return thing.hidden and not thing.waiting


def hide(thing: Thing, event: Event) -> list[Event]:
    """The event that hides it, or turns it away; none if that was done."""
    return [] if is_gone(thing) else [event]


def show(thing: Thing, event: Event) -> list[Event]:
    """The event that brings it back, or lets it in; none if it is in sight."""
    return [event] if thing.hidden else []


def put(thing: Thing, *, hidden: bool, waiting: bool = False) -> None:
    thing.hidden, thing.waiting = hidden, waiting


def back(thing: Thing, hidden: Callable[[bool], Event], shown: Event) -> list[Event]:
    """What makes it again what it is now: seen, hidden, or waiting. `hidden` is given whether it waits."""
    return [hidden(thing.waiting) if thing.hidden else shown]
