EXPECTED = "choice-against-verdict"
defence = {
    "samples": {"relu": [0.0812, 0.0745, 0.0931, 0.0688, 0.0779, 0.0854, 0.0717, 0.0902, 0.0763, 0.0829, 0.0794, 0.0841], "softplus": [0.0493, 0.0371, 0.0638, 0.0336, 0.0394, 0.0547, 0.0385, 0.0535, 0.0464, 0.047, 0.0466, 0.0465]},
    "low": -0.03613,
    "high": -0.03205,
    "smallest": 0.02,
    "verdict": "smaller",
    "choice": "relu",
    "reason": "effect",
}
