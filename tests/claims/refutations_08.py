"""For every claim of lesson 08 changed frames: what the study would have found if the claim's verdict were wrong."""

from other_worlds import constant, scaled

REFUTED_BY = {
    "C28": [
        scaled("deviance", 1.05, "softplus"),
        scaled("top ratio", 0.5, "softplus"),
        constant("top ratio", 1.0, "exp"),
    ],
    "C70": [scaled("likelihood", 0.8, "softplus, joint"), scaled("likelihood", 1.5, "exp, joint")],
    "C71": [scaled("likelihood", 0.5, "exp, warm-up"), constant("likelihood", 0.5, "softplus, warm-up")],
}
