"""Where it shows that a topic leaves the wall or comes back to it."""

from typing import Any

from opennight.live import further, written
from opennight.live.audiences import DESK, NOW, PHONE
from opennight.live.patterns import Target
from opennight.night import pitches, rounds
from opennight.night.state import Night


def gone_from_the_wall(night: Night, event: Any) -> list[Target]:
    """Its groups; the topic that it was merged into; and the phones' headline, which numbers rounds only if
    there are several.
    """
    its = further.in_its_groups(night, event)
    headline = further.on_phones(night, event) if its and not rounds.several(night) else []
    return [*its, *merged_into(night, event), *headline]


def back_on_the_wall(night: Night, event: Any) -> list[Target]:
    found = (*written.asked(night, event), *further.in_its_groups(night, event), *merged_into(night, event))
    return [*dict.fromkeys(found)]


def merged_into(night: Night, event: Any) -> list[Target]:
    """The topic that this one was merged into: it names the pitchers of both."""
    root = pitches.root(night, event.pitch)
    if root == event.pitch:
        return []
    card = f"pitch-{root}"
    return [(PHONE, card), (NOW, card), (DESK, f"row-{root}"), (DESK, f"queued-{root}")]
