EXPECTED = "choice-against-verdict"
defence = {
    "samples": {"relu": [0.0812, 0.0745, 0.0931, 0.0688, 0.0779, 0.0854, 0.0717, 0.0902, 0.0763, 0.0829, 0.0794, 0.0841], "softplus": [0.1173, 0.1051, 0.1318, 0.1016, 0.1074, 0.1227, 0.1065, 0.1215, 0.1144, 0.115, 0.1146, 0.1145]},
    "low": 0.03187,
    "high": 0.03595,
    "smallest": 0.02,
    "verdict": "larger",
    "choice": "softplus",
    "reason": "effect",
}
