EXPECTED = "bits"
factor = 2**0.3
