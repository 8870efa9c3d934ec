EXPECTED = "lost-digits-gradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "gradcheck",
    "output tested": "neither",
}
