EXPECTED = "output-tested-gradgradcheck"
found_by = {
    "half": "gradcheck",
    "constant": "gradgradcheck",
    "sign": "gradgradcheck",
    "lost digits": "neither",
    "output tested": "gradgradcheck",
}
