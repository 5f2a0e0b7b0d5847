"""The evening in pictures: which numbers of the night they show, and the sentences and tables beside them.

First everything is taken from the night as plain data (`of`); drawing it (`drawn`) needs the night no more,
and is done beside the server. Nothing is in it that the record's own lists do not say: see docs/pictures.md.
"""

import gettext
from collections.abc import Callable

import msgspec

from opennight.night.chronicle import Chronicle
from opennight.night.messages import _, ngettext
from opennight.night.state import Night
from opennight.record.drawing import arcs, evening, lineup, met, times
from opennight.record.plotted import companions, course, links, topics
from opennight.record.plotted.companions import Companions
from opennight.record.plotted.course import Course
from opennight.record.plotted.links import Map
from opennight.record.plotted.topics import Topics

PHASES = {
    "welcome": _("Welcome"),
    "pitch": _("Pitch"),
    "vote": _("Vote"),
    "groups": _("Groups"),
    "talk": _("Talk"),
    "share": _("Share"),
    "closed": _("Closed"),
}


NAMES = ("evening", "lineup", "met", "map")
"""The pictures, in the order in which they are shown."""


class Seen(msgspec.Struct, frozen=True):
    """All that the pictures show."""

    course: Course
    topics: Topics
    companions: Companions
    map: Map


class Plots(msgspec.Struct, frozen=True):
    """The pictures of a night in one language, as SVG: empty where there is nothing to see. Their sentences
    and tables follow from what they show."""

    seen: Seen
    evening: str
    lineup: str
    met: str
    map: str

    @property
    def any(self) -> bool:
        return bool(self.evening or self.lineup or self.met or self.map)


def of(night: Night, chronicle: Chronicle) -> Seen:
    return Seen(
        course.of(night, chronicle), topics.of(night, chronicle), companions.of(night), links.of(night)
    )


def drawn(seen: Seen, catalogue: gettext.NullTranslations) -> Plots:
    """The pictures, with the words of this catalogue."""
    words = Words(catalogue)
    return Plots(
        seen,
        evening=words.evening(seen.course) if seen.course.people else "",
        lineup=words.lineup(seen.topics) if seen.topics.ran else "",
        met=words.met(seen.companions) if seen.companions.drawn else "",
        map=words.map(seen.map) if seen.map.pairs else "",
    )


class Words:
    """The pictures in one language."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self.say: Callable[[str], str] = catalogue.gettext
        self.count = catalogue.ngettext

    def round(self, number: int) -> str:
        return self.say(_("Round %(number)s")) % {"number": number}

    def evening(self, its: Course) -> str:
        lanes: list[evening.Level | evening.Bars] = [evening.Level(self.say(_("People here")), its.presence)]
        named = (
            (_("Pitches"), its.pitched),
            (_("Dots"), its.dotted),
            (_("Moves between groups"), its.walked),
        )
        lanes += [
            evening.Bars(self.say(name), times.counted(moments, its.bars))
            for name, moments in named
            if moments
        ]
        bands = [
            evening.Band(
                self.round(one.round) if one.round else self.say(PHASES[one.phase]), one.start, one.end
            )
            for one in its.parts
        ]
        title = self.say(_("The evening over time"))
        return evening.draw(title, its.span, bands, its.ticks, its.bars, lanes)

    def lineup(self, its: Topics) -> str:
        shown = [
            lineup.Topic(one.title, one.dots, [(at.column, at.people) for at in one.groups])
            for one in its.rows
            if one.drawn
        ]
        rounds = [(self.round(number), str(number)) for number in its.rounds]
        dots = self.say(_("Dots")) if its.dots else ""
        return lineup.draw(self.say(_("How the line-up came about")), dots, rounds, shown)

    def met(self, its: Companions) -> str:
        columns = [
            met.Column(
                self.round(one.round),
                [met.Table(table.title, table.people, self.more(table.unnamed)) for table in one.tables],
            )
            for one in its.rounds
        ]
        return met.draw(self.say(_("Who met whom")), its.names, columns, self.say(_("In no group")))

    def more(self, unnamed: int) -> str:
        one, many = ngettext("and a participant", "and %(num)s participants")
        return self.count(one, many, unnamed) % {"num": unnamed} if unnamed else ""

    def map(self, its: Map) -> str:
        kinds = [self.say(name) for name in (_("They talked"), _("One linked to the other"), _("Near"))]
        those = [arcs.Arc(pair.one, pair.other, pair.kind) for pair in its.pairs]
        titles = [f"{one.title} ({self.round(one.round)})" if one.round else one.title for one in its.groups]
        return arcs.draw(self.say(_("The map of connections")), titles, those, kinds)
