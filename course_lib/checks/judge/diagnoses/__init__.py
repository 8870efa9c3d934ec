"""The cause of a difference between the numbers returned and the true ones, and the next step."""
