EXPECTED = "decay-nothing"
heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "nothing",
}
