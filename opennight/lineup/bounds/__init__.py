"""An upper bound on what any line-up of the same topics can keep, proved in whole numbers.

`standing.py` says what is bounded, and `search.py` looks for the lowest bound. It goes by what a slot can
hold: `prices.py` finds what topics, seats and rooms should cost, with `pieces.py` of what people get and good
`contents.py` of slots; `tree.py` proves that no slot gives more, and `proof.py` adds it all up, without any
rounding. With many topics, that takes too long: then `matrix/` goes by pairs of topics. `descent.py` serves
both.
"""
