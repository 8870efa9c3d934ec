found_by = {
    "half": "Gradcheck",
    "constant": "Gradgradcheck",
    "sign": "Gradgradcheck",
    "lost digits": "Neither",
    "output tested": "Neither",
}
