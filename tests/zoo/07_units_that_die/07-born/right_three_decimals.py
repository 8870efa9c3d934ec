dead_share = 0.476
