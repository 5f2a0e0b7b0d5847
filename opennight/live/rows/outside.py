"""What each event changes for those who follow from outside (see live/outside.py). What draws all pages anew
is not here; neither is what outsiders do not see, such as dots."""

from opennight.live.patterns import Pattern
from opennight.night import (
    bylines,
    consent,
    flipcharts,
    headlines,
    lineup,
    merging,
    moderation,
    naming,
    pace,
    people,
    pitches,
    preparing,
    proposals,
    queue,
    rounds,
    sharing,
    tables,
    timer,
)
from opennight.night.messages import Event


def of(*regions: str) -> tuple[Pattern, ...]:
    return tuple(Pattern("now", "", region) for region in regions)


HAPPENING = of("happening")
PITCHED = of("happening", "pitch-{no}")
HEARD = of("happening", "pitch-{pitch}", "talking")
TALKING = of("happening", "talking")
NAMED = of("heard", "released")
RELEASED = of("released")
OUTSIDE: dict[type[Event], tuple[Pattern, ...]] = {
    **dict.fromkeys((people.PersonJoined, people.PersonLeft, people.PersonCameBack), HAPPENING),
    **dict.fromkeys(
        (queue.SpeakerCalled, queue.SpeakerThanked, timer.TimerSet, sharing.GroupShown), HAPPENING
    ),
    pitches.PitchMade: PITCHED,
    **dict.fromkeys((pitches.PitchEdited, moderation.PitchApproved), HEARD),
    **dict.fromkeys((moderation.PitchWithdrawn, moderation.PitchHidden, moderation.PitchShown), HEARD),
    merging.PitchMerged: (*HEARD, *of("pitch-{into}")),
    **dict.fromkeys((lineup.LineupSet, proposals.LineupMade, tables.TableOpened), TALKING),
    **dict.fromkeys((rounds.RoundsSet, pace.RoundsReplanned, headlines.HeadlineWritten), TALKING),
    **dict.fromkeys((people.PersonRenamed, bylines.BylineChosen, bylines.NameTaken), NAMED),
    **dict.fromkeys((naming.NameRead, naming.NameTurnedAway, naming.NameWaits), NAMED),
    **dict.fromkeys((consent.ClipReleased, consent.ClipWithdrawn, consent.ClipHidden), RELEASED),
    **dict.fromkeys((consent.ClipShown, preparing.ClipPrepared, flipcharts.ClipStraightened), RELEASED),
    flipcharts.ClipPutBack: RELEASED,
}
