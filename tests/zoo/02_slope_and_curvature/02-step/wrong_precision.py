EXPECTED = "precision-itself"
best_step = 1.2e-7
