EXPECTED = "bend-all"
heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "all",
    "penalty": "a part",
    "decay": "all",
}
