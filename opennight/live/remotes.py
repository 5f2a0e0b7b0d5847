"""The regions of remotes: some of the desk's, under their names, so that they follow whatever it follows."""

from opennight.live.lists import is_sharing
from opennight.live.region import Region
from opennight.night import remote
from opennight.night.state import Night

# All of these are inside "remote", except desk-everybody, which the host's own pages follow. Some are inside
# others: desk-next and desk-undo in desk-now, desk-presenting in desk-sharing, desk-front and desk-further in
# desk-queue.
FOR_HOSTS: dict[str, Region] = {
    "remote": Region("remote/_remote.html"),
    "desk-now": Region("remote/_now.html"),
    "desk-next": Region("desk/_next.html"),
    "desk-undo": Region("desk/_undo.html"),
    "desk-unread": Region("remote/_unread.html"),
    "desk-queue": Region("remote/_queue.html"),
    "desk-front": Region("desk/_front.html"),
    "desk-further": Region("remote/_further.html"),
    "desk-sharing": Region("remote/_sharing.html"),
    "desk-presenting": Region("desk/_presenting.html", when=is_sharing),
    "desk-connections": Region("remote/_connections.html"),
    "desk-standup": Region("remote/_standup.html"),
    "desk-assembly": Region("remote/_assembly.html"),
    "desk-reel": Region("remote/_reel.html"),
    "desk-timer": Region("desk/_timer.html"),
    "desk-board": Region("remote/_board.html"),
    "desk-everybody": Region("desk/_everybody.html"),
}
CONTROL = {
    "desk-next": "next",
    "desk-sharing": "next",
    "desk-connections": "next",
    "desk-presenting": "next",
    "desk-unread": "approve",
    "desk-queue": "call",
    "desk-front": "call",
    "desk-further": "call",
    "desk-standup": "next",
    "desk-assembly": "next",
    "desk-reel": "board",
    "desk-timer": "timer",
    "desk-board": "announce",
}
"""Which control of the remote each region is part of; the others are for all helpers."""


def may_have(night: Night, link: int, name: str) -> bool:
    """Whether a helper with this link has the region."""
    return name not in CONTROL or CONTROL[name] in remote.allowed(night, link)


# Undo stays with the host, and so does what is put to everybody.
FOR_HELPERS = {
    name: region for name, region in FOR_HOSTS.items() if name not in ("desk-undo", "desk-everybody")
}
