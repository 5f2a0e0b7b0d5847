"""The parts of the record as Markdown: the common small pieces, and a module for each noun."""
