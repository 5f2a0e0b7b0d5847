"""Four evenings to look at: an empty one, the London evening, a crowd, and texts of maximum length."""

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass

from opennight.rehearse import made_up
from opennight.rehearse.desk import ROOMS
from opennight.rehearse.replay import Pitched, Voted, read, title_of

TIMES = (("19:00", "20:15"), ("20:30", "21:15"), ("21:30", "22:15"))


@dataclass(frozen=True)
class Topic:
    """A pitch; `person` is an index into the evening's people."""

    person: int
    title: str
    more: str = ""
    hosted: bool = True


@dataclass(frozen=True, kw_only=True)
class Evening:
    """What a night is made of.

    `votes` are pairs of indexes (person, topic), `looks` is the index of the person whose phone we look at,
    and `speaks` that of the topic whose pitcher is at the front.
    """

    name: str
    title: str
    place: str
    intro: str = ""
    briefing: str = ""
    rules: str = ""
    colour: str = "teal"
    rooms: tuple[tuple[str, int], ...]
    slots: int = 2
    dots: int = 5
    approve: bool = False
    people: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    votes: tuple[tuple[int, int], ...] = ()
    looks: int = 0
    speaks: int = 0
    headlines: tuple[str, ...] = ("",)
    notes: tuple[str, ...] = ("",)
    actions: tuple[tuple[str, str], ...] = (("", ""),)
    comments: tuple[str, ...] = ("",)
    announcement: str = "Please come back to the hall in five minutes."


def empty() -> Evening:
    return Evening(name="empty", title="First open night", place="Library", rooms=(("Hall", 12),))


def typical() -> Evening:
    """The sample that comes with opennight. Statements and votes are real; names and notes are made up."""
    lines = read(made_up.DATA / "london-youth-policing.jsonl").lines  # type: ignore[arg-type]
    last = {(line.person, line.pitch): line.vote for line in lines if isinstance(line, Voted)}
    # The organiser asked who was there, in 15 statements; nobody runs a group about these.
    topics = tuple(
        Topic(line.person, *title_of(line.text), hosted=line.person > 0)
        for line in lines
        if isinstance(line, Pitched)
    )
    return Evening(
        name="typical",
        title="Young people and policing",
        place="Community hall, London",
        intro="How can young Londoners hold the police to account? Bring a question, or an answer.",
        briefing="Pitch what matters to you. Vote for what you want to talk about. Then sit down together.",
        rules=RULES,
        rooms=(("Hall", 9), ("Library", 8), ("Kitchen", 7), ("Garden", 6)),
        dots=0,
        people=made_up.lines("names")[: 1 + max(line.person for line in lines)],
        topics=topics,
        votes=tuple(key for key, vote in last.items() if vote == 1),
        looks=21,
        speaks=23,
        headlines=(
            "Safe first, then scrutiny: meet where young people already are.",
            "Pay us for our time and show us what changed.",
            "A monthly open evening with the officers of this borough.",
            "Every stop gets a short written reason that we can read.",
            "Ask us before the policy is written, not after.",
            "One trusted adult in every room where we tell our stories.",
            "Teach the history of policing in school, with us.",
        ),
        notes=(
            "Most of us were stopped at least once. Nobody was told why.",
            "A youth club feels safer than a station. Start there.",
            "An incentive can be a bus pass; it does not have to be money.",
            "What happens to what we say? We want to see one thing that changed.",
            "Body camera footage: who may ask to see it, and how?",
            "Officers who listen come back. The others send somebody else.",
            "Two of us are cadets. They say the talks on patrol taught them most.",
        ),
        actions=(
            ("Ask the youth club for one evening a month", "Friday"),
            ("Write to the borough commander with our three questions", "1 August"),
            ("Draft a one-page guide to your rights when stopped", "in two weeks"),
        ),
        comments=(
            "Count me in for the first evening.",
            "My school would host this.",
            "We talked about the same thing in the Garden. Let us join up.",
        ),
    )


