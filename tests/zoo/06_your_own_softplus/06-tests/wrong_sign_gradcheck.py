EXPECTED = "sign-gradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "gradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
