heard = {
    "cross-entropy": "All",
    "slope": "A part",
    "bend": "Nothing",
    "penalty": "A part",
    "decay": "All",
}
