"""The student's side of a check: an answer answers questions and leaves evidence. It knows no key and no judge."""
