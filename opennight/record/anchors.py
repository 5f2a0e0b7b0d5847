"""Anchors: the one name by which each thing in the record is linked to and quoted, on every page and in every
file: “note-12”, “action-3”, “group-2”. They never change: others link to them."""

from opennight.night.kept.publication import named

KINDS = (
    *("group", "headline", "pitch", "more", "note", "action", "comment", "reply", "meeting", "joint", "clip"),
    *("story", "thanks", "offer", "ask", "line", "asked", "sentence", "answer", "feedback", "card"),
    *("question", "sequel"),
)
"""`asked` is a question of one group to another, `question` one to everybody. `headline` and `story` go by
the number of their group, `more` (what is said below a title) by that of its pitch. An action is a note, and
can be found under both."""
PAGES = "g"
"""Below the record: “record/g/2” is the page of group 2."""


def anchor(kind: str, no: int) -> str:
    """What the thing of this kind with this number is called. Raises `ValueError` for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(kind)
    return f"{kind}-{no}"


def parsed(name: str) -> tuple[str, int]:
    """The kind and number of an anchor; ("", 0) for anything else."""
    kind, no = named(name)
    return (kind, no) if kind in KINDS else ("", 0)


def page_of(group: int) -> str:
    """The page of a group, below the address of the record."""
    return f"/{PAGES}/{group}"
