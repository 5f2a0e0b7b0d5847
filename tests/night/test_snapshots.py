"""A snapshot of the night plus what happened since give the night: from any moment, for every command."""

from opennight.night.fold import DECIDE, evolve, fold
from opennight.night.messages import Command
from opennight.night.state import Night
from tests.cast import Later, Story, as_stored, copied
from tests.night.evening import CROWD, EVENING

FAR = 20
"""From one in so many snapshots the log is followed to its end; from the others to the next one."""


def test_from_any_snapshot_the_log_leads_to_later_ones() -> None:
    carried_out = follow(EVENING) | follow(CROWD)
    assert carried_out == set(DECIDE), "every command there is"


def follow(commands: list[Command | Later]) -> set[type[Command]]:
    """Carry them out, and hold moments against what follows from earlier ones. Returns which changed
    something."""
    story, carried_out = Story(), set()
    snapshots = {0: Night("BEES")}
    for command in commands:
        command = command if isinstance(command, Command) else command(story.night)
        if story.carry_out(command):
            carried_out.add(type(command))
        snapshots[story.night.version] = copied(story.night)
    log = [as_stored(recorded) for recorded in story.log]
    for no, (since, snapshot) in enumerate(snapshots.items()):
        night = copied(snapshot)
        for recorded in log[since:]:
            evolve(night, recorded)
            if night.version in snapshots:
                assert night == snapshots[night.version], (since, recorded)
                if no % FAR:
                    break
    assert fold("BEES", log) == story.night
    return carried_out
