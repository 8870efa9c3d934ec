EXPECTED = "half-gradgradcheck"
found_by = {
    "half": "gradgradcheck",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
