EXPECTED = "lost-digits-gradgradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "gradgradcheck",
    "output tested": "neither",
}
