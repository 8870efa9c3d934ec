judged = {
    "never zero": "Exact arithmetic only",
    "clips": "False",
    "like ReLU far out": "TRUE",
    "differs on the left only": " false",
}
