"""Files of others from which a night can be prepared: a table of topics, a timetable, a record."""
