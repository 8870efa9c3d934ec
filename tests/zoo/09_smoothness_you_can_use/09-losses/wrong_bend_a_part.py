EXPECTED = "bend-a-part"
heard = {
    "cross-entropy": "all",
    "slope": "a part",
    "bend": "a part",
    "penalty": "a part",
    "decay": "all",
}
