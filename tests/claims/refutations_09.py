"""For every claim of lesson 09 changed frames: what the study would have found if the claim's verdict were wrong."""

from other_worlds import all_like, constant, scaled

REFUTED_BY = {
    "C73": [
        constant("heard in biases", 1.0, "relu"),
        constant("laplacian", 2.0, "relu"),
        constant("distance error", 0.1, "relu"),
    ],
    "C17": [constant("error", 0.05, "network, softplus"), constant("error", 0.9, "network, relu")],
    "C74": [scaled("disagree", 0.1, "softplus")],
    "C30": [constant("error", 0.5, "sines, relu")],
    "C44": [constant("angle", 40.0, "relu"), all_like("relu")],
}
