"""The judge's side of a check: it makes a verdict from questions and evidence."""
