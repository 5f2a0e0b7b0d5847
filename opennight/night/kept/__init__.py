"""What a night keeps, under the same nouns: plain data.

The nouns of `night/` say what may become of it; modules that comments in here name are there.
"""
