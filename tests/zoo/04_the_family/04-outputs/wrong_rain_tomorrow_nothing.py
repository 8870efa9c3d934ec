EXPECTED = "rain-tomorrow-nothing"
last_step = {
    "rain tomorrow": "nothing",
    "species of a bird": "softmax",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