def crowded() -> Evening:
    """150 made-up people; as on any wall, a few topics get many of the votes."""
    chance = random.Random(7)
    people = tuple(made_up.names(chance, 150))
    known = [*made_up.pairs("pitches"), *((topic.title, topic.more) for topic in typical().topics)]
    more = ((title_of(f"{title} – again")[0], text) for title, text in known)
    pitched = list(itertools.islice(itertools.chain(known, more), 120))
    topics = tuple(Topic(no, *words, hosted=no % 5 > 0) for no, words in enumerate(pitched))
    draw = [chance.paretovariate(1.2) for _topic in topics]
    votes = {
        (no, chance.choices(range(len(topics)), draw)[0]): None
        for no in range(len(people))
        for _dot in range(5)
    }
    return Evening(
        name="crowded",
        title="An open night for our town",
        place="Town hall",
        intro="Everybody is welcome, and everybody may pitch.",
        briefing="Pitch what you care about. Vote with your dots. Then sit down together and talk.",
        rules=RULES,
        colour="coral",
        rooms=tuple((room, 22 - place) for place, room in enumerate(ROOMS)),
        slots=3,
        approve=True,
        people=people,
        topics=topics,
        votes=tuple(votes)[2:],  # the first person, whose phone we look at, keeps some dots
        headlines=made_up.lines("headlines"),
        notes=made_up.lines("notes"),
        actions=tuple(made_up.pairs("actions")),
        comments=made_up.lines("comments"),
    )


WORD = "Donaudampfschifffahrtsgesellschaftskapit"
RULES = "Everybody gets a turn.\nSpeak for yourself.\nDisagree with ideas, not with people."
SENTENCE = "Everything that anybody in this neighbourhood has ever wanted to say about "
CJK = "我们的社区需要什么?让我们一起讨论公共空间、图书馆和夜间公交的未来。"
EMOJI = "👩‍👩‍👧‍👦🚲🌻🎉🏳️‍🌈🥦"


def filled(text: str, length: int) -> str:
    """The text, repeated to exactly this length."""
    return (text * length)[:length].strip().ljust(length, "x")


def long() -> Evening:
    """Fields filled to their limits: unbreakable words, other scripts, emoji."""
    titles = (
        filled(SENTENCE, 80),
        filled(WORD + " ", 80),
        filled(CJK, 80),
        filled(EMOJI + " ", 80),
        WORD,
        filled("WWWW MMMM ", 80),
        "Ö",
        filled("ilil ", 80),
        *(filled(f"{no} {SENTENCE}{no} ", 80) for no in range(8)),
    )
    people = (
        filled("Maximiliana Konstantinopolous-Featherstonehaugh ", 40),
        filled(WORD, 40),
        filled("王小明 ", 40),
        filled(EMOJI, 40),
        *(filled(f"Wilhelmine Adelheid Nummer {no} von und zu ", 40) for no in range(8)),
    )
    return Evening(
        name="long",
        title=filled("What next for our town, " + WORD + "? ", 80),
        place=filled("The large hall behind the old library on the second floor, ", 120),
        intro=filled(SENTENCE, 1000),
        briefing=filled(SENTENCE + "\n", 1000),
        rules=filled(SENTENCE + "\n", 400),
        colour="violet",
        rooms=tuple(
            (filled(name, 40), 2 if not no else 9)
            for no, name in enumerate((WORD, CJK, "Room WM ", "Attic "))
        ),
        dots=20,
        people=people,
        topics=tuple(
            Topic(no % len(people), title, filled(SENTENCE, 600), hosted=no % 2 == 0)
            for no, title in enumerate(titles)
        ),
        votes=tuple((person, no) for no in range(len(titles)) for person in range(no % len(people))),
        headlines=(filled(SENTENCE, 120), filled(WORD + " ", 120), filled(CJK, 120)),
        notes=(filled(SENTENCE, 600), filled(WORD, 600), filled(CJK, 600), EMOJI),
        actions=(
            (filled(SENTENCE, 600), filled("the Friday after the next full moon ", 40)),
            (WORD, filled(WORD, 40)),
        ),
        comments=(filled(SENTENCE, 300), filled(WORD, 300), filled(CJK, 300)),
        announcement=filled("Everybody please come back to the hall, the one behind the library. ", 160),
    )


EVENINGS: dict[str, Callable[[], Evening]] = {
    "empty": empty,
    "typical": typical,
    "crowded": crowded,
    "long": long,
}
