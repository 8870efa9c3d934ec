"""What cannot be timed as asked."""


class TimingError(ValueError):
    """The message says what was passed, what was expected, and what to do."""
