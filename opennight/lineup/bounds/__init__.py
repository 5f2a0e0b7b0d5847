"""An upper bound on what any line-up of the same topics can keep, proved in whole numbers.

`standing.py` says what is bounded, `people.py` what each person could get, `seats.py` what seats cost, and
`pairs.py` which topics can be at the same time; `dual.py` puts them together and `search.py` looks for the
lowest bound by `descent.py`. `proof.py` counts the one that was found again, without any rounding.
"""
