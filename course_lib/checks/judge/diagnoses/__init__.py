"""From what came and what should have come to a cause and its next step."""
