EXPECTED = "nats-themselves"
factor = 0.3
