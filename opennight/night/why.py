"""Why the desk took something away: a few words, for whoever wrote it."""

from opennight.night.messages import clean

WHY = 120


def tidied(why: str) -> str:
    return clean(why, WHY, "why", least=0)
