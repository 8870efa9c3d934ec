EXPECTED = "constant-gradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "neither",
}
