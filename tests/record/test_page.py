"""The record as a page, and as a page to keep: escaped, linkable, without scripts."""

import re
from typing import Any

import msgspec
import pytest

from opennight.night.groups import JoinGroup
from opennight.night.kept.rooms import Slot
from opennight.night.lineup import PlacePitch
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.state import Night
from opennight.record import cover, markdown, outcome
from opennight.record.assembly import AskOutcome, AssemblyOutcome
from opennight.record.licences import licence_of
from opennight.record.outcome import Outcome
from opennight.record.posed import PropositionsOutcome, SentenceOutcome
from opennight.web.core.templates import templates
from tests.cast import a_night, attendee, host
from tests.record.conftest import nasty_night

URL = "https://night.example/n/BEES/record"
COVER, FILE = "record/record.html", "record/download.html"


def known(outcome: Outcome, **more: object) -> dict[str, Any]:
    """What the pages of the record are drawn from."""
    night = Night("BEES")
    return {
        "outcome": outcome,
        "cover": cover.of(outcome),
        "record_url": URL,
        "night_url": URL.removesuffix("/record"),
        "shared_url": URL.removesuffix("/record"),
        "licence": licence_of(night),
        "places": cover.places(outcome),
        "night": night,
        "here": False,
        "curates": False,
        "mendable": frozenset(),
        "answerable": frozenset(),
    } | more


def draw(template: str, outcome: Outcome, **more: object) -> str:
    return templates("en").get_template(template).render(known(outcome, **more))


def group_page(outcome: Outcome, no: int) -> str:
    group = next(one for one in outcome.groups if one.no == no)
    whole = cover.of(outcome)
    return draw(
        "record/group.html",
        outcome,
        group=group,
        pitch=next(one for one in outcome.pitches if one.no == group.pitch),
        deeds=[one for one in whole.deeds if one.group == no and one.note],
        meetings=[one for one in whole.meetings if one.group == no],
        member=False,
        reads=True,
        before=None,
        after=None,
        cards=[(card, True) for card in outcome.leaflets if card.anchor == f"group-{no}"],
        by_card=False,
    )


def drawn(made: Outcome) -> str:
    """All pages of the record, one after the other."""
    return draw(COVER, made) + "".join(group_page(made, group.no) for group in made.groups)


def ids(html: str) -> list[str]:
    return re.findall(r'id="([a-z]+-\d+)"', html)


def test_each_thing_stands_once_on_a_page_and_can_be_linked_to(made: Outcome) -> None:
    pages = (draw(COVER, made), draw(FILE, made), group_page(made, 1), group_page(made, 2))
    for html in pages:
        assert len(ids(html)) == len(set(ids(html)))
    front, file, books, bees = map(set, map(ids, pages))
    assert front == {"note-3", "action-3", "headline-2", "pitch-2", "pitch-3"}
    assert bees == {"group-2", "headline-2", "pitch-1", "more-1", "pitch-4"} | {
        *("note-1", "note-3", "action-3", "comment-1")
    }
    assert books == {"group-1", "pitch-2"}
    assert file == bees | front


def test_the_file_links_to_the_pages_on_the_web(made: Outcome) -> None:
    html = draw(FILE, made)
    for where in ("/g/2#note-1", "/g/2#note-3", "/g/2#headline-2", "/g/2#comment-1", "#pitch-3"):
        assert f'href="{URL}{where}"' in html, where
    assert "/n/BEES/" not in html.replace(URL, "")


def test_it_says_what_people_will_do_and_by_when(made: Outcome) -> None:
    html = draw(COVER, made)
    deeds = html[html.index("What we will do</h2>") : html.index("What the groups say</h2>")]
    for words in ("Call the mayor", "Ada", "Friday", "27 November 2026", "Ben", "record/actions/3.ics"):
        assert words in deeds, words


def test_it_says_what_the_groups_did(made: Outcome) -> None:
    for html in (drawn(made), draw(FILE, made)):
        for words in (
            "Bees need roofs",
            "Line one\nLine two",
            "3 votes",
            "Ada, Cleo",
            "2 hearts",
            "Bücher 📚",
        ):
            assert words in html, words
        for words in ("Rude", "Nonsense", "Gone"):
            assert words not in html


def test_times_are_those_that_were(made: Outcome) -> None:
    """Given a round planned for 19:30 that began at 19:42, and one that never did, then that is said."""
    assert "19:42–20:24" in group_page(made, 2)
    assert "20:30–21:15 (planned)" in group_page(made, 1)


