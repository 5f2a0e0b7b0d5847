"""What people might type, and what has to come back from every file as it was."""

import msgspec

from opennight.record.outcome import Outcome

NASTY = (
    '=HYPERLINK("https://evil.example","click")',
    "'=1+1",
    'She said "no", he said “yes”; both, then.',
    "One line\nand another",
    "שלום עולם — مرحبا",
    "🐝👩‍👩‍👧‍👦 e\u0301 \u202eabc",
    "<b>&amp; ]]> </nowiki> {{delete}} [[File:x]] ''x'' ~~~~ | -- __TOC__",
    "* list # list : ; = heading =",
)


def wild(made: Outcome) -> Outcome:
    """The same record, with all of that in its pitches and in the notes of its first group."""
    replace = msgspec.structs.replace
    pitch, group = made.pitches[0], made.groups[0]
    pitches = (replace(pitch, no=no, title=text, more=text, parts=()) for no, text in enumerate(NASTY, 1))
    notes = (replace(group.notes[0], no=no, text=text, who=text) for no, text in enumerate(NASTY, 1))
    return replace(
        made,
        pitches=tuple(pitches),
        lineup=(),
        groups=(replace(group, pitch=1, headline=NASTY[0], notes=tuple(notes)),),
    )
