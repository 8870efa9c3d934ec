EXPECTED = "choice-against-verdict"
defence = {
    "samples": {"exp": [4.3777, 4.2467, 4.1894, 4.2476, 4.2847, 4.1823, 4.2511, 4.3194, 4.1689, 4.1965, 4.2141, 4.2877], "softplus": [4.4399, 4.4119, 4.3319, 4.405, 4.4278, 4.3339, 4.3881, 4.4408, 4.3118, 4.3428, 4.3446, 4.3851]},
    "low": 0.11507,
    "high": 0.15118,
    "smallest": 0.04,
    "verdict": "larger",
    "choice": "softplus",
    "reason": "effect",
}
