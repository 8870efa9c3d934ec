EXPECTED = "half-neither"
found_by = {
    "half": "neither",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
