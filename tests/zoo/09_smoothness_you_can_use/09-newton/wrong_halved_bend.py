EXPECTED = "halved-bend"
import torch


def newton_step(w):
    s = torch.sigmoid(1 - w)
    return w - (w / 10 - s) / (s * (1 - s) + 0.05)
