"""Numbers that the pages of docs/ tell are those of the code."""

import re

from opennight import (
    bounding,
    crowds,
    follower,
    gate,
    joining,
    matching,
    mixing,
    planning,
    writer,
    writers,
)
from opennight.live import hub, ws_protocol
from opennight.media import uploads
from opennight.night import door, posts, suggestions, undo
from opennight.store import doorbell, shared
from opennight.web.core import door as night_door
from opennight.web.core.limits import Limits
from tests.server import ROOT


def seconds(script: str, name: str) -> float:
    """What a script of static/js calls by this name, in milliseconds."""
    found = re.search(rf"(?m)^const {name} = ([\d_]+);", (ROOT / "static/js" / f"{script}.js").read_text())
    assert found
    return int(found[1]) / 1000


LIMITS, DOOR = Limits(), night_door.Door()
TOLD: tuple[tuple[str, str, float], ...] = (
    ("architecture", r"up to (\S+) s for others", hub.TICK),
    ("live", r"the tick, (\S+) seconds", hub.TICK),
    ("live", r"goes out every (\w+) seconds", hub.CLOCK),
    ("live", r"Every (\w+) seconds a screen gets a ping", ws_protocol.HEARTBEAT),
    ("live", r"leaves (\w+) unanswered", ws_protocol.UNANSWERED),
    ("night", r"the last (\d+)\)", undo.KEPT),
    ("log", r"their memory; (\d+) are kept", writers.NIGHTS_KEPT),
    ("log", r"the next waits (\d+) ms", shared.SLOW * 1000),
    ("log", r"Only after (\d+) tries", writer.TRIES),
    ("processes", r"hangs up on its screens after (\w+) seconds", follower.LOST),
    ("processes", r"moved within (\w+) milliseconds", doorbell.EACH * 1000),
    ("processes", r"sees within (\w+) seconds that the night is gone", crowds.LOOK),
    ("processes", r"nothing has happened for (\w+) hours", crowds.IDLE / 3_600_000),
    ("processes", r"leave (\w+) descriptors free", gate.SPARE),
    ("processes", r"those of a person to (\w+)", LIMITS.screens_each.most),
    ("door", r"may share: (\d+), and", DOOR.codes.most),
    ("door", r"and (\w+) more a second", DOOR.codes.rate),
    ("door", r"waits (\w+) seconds, whether", night_door.WAIT),
    ("door", r"At most (\d+) from one address", night_door.WAITING),
    ("door", r"Without one, (\w+) a minute walk in", door.TRICKLE),
    ("thinking", r"`python -m opennight.lineup`, (\w+) at a time", planning.AT_ONCE),
    ("thinking", r"one at a time; (\w+) others can wait", bounding.WAITING),
    ("thinking", r"the last (\w+) answers are kept", bounding.KNOWN),
    ("thinking", r"a wall of more than (\w+)", matching.SMALL),
    ("thinking", r"At most (\w+) are kept of a group", joining.EACH),
    ("thinking", r"The desk has the (\w+) best", suggestions.TO_SAY),
    ("private", r"once (\w+) are in it", mixing.ENOUGH),
    ("private", r"with all but (\w+), drawn", mixing.HELD),
    ("public", r"a night takes (\w+) an hour", posts.AN_HOUR),
    ("public", r"an hour, and (\w+) that wait", posts.MOST_UNREAD),
    ("public", r": (\w+) at once from one network", LIMITS.posts.most),
    ("live", r"nothing was heard for (\w+) seconds", seconds("live", "SILENCE")),
    ("offline", r"One try takes (\w+) seconds", seconds("outbox", "GIVES_UP")),
    ("offline", r"a growing pause, up to (\w+) seconds", seconds("outbox", "LONGEST_WAIT")),
    ("offline", r"fails for (\w+) seconds is given up", seconds("outbox", "STUMBLES")),
    ("offline", r"moment of the next (\w+) seconds", seconds("evening", "SPREAD")),
    ("offline", r"carries in (\w+) seconds", seconds("clips/tus", "TAKES")),
    ("clips", r"brought nothing for (\w+) seconds", uploads.QUIET),
)
"""Page, where it tells a number, and what the code says."""
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
WORDS = {word: number for number, word in enumerate(SMALL.split())}
WORDS |= {"twenty": 20, "forty": 40, "fifty": 50, "sixty": 60}


def number(told: str) -> float:
    return WORDS[told] if told in WORDS else float(told)


def test_every_number_is_that_of_the_code() -> None:
    wrong = []
    for page, where, meant in TOLD:
        found = re.search(where, " ".join((ROOT / "docs" / f"{page}.md").read_text().split()))
        if not found or abs(number(found[1]) - meant) > 1e-9:
            wrong.append((page, where, found and found[1], meant))
    assert wrong == []
