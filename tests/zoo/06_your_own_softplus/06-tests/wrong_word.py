EXPECTED = "not-an-option"
found_by = {
    "half": "both",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
