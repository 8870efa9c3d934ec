EXPECTED = "temperature-softplus"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softmax",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "softplus",
}
