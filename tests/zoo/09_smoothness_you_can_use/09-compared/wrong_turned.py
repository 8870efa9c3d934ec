EXPECTED = "interval-turned"
compared = {
    "samples": {"relu": [0.0241, 0.0315, 0.0278, 0.0223, 0.026, 0.0334, 0.0297, 0.0241], "gelu": [0.0112, 0.0148, 0.013, 0.0094, 0.0093, 0.0205, 0.0149, 0.0074]},
    "low": 0.01333,
    "high": 0.01627,
    "smallest": 0.01,
    "verdict": "larger",
}
