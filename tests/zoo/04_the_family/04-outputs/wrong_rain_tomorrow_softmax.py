EXPECTED = "rain-tomorrow-softmax"
last_step = {
    "rain tomorrow": "softmax",
    "species of a bird": "softmax",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