def test_a_group_that_left_nothing_takes_a_line() -> None:
    story = a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        host(MovePhase, to="closed"),
    )
    html = draw(COVER, outcome.of(story.night))
    assert "Also met, but wrote nothing down:" in html
    assert 'id="headline-1"' not in html


def test_a_group_without_a_headline_is_no_hole_among_headlines(made: Outcome) -> None:
    """It takes a line below them, which leads to its page and says how much there is to read."""
    first, *others = made.groups
    mute = msgspec.structs.replace(first, no=77, headline="", notes=first.notes * 2)
    html = draw(COVER, msgspec.structs.replace(made, groups=(mute, first, *others)))
    pulls, _, below = html.partition("They left no headline, but more to read:")
    assert 'id="headline-77"' not in pulls
    assert f'id="headline-{first.no}"' in pulls
    line = below.partition('id="headline-77"')[2].partition("</li>")[0]
    assert "/record/g/77" in line
    assert f"{len(mute.notes) + len(mute.actions)} entries" in line
    alone = draw(COVER, msgspec.structs.replace(made, groups=(mute,)))
    assert "They left no headline" not in alone
    assert "/record/g/77" in alone


def test_a_group_whose_round_never_began_did_not_meet() -> None:
    """Given Bees in the first round and Books in the second, which the host leaves out for want of time, then
    the record does not say that Books met."""
    story = a_night(slots=(Slot(1, "19:30", "20:15"), Slot(2, "20:20", "21:00"))).given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        attendee(MakePitch, title="Books"),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(PlacePitch, pitch=2, slot=2, room=1),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        attendee(JoinGroup, group=2),
        host(MovePhase, to="talk"),
        host(MovePhase, to="closed"),
    )
    made = outcome.of(story.night)
    html, text = draw(COVER, made), markdown.write(made, str)
    for told in (html, text):
        met = told.partition("Also met, but wrote nothing down:")[2].partition("\n")[0]
        assert "Bees" in met
        assert "Books" not in met
        assert "Books" in told.partition("Planned for a round that did not begin:")[2].partition("\n")[0]
    assert "1 group<" in html or "1 group\n" in html or "1 group ·" in html


def test_where_the_room_is_split_the_cover_leads_to_it() -> None:
    answers = {"agree": 3, "passed": 0, "disagree": 3, "saw": 6}
    split = SentenceOutcome(no=1, text="Buses should be free.", finding="differ", bridge=False, **answers)
    told = PropositionsOutcome(people=6, sentences=(split,))
    html = draw(COVER, msgspec.structs.replace(outcome.of(a_night().night), propositions=told))
    assert '<a href="#concerns">' in html
    assert html.count("Buses should be free.</blockquote>") == 1
    assert "Where we differ" in html


def test_concerns_and_dissent_have_their_place() -> None:
    story = a_night().given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        attendee(WriteNote, group=1, kind="concern", text="They sting"),
        host(MovePhase, to="closed"),
    )
    html = draw(COVER, outcome.of(story.night))
    place = html[html.index("Concerns and dissent</h2>") :]
    assert "They sting" in place[: place.index("</section>")]
    assert html.count("They sting</blockquote>") == 1


def many(made: Outcome) -> Outcome:
    """The same night with a dozen of everything: two groups, six actions and six concerns in each."""
    note = made.groups[0].notes[0]
    groups = tuple(
        msgspec.structs.replace(
            group,
            notes=tuple(
                msgspec.structs.replace(note, no=no, kind="concern", text=f"Doubt {no}")
                for no in range(100 * group.no, 100 * group.no + 6)
            ),
            actions=tuple(
                msgspec.structs.replace(note, no=no, kind="action", text=f"Deed {no}", state="open")
                for no in range(100 * group.no + 50, 100 * group.no + 56)
            ),
        )
        for group in made.groups
    )
    seed = made.pitches[-1]
    seeds = tuple(msgspec.structs.replace(seed, no=no, title=f"Seed {no}") for no in range(20, 32))
    people = tuple(f"Person {no}" for no in range(60))
    return msgspec.structs.replace(made, groups=groups, pitches=(*made.pitches, *seeds), people=people)


def in_sight(html: str) -> str:
    """What one sees before anything is unfolded."""
    return re.sub(r"(<details.*?<summary>.*?</summary>).*?</details>", r"\1", html, flags=re.DOTALL)


