"""For every claim of lesson 09 changed frames: what the study would have found if the claim's verdict were wrong."""

from other_worlds import all_like, constant, scaled


def relu_fits_badly(frame):
    """Every smooth activation is better on every target."""
    chosen = (frame["metric"] == "error") & frame["condition"].str.endswith(", relu")
    return frame.assign(value=frame["value"].where(~chosen, 0.9))


REFUTED_BY = {
    "C73": [
        constant("heard in biases", 1.0, "relu"),
        constant("laplacian", 2.0, "relu"),
        constant("distance error", 0.1, "relu"),
    ],
    "C17": [constant("error", 0.05, "network, softplus"), constant("error", 0.9, "network, relu")],
    "C74": [scaled("disagree", 0.1, "softplus"), scaled("disagree", 3.0, "relu")],
    "C30": [constant("error", 0.5), relu_fits_badly],
    "C44": [constant("angle", 40.0, "relu"), all_like("relu")],
}
