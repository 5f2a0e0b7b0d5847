"""The regions of the assembly: on its own page, on the desk's page of it, and on the board."""

from typing import Any

from opennight.live import about
from opennight.live.region import Region
from opennight.night import asks, board, manifesto, rollcall
from opennight.night.kept.parts import PHASES
from opennight.night.state import Night


def about_ask(night: Night, no: int) -> dict[str, Any] | None:
    ask = night.manifesto.asks.get(no)
    return {"ask": ask} if ask and asks.is_seen(night, ask) else None


def listed(night: Night) -> list[int]:
    """The asks on the page: all there is to choose from, then what is put."""
    those = asks.standing(night) if manifesto.is_on(night) else manifesto.put(night)
    return [ask.no for ask in those]


def on_list(night: Night, no: int) -> dict[str, Any] | None:
    return about_ask(night, no) if no in listed(night) else None


def about_organisation(night: Night, no: int) -> dict[str, Any] | None:
    its = night.roll.all.get(no)
    return {"its": its} if its and its.called and not its.hidden else None


def chooses(night: Night) -> bool:
    """Whether the board shows how many have chosen."""
    return board.scene(night) == "assembly" and manifesto.is_on(night)


def calls(night: Night) -> bool:
    return board.scene(night) == "rollcall" and rollcall.now(night) is not None


OPEN = PHASES[:-1]
"""Once the night is closed, there is nothing to steer."""
ON_PAGE = {
    "top": Region("phone/_top.html"),
    "asks": Region("manifesto/_asks.html"),
    "ask": Region("manifesto/_ask.html", lambda night, no: "asked", on_list, each=listed),
    "now-ask": Region("guests/_now.html", about=on_list),
    "roll": Region("rollcall/_roll.html"),
    "roll-now": Region("rollcall/_now.html"),
    "promise-answer": Region("answers/_in.html", about=about.promise("answer")),
    "promise-ours": Region("answers/_in.html", about=about.promise("ours")),
}
ON_BOARD = {
    "chosen-by": Region("manifesto/_turnout.html", when=chooses),
    "risen": Region("rollcall/_risen.html", about=about_organisation, when=calls),
}
AT_DESK = {
    "steering": Region("manifesto/_steering.html"),
    "front": Region("guests/_front.html", phases=OPEN),
    "put": Region("guests/_put.html"),
    "guests": Region("guests/_guests.html", phases=OPEN),
    "candidates": Region("manifesto/_candidates.html", phases=OPEN),
    "choice-of-asks": Region("manifesto/_choice.html", phases=OPEN),
    "backed": Region("manifesto/_backed.html", about=about_ask, phases=OPEN),
    "turnout": Region("manifesto/_turnout.html", phases=OPEN),
    "calling": Region("rollcall/_calling.html", phases=OPEN),
    "risen": Region("rollcall/_risen.html", about=about_organisation, phases=OPEN),
    "stood": Region("rollcall/_stood.html", phases=OPEN),
    "desk-undo": Region("desk/_undo.html"),
    "desk-timer": Region("desk/_timer.html"),
}
