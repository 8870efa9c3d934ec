EXPECTED = "slope-nothing"
heard = {
    "cross-entropy": "all",
    "slope": "nothing",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "all",
}
