EXPECTED = "slope-all"
heard = {
    "cross-entropy": "all",
    "slope": "all",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "all",
}
