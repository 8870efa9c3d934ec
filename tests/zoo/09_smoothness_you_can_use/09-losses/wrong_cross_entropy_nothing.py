EXPECTED = "cross-entropy-nothing"
heard = {
    "cross-entropy": "nothing",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "all",
}
