EXPECTED = "formula-rules"
best_step = 0.1
