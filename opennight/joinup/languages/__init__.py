"""What is known of each language: small words, endings, how it says needs and haves, what things are called.

To add one, add a module like the others and name it here.
"""

from opennight.joinup.languages import ar, cy, de, en, es, fr, pl

MODULES = {"en": en, "de": de, "fr": fr, "es": es, "pl": pl, "ar": ar, "cy": cy}

SMALL = {tongue: module.SMALL.split() for tongue, module in MODULES.items()}
"""Words that say little about what a text is about: they tell its language, and do not count."""
LETTERS = {tongue: frozenset(module.LETTERS) for tongue, module in MODULES.items()}
"""Letters that only this one of them has."""
ENDINGS = {
    tongue: [sorted(step.split(), key=len, reverse=True) for step in module.ENDINGS.split("|")]
    for tongue, module in MODULES.items()
}
"""What is taken off the end of a word, step by step: in each the longest first, if enough is left."""
NEEDS = {tongue: module.NEEDS.strip().splitlines() for tongue, module in MODULES.items()}
HAVES = {tongue: module.HAVES.strip().splitlines() for tongue, module in MODULES.items()}
"""Patterns of what says that something is needed, or there."""
THINGS = {
    tongue: [line.partition(": ")[::2] for line in module.THINGS.strip().splitlines()]
    for tongue, module in MODULES.items()
}
"""Things that people need and have, by an English word for the sort, and what they are called."""
