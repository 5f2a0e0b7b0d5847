"""Strengths: how much somebody wants a pitch, instead of a dot."""

from opennight.night.strengths import SayStrength
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.posts import act


@act(access.person)
def say(this: Act) -> SayStrength:
    strength = this.form.get("strength", "")
    return SayStrength(**this.meta(), person=this.person, pitch=this.no, strength=strength)
