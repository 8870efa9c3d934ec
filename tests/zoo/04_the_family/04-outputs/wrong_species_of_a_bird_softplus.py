EXPECTED = "species-of-a-bird-softplus"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "softplus",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
