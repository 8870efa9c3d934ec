EXPECTED = "species-of-a-bird-sigmoid"
last_step = {
    "rain tomorrow": "sigmoid",
    "species of a bird": "sigmoid",
    "tags of a photo": "sigmoid",
    "waiting time": "softplus",
    "temperature": "nothing",
}
