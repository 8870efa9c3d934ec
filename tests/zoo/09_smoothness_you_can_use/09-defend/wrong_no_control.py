EXPECTED = "no-control"
defence = {
    "samples": {"softplus": [0.0493, 0.0371, 0.0638, 0.0336, 0.0394, 0.0547, 0.0385, 0.0535, 0.0464, 0.047, 0.0466, 0.0465]},
    "low": -0.03613,
    "high": -0.03205,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "softplus",
    "reason": "effect",
}
