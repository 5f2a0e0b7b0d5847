"""What a night keeps, under the same nouns: plain data.

The modules of `night/` say what may become of it. Those are meant where a comment here names a module.
"""
