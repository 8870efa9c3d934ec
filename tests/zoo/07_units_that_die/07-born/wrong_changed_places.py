EXPECTED = "changed-places"
dead_share = 1 - (1 - 2**-10) ** 4
