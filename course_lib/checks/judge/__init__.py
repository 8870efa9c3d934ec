"""The judge's side of a check: from questions and evidence to a verdict."""
