EXPECTED = "penalty-all"
heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "all",
    "decay": "all",
}
