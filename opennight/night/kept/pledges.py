"""Hours that somebody gives to what they are in on."""

from dataclasses import dataclass


@dataclass(slots=True)
class Pledge:
    """The `hours` that somebody gives to what they are in on: in all, or `monthly`. `kept`: how many of them
    they have given so far."""

    hours: int
    monthly: bool = False
    kept: int = 0
