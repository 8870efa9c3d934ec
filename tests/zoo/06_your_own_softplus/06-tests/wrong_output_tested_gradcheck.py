EXPECTED = "output-tested-gradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "gradcheck",
}
