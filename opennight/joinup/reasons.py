"""Why two belong side by side."""

from typing import NamedTuple


class Reason(NamedTuple):
    """Why two belong side by side: the first and the second, as they are in the pair.

    | kind | words | people |
    |---|---|---|
    | words | what both mention, as typed in the first | |
    | people | | those who are in both |
    | need | a sentence of the first says what it needs, one of the second that it is there | |
    | have | the same the other way: what the second needs, and that the first has it | |
    | kind | the kind that both are of | |
    | place | where the first is; the second is there, too | |
    | meaning | a word of each for one sort of thing; none if all of it means nearly the same | |
    """

    kind: str
    words: tuple[str, ...] = ()
    people: tuple[int, ...] = ()
