EXPECTED = "constant-neither"
found_by = {
    "half": "gradcheck",
    "constant": "neither",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
