"""What programs can read of a night: one table of answers, and the description that follows from it."""
