EXPECTED = "not-an-option"
kept_for_backward = {"exp": "output"}
