EXPECTED = "not-a-dict"
kept_for_backward = ["output", "input", "nothing", "input", "input"]
