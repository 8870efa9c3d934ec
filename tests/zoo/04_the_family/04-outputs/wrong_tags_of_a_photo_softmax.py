EXPECTED = "tags-of-a-photo-softmax"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softmax",
    "tags of a photo": "softmax",
    "waiting time": "softplus",
    "temperature": "nothing",
}
