EXPECTED = "waiting-time-softmax"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softmax",
    "tags of a photo": "sigmoid",
    "waiting time": "softmax",
    "temperature": "nothing",
}
