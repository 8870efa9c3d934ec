last_step = {
    "rain tomorrow": "Sigmoid",
    "species of a bird": "Softmax",
    "tags of a photo": "Sigmoid",
    "waiting time": "Softplus",
    "temperature": "Nothing",
}
