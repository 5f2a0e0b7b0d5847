"""Nothing lost: what a person was told is done stays done, whatever becomes of the server and of the line."""
