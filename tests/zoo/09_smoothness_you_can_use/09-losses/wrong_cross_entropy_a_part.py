EXPECTED = "cross-entropy-a-part"
heard = {
    "cross-entropy": "a part",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "all",
}
