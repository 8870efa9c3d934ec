EXPECTED = "species-of-a-bird-nothing"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "nothing",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
