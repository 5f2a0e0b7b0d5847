"""An upper bound on what any line-up of the same topics can keep, proved in whole numbers.

`standing.py` says what is bounded, `people.py` what each person could get, `circles.py` what those with the
same few topics could get together, and `cuts.py` which topics can be at the same time; `dual.py` puts them
together, smoothed by `soft.py`, and `search.py` looks for the lowest bound by `descent.py`. `proof.py` counts
the one that was found again, without any rounding.
"""
