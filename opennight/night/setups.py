"""Changing a night's setup later on: groups whose room or slot is gone leave the line-up."""

import msgspec

from opennight.night.kept.setups import Setup
from opennight.night.lineup import lineup_back
from opennight.night.messages import Command, Event, Undo, _, plain
from opennight.night.placing import unplace
from opennight.night.state import Night
from opennight.night.tidy import tidy_setup


class ChangeSetup(Command, frozen=True):
    setup: Setup


class SetupChanged(Event, frozen=True):
    KIND = "setup-changed"

    setup: Setup


def change_setup(night: Night, command: ChangeSetup) -> list[Event]:
    setup, now = tidy_setup(command.setup), night.setup
    if setup.sheet and (setup.starts, setup.sheet) == (now.starts, now.sheet):
        setup = msgspec.structs.replace(setup, slots=now.slots)  # rounds that were shortened stay so
    return [] if setup == night.setup else [SetupChanged(setup=setup)]


def setup_changed(night: Night, event: SetupChanged) -> None:
    night.setup = event.setup
    night.proposal = None
    rooms = {room.id for room in event.setup.rooms}
    slots = {slot.id for slot in event.setup.slots}
    for no, placement in list(night.lineup.items()):
        if placement.room not in rooms or placement.slot not in slots:
            unplace(night, no)


def changed_back(night: Night, event: SetupChanged) -> list[Event]:
    return [SetupChanged(setup=night.setup), *lineup_back(night)]


DECIDE = {ChangeSetup: change_setup}
EVOLVE = {SetupChanged: setup_changed}
UNDO: dict[type[Event], Undo] = {SetupChanged: (plain(_("changing the setup")), changed_back)}