def test_of_a_long_list_the_cover_shows_a_few_and_folds_the_rest(made: Outcome) -> None:
    """Given a dozen of everything, then the page has all of it, of which five actions, three concerns and
    four topics that waited (one of them was there before) are in sight; in the file, nothing folds."""
    html = draw(COVER, many(made))
    for words, all_of_them, seen in (("Deed", 12, 5), ("Doubt", 12, 3), ("Seed", 12, 3), ("Person", 60, 0)):
        found = re.compile(rf"\b{words} \d+(?=[,<])")
        assert len(found.findall(html)) == all_of_them, words
        assert len(found.findall(in_sight(html))) == seen, words
    assert "60 people" in in_sight(html)
    assert "<details" not in draw(FILE, many(made))


def test_one_more_does_not_fold(made: Outcome) -> None:
    people = tuple(f"Person {no}" for no in range(24))
    assert "Person 23" in in_sight(draw(COVER, msgspec.structs.replace(made, people=people)))
    seeds = cover.of(made).seeds
    more = (msgspec.structs.replace(seeds[0], no=no, title=f"Seed {no}") for no in range(20, 25 - len(seeds)))
    html = draw(COVER, msgspec.structs.replace(made, pitches=(*made.pitches, *more)))
    assert in_sight(html).count("Seed ") == html.count("Seed ") > 0


def test_no_group_is_the_only_one_in_sight(made: Outcome) -> None:
    """Given two groups with six actions each, then they take turns, and what was let go stands last."""
    full = many(made)
    first, second = full.groups
    gone = msgspec.structs.replace(first.actions[0], state="let go")
    first = msgspec.structs.replace(first, actions=(gone, *first.actions[1:]))
    found = cover.of(msgspec.structs.replace(full, groups=(first, second)))
    assert [one.group for one in found.deeds] == [first.no, second.no] * 5 + [second.no, first.no]
    assert found.deeds[-1].what == gone.text
    assert [one.group for one in found.concerns_in_turn] == [first.no, second.no] * 6
    assert [one.group for one in found.concerns] == [first.no] * 6 + [second.no] * 6


def test_the_figures_count_what_stands_below(made: Outcome) -> None:
    """Given twelve actions and three thank-yous, then the head of the cover says twelve, and no thanks."""
    html = draw(
        COVER, msgspec.structs.replace(many(made), totals=msgspec.structs.replace(made.totals, thanks=3))
    )
    figures = html.partition('class="figures">')[2].partition("</p>")[0]
    assert "12 actions" in figures
    assert "thank" not in figures


def test_whatever_people_write_is_text() -> None:
    for nasty in ("</title><script>alert(1)</script>", "<!--", "{{ 7*7 }}", "{% raise %}"):
        made = nasty_night(nasty)
        for html in (drawn(made), draw(FILE, made)):
            assert "<script>" not in html
            assert html.count("<!--") == 0
            assert ">49<" not in html
    html = drawn(nasty_night("<img src=x onerror=y>\"'&"))
    assert "<img" not in html
    assert "&lt;img src=x onerror=y&gt;&#34;&#39;&amp;" in html


def test_the_page_to_keep_needs_nothing_and_runs_nothing(made: Outcome) -> None:
    html = draw(FILE, made)
    assert "<script" not in html
    assert "<link" not in html
    assert "src=" not in html
    assert "default-src 'none'" in html


def test_what_nobody_is_named_for_has_no_empty_line(made: Outcome) -> None:
    group = msgspec.structs.replace(
        made.groups[0], notes=tuple(msgspec.structs.replace(note, by="") for note in made.groups[0].notes)
    )
    html = draw(FILE, msgspec.structs.replace(made, groups=(group,)))
    assert '<p class="by"></p>' not in html
    assert "<span hx-ignore></span>" not in html


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        (("", "", ""), "Nobody has answered these yet."),
        (("",), "Nobody has answered this yet."),
        (("yes", "", ""), "2 of these have no answer yet."),
        (("yes", "no"), ""),
    ],
)
def test_what_has_no_answer_is_said_once(made: Outcome, verdicts: tuple[str, ...], words: str) -> None:
    asks = tuple(AskOutcome(no=no, text=f"Ask {no}", verdict=one) for no, one in enumerate(verdicts, 1))
    html = draw(FILE, msgspec.structs.replace(made, assembly=AssemblyOutcome(asks=asks)))
    assert html.count("answer yet.") + html.count("answered") == bool(words)
    assert words in html
