EXPECTED = "penalty-nothing"
heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "nothing",
    "decay": "all",
}
