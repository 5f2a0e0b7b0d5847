"""How much of something a night holds.

What is removed, withdrawn or hidden frees its place. So that nobody makes things and takes them back without
end, what one person may ever make has an end, too (`MOST_EVER`, beside each noun). What the desk brings back
is never refused: that is one press each, and an undo must always work.
"""


def places(most: int, *, desk: bool) -> int:
    """How many of the `most` places there are for whoever asks.

    A tenth is kept for the desk, or a flood of attendees would lock it out of its own night.
    """
    return most if desk else most - most // 10
