"""What the board shows now, or that it is blank; and what is announced on every screen."""

from opennight.night.kept.parts import PHASES, Phase
from opennight.night.kept.reel import ReelEnded
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean
from opennight.night.state import Night

SCENES = (
    *PHASES,
    "timer",
    "choosing",
    "assembly",
    "rollcall",
    "connections",
    "asked",
    "propositions",
    "standup",
    "replay",
    "earlier",
)
AFTERWARDS = ("welcome", "closed", "timer")
"""Those that name nobody (a replay knows people as numbers, but quotes groups). Whoever has the record's
address has the board's, too: once the night is closed, only the record names people, as they have chosen."""
PUT = {
    "": _("letting the board follow the night"),
    "welcome": _("putting the welcome on the board"),
    "pitch": _("putting the pitches on the board"),
    "vote": _("putting the vote on the board"),
    "groups": _("putting the groups on the board"),
    "talk": _("putting the talk on the board"),
    "share": _("putting the sharing on the board"),
    "closed": _("putting the closing on the board"),
    "timer": _("putting the timer on the board"),
    "choosing": _("putting the choice of actions on the board"),
    "assembly": _("putting the assembly on the board"),
    "rollcall": _("putting the roll call on the board"),
    "connections": _("putting the connections on the board"),
    "asked": _("putting the question to the room on the board"),
    "propositions": _("putting the propositions on the board"),
    "standup": _("putting the asks on the board"),
    "replay": _("putting the night in a minute on the board"),
    "earlier": _("putting last time's promises on the board"),
}


class Announce(Command, frozen=True):
    """A sentence on all screens; an empty one takes it away."""

    text: str


class SetScene(Command, frozen=True):
    """A scene by name; an empty one lets the board follow the phase. It ends the reel."""

    scene: str


class BlankBoard(Command, frozen=True):
    """Let the board show nothing but its ground, whatever happens, until it is shown again."""

    blank: bool


class Announced(Event, frozen=True):
    KIND = "announced"
    PERSONAL = ("text",)

    text: str = ""


class SceneSet(Event, frozen=True):
    KIND = "scene-set"

    scene: str


class BoardBlanked(Event, frozen=True):
    KIND = "board-blanked"

    blank: bool


def scenes(night: Night) -> tuple[str, ...]:
    """The scenes that the host can pick now."""
    if night.phase != "closed":
        return SCENES
    return (*AFTERWARDS, "replay") if night.published else AFTERWARDS


def scene(night: Night) -> Phase | str:
    """The scene of the board, even while it is blank: the reel, what the host picked, or the phase's own."""
    if night.reel.on:
        return "reel"
    return night.scene if night.scene in scenes(night) else night.phase


def announce(night: Night, command: Announce) -> list[Event]:
    text = clean(command.text, 160, "text", least=0)
    return [] if text == night.announced else [Announced(text=text)]


def on_board(night: Night, scene: str) -> list[Event]:
    """What puts this scene on the board, if it is not there."""
    ended: list[Event] = [ReelEnded()] if night.reel.on else []
    return [*ended, *([SceneSet(scene=scene)] if night.scene != scene else [])]


def set_scene(night: Night, command: SetScene) -> list[Event]:
    if command.scene and command.scene not in SCENES:
        raise Refused(_("The board has no such scene."), field="scene")
    if command.scene and command.scene not in scenes(night):
        raise Refused(_("The night is closed. What was on its wall is in the record."), "late", field="scene")
    return on_board(night, command.scene)


def blank(night: Night, command: BlankBoard) -> list[Event]:
    return [] if command.blank == night.blank else [BoardBlanked(blank=command.blank)]


def announced(night: Night, event: Announced) -> None:
    night.announced = event.text


def scene_set(night: Night, event: SceneSet) -> None:
    night.scene = event.scene


def blanked(night: Night, event: BoardBlanked) -> None:
    night.blank = event.blank


def announcement_called(night: Night, event: Announced) -> Label:
    if not night.announced:
        return Label(_("making an announcement"))
    return Label(_("changing the announcement") if event.text else _("removing the announcement"))


DECIDE = {Announce: announce, SetScene: set_scene, BlankBoard: blank}
EVOLVE = {Announced: announced, SceneSet: scene_set, BoardBlanked: blanked}
UNDO: dict[type[Event], Undo] = {
    Announced: (announcement_called, lambda n, e: [Announced(text=n.announced)]),
    SceneSet: (lambda n, e: Label(PUT[e.scene]), lambda n, e: [SceneSet(scene=n.scene)]),
    BoardBlanked: (
        lambda n, e: Label(_("blanking the board") if e.blank else _("showing the board again")),
        lambda n, e: [BoardBlanked(blank=n.blank)],
    ),
}
