"""Who is here: coming in, names, slips and removal."""

from opennight.live import further, named
from opennight.live.invalidation import Invalidation, anew, invalidates
from opennight.night import (
    bylines,
    door,
    entrance,
    moderation,
    naming,
    people,
    removal,
    slips,
)
from opennight.night.messages import Event

NAMED = invalidates(
    phone="queue",
    group="heads pen",
    board="scene",
    desk="desk-undo person-{person} desk-front desk-further unread-name-{person} unread-name-order "
    "desk-unread desk-meetings desk-feedback",
    page="",
    coalesce=True,
    whose=named.table_mates,
    also=named.with_name,
)
"""Where a person's name is."""
PEOPLE: dict[type[Event], Invalidation] = {
    people.PersonJoined: invalidates(
        phone="people",
        board="people seekers",
        desk="people person-{no} person-order desk-earlier",
        coalesce=True,
        also=named.who_came,
    ),
    people.PersonLeft: invalidates(
        phone="people",
        board="people scene",
        desk="people person-{person}",
        coalesce=True,
        whose=named.former_mates,
        also=named.groups_left,
    ),
    people.PersonCameBack: invalidates(
        phone="people",
        board="people seekers",
        desk="people person-{person}",
        coalesce=True,
        also=named.who_is_back,
    ),
    people.PersonRenamed: NAMED,
    naming.NameRead: NAMED,
    naming.NameTurnedAway: NAMED,
    naming.NameWaits: NAMED,
    door.NewcomerWaits: invalidates(desk="desk-waiting desk-door", coalesce=True),
    door.NewcomersLetIn: invalidates(desk="desk-waiting desk-door", access_changed=True),
    door.NewcomersSentBack: anew(access_changed=True),
    door.NewcomersGone: invalidates(desk="desk-waiting desk-door", access_changed=True),
    entrance.EntranceRenewed: invalidates(phone="top", board="scene", desk="desk-code"),
    slips.SlipsPrinted: invalidates(phone="top main", board="scene", desk="desk-code desk-now"),
    slips.SlipUsed: invalidates(desk="desk-code", coalesce=True),
    slips.SlipGiven: invalidates(desk="desk-code", access_changed=True),
    slips.SlipsVoided: invalidates(desk="desk-code", access_changed=True),
    slips.SlipsRestored: invalidates(desk="desk-code", access_changed=True),
    moderation.PersonRemoved: anew(access_changed=True, also=named.what_they_promised),
    removal.PeopleRemoved: anew(access_changed=True, also=named.what_they_promised),
    # Their dots and hearts are back.
    moderation.PersonLetBackIn: anew(access_changed=True, also=named.what_they_promised),
    bylines.BylineChosen: invalidates(coalesce=True, whose=named.table_mates, also=further.on_reel),
    bylines.NameTaken: NAMED,
}
