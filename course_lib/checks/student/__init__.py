"""The student's side of a check: an answer runs here and leaves evidence."""
