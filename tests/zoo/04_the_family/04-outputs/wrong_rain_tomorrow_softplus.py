EXPECTED = "rain-tomorrow-softplus"
last_step = {
    "rain tomorrow": "softplus",
    "species of a bird": "softmax",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
