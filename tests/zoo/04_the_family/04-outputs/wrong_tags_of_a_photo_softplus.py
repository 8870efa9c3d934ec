EXPECTED = "tags-of-a-photo-softplus"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softmax",
    "tags of a photo": "softplus",
    "waiting time": "softplus",
    "temperature": "nothing",
}
