"""The entries: one module a lesson, each with a list CLAIMS."""
