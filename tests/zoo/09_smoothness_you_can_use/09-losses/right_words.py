heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "nothing",
    "penalty": "a part",
    "decay": "all",
}
