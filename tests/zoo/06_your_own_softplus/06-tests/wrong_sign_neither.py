EXPECTED = "sign-neither"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "neither",
    "lost digits": "neither",
    "output tested": "neither",
}
