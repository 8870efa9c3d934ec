"""One module for each group of rows; `lesson` holds what they all read."""
