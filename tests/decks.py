"""Decks for tests: a small one in two languages, as text that a test can spoil."""

from opennight.night.deckfile import read
from opennight.night.kept.decks import Deck

SMALL = """\
opennight = "deck"
version = 1
languages = ["en", "de"]
author = "※Quill"
licence = "※CC0"
budget = 10

[en]
title = "※Streets"
about = "※About"

[de]
title = "※Straßen"

[[card]]
id = "corner"
kind = "situation"
en.title = "※Corner"
en.words = "※Nobody"
en.examples = ["※Leeds https://10.0.0.1:8000/leeds", "※York"]
de.title = "※Ecke"

[[card]]
id = "square"
kind = "situation"
en.title = "※Square"
de.title = "※Platz"

[[card]]
id = "baker"
kind = "involve"
en.title = "※Baker"
de.title = "※Bäcker"

[[card]]
id = "shade"
kind = "goal"
en.title = "※Shade"
de.title = "※Schatten"

[[card]]
id = "fair"
kind = "idea"
costs = 3
en.title = "※Fair"
de.title = "※Fest"

[[card]]
id = "bench"
kind = "idea"
costs = 1
en.title = "※Bench"
de.title = "※Bank"

[[card]]
id = "trees"
kind = "idea"
costs = 3
en.title = "※Trees"
de.title = "※Bäume"

[[card]]
id = "pool"
kind = "idea"
costs = 3
en.title = "※Pool"
de.title = "※Becken"

[[card]]
id = "tools"
kind = "resource"
gives = 2
en.title = "※Tools"
de.title = "※Werkzeug"

[[card]]
id = "money"
kind = "resource"
gives = 1
en.title = "※Money"
de.title = "※Geld"

[[card]]
id = "rain"
kind = "story"
en.title = "※Rain"
de.title = "※Regen"
"""
FEW = (
    SMALL[: SMALL.index('[[card]]\nid = "square"')]
    + SMALL[SMALL.index('[[card]]\nid = "fair"') : SMALL.index('[[card]]\nid = "trees"')]
)
"""A situation and two ideas of it."""
MORE = (
    SMALL
    + """
[[card]]
id = "snow"
kind = "story"
en.title = "※Snow"
de.title = "※Schnee"
"""
)


def deck(text: str = SMALL) -> Deck:
    return read(text.encode())
