"""The bound for many topics, by which of them are together: the value of a semidefinite relaxation.

`people.py` says what each person could get, by `partitions.py` of their topics, and `cuts.py` which topics
can be at the same time; `dual.py` puts them together, smoothed by `soft.py`, and `search.py` looks for the
lowest bound. `proof.py` counts the one that was found again, without any rounding.
"""
