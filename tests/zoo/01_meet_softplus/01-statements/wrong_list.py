EXPECTED = "not-a-dict"
judged = ["exact arithmetic only", "false", "true", "false"]
