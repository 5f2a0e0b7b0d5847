"""How often people meet again in mixed groups."""

from opennight.night.faces import again
from opennight.night.kept.proposals import Proposal
from opennight.night.lineup import DropGroup
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.proposals import Propose
from tests.cast import CORNER, EARLY, HALL, LATE, Story, host, placed

ADA, BEN, CLEO = 1, 2, 3
BEES, BOOKS, BREAD = 1, 2, 3


def test_pairs_that_share_more_than_one_group_are_counted(story: Story) -> None:
    story.given(
        host(MovePhase, to="pitch"),
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books", "Bread")),
        host(MovePhase, to="vote"),
        host(MovePhase, to="groups"),
    )
    assert again(story.night) == 0
    plan = Proposal(
        placements=(
            placed(BEES, EARLY.id, HALL.id),
            placed(BOOKS, LATE.id, HALL.id),
            placed(BREAD, LATE.id, CORNER.id),
        ),
        groups={BEES: (ADA, CLEO), BOOKS: (CLEO, ADA), BREAD: (BEN,)},
    )
    story.given(host(Propose, proposal=plan))
    assert again(story.night) == 1, "Ada and Cleo"
    story.given(host(DropGroup, group=BOOKS))
    assert again(story.night) == 0
