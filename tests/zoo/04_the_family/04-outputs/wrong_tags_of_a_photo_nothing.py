EXPECTED = "tags-of-a-photo-nothing"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softmax",
    "tags of a photo": "nothing",
    "waiting time": "softplus",
    "temperature": "nothing",
}
