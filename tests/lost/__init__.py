"""Nothing lost: what people were told is done stays done, whatever happens to the server or the line."""
