"""ReLU and softplus change places: in a trained network, and from the start, on a standard task of vision and of language.

Vision: a small convolutional network on scikit-learn's digits. Language: a small network that predicts the next letter of
our own lessons from the eight before (Bengio et al. 2003). A network trained with ReLU gets softplus with β from 1 to 100 in
its place, and is then trained a little more, or not. And each activation is trained from the same start: with the learning
rate that suits ReLU, and with the one that suits it itself, judged on rows that are held back for choosing.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from course_lib.studies.conditions import activation
from course_lib.studies.data_sets import course_text, digits
from course_lib.studies.networks import generator, train_classifier
from course_lib.studies.running import Rows, study_run

TASKS = ("digits", "letters")


@dataclass(frozen=True)
class Config:
    """Smallest effects of interest: 0.01 in the accuracy, 0.02 nats in the loss, 0.01 in the gap of the accuracies.

    activations are trained from the start, the first of them is the control; put_in take its place in the trained network,
    `more` further updates follow. steps: updates for the digits and for the letters, by Adam with each of `rates`.
    """

    tasks: tuple[str, ...] = TASKS
    activations: tuple[str, ...] = ("relu", "softplus", "softplus β=10", "gelu")
    put_in: tuple[str, ...] = (*(f"softplus β={b}" for b in (1, 2, 5, 10, 20, 50, 100)), "relu")
    rates: tuple[float, ...] = (0.001, 0.003, 0.01)
    rows: int = 1797
    letters: int = 40_000
    channels: int = 8
    width: int = 64
    steps: tuple[int, int] = (200, 500)
    more: int = 50
    batch: int = 64
    smallest: float = 0.01
    smallest_loss: float = 0.02


SMALL = Config(
    activations=("relu", "softplus"), put_in=("softplus β=1", "relu"), rates=(0.003, 0.01), rows=80, letters=400,
    channels=2, width=4, steps=(3, 3), more=2, batch=8,
)  # for tests  # fmt: skip
LONG = Config()
SEEDS, SEEDS_AGAIN = tuple(range(20)), tuple(range(1000, 1020))

CONTEXT, VECTOR = 8, 8
"""Letters that the network sees, and numbers for each of them."""


@dataclass(frozen=True)
class Data:
    """(inputs, labels) to train, to choose, to test."""

    train: tuple[Tensor, Tensor]
    choose: tuple[Tensor, Tensor]
    test: tuple[Tensor, Tensor]


def data_of(task: str, config: Config) -> Data:
    """Digits: (n, 1, 8, 8), the last fifth of the training images is for choosing. Letters: (n, 8) codes of the letters
    before; the text's last fifth is for choosing and for testing, half each."""
    if task == "digits":
        split = digits(config.rows)
        cut = len(split.labels) * 4 // 5
        x = split.inputs.view(-1, 1, 8, 8)
        return Data(
            (x[:cut], split.labels[:cut]),
            (x[cut:], split.labels[cut:]),
            (split.test_inputs.view(-1, 1, 8, 8), split.test_labels),
        )
    codes, _ = course_text(config.letters)
    windows = codes.unfold(0, CONTEXT + 1, 1)
    first, second = len(windows) * 4 // 5, len(windows) * 9 // 10
    parts = [(part[:, :CONTEXT], part[:, CONTEXT]) for part in windows.tensor_split([first, second])]
    return Data(*parts)


class Classifier(nn.Module):
    """Weights drawn from N(0, 2/fan_in), the last layer's from N(0, 1/fan_in), biases 0. The activation can be replaced.

    Digits: two 3 × 3 convolutions, the second with stride 2, and a linear layer. Letters: a vector for each letter, a hidden
    layer, and a linear layer. Output: one logit for each class, (n, classes).
    """

    def __init__(self, task: str, name: str, config: Config, draws: torch.Generator) -> None:
        super().__init__()
        self.task, self.activation = task, activation(name)
        if task == "digits":
            c = config.channels
            sizes = [(c, 1, 3, 3), (2 * c, c, 3, 3), (10, 2 * c * 16)]
        else:
            signs = len(course_text(config.letters)[1])
            sizes = [(signs, VECTOR), (config.width, CONTEXT * VECTOR), (signs, config.width)]
        self.weights, self.biases = nn.ParameterList(), nn.ParameterList()
        for place, size in enumerate(sizes):
            gain = 1.0 if place == len(sizes) - 1 or (task == "letters" and place == 0) else 2.0
            fan = 1 if task == "letters" and place == 0 else math.prod(size[1:])
            self.weights.append(nn.Parameter(torch.randn(size, generator=draws) * math.sqrt(gain / fan)))
            self.biases.append(nn.Parameter(torch.zeros(size[0])))

    def forward(self, x: Tensor) -> Tensor:
        if self.task == "digits":
            h = self.activation(F.conv2d(x, self.weights[0], self.biases[0], padding=1))
            h = self.activation(F.conv2d(h, self.weights[1], self.biases[1], stride=2, padding=1))
        else:
            h = F.embedding(x, self.weights[0]).flatten(1)
            h = self.activation(F.linear(h, self.weights[1], self.biases[1]))
        return F.linear(h.flatten(1), self.weights[2], self.biases[2])


@torch.no_grad()
def judged(network: Callable[[Tensor], Tensor], rows: tuple[Tensor, Tensor]) -> tuple[float, float]:
    """(mean cross-entropy in nats, share of right labels); both NaN where a logit is not finite."""
    logits = network(rows[0])
    if not bool(logits.isfinite().all()):
        return math.nan, math.nan
    right = (logits.argmax(1) == rows[1]).double().mean().item()
    return F.cross_entropy(logits, rows[1]).item(), right


def one_seed(config: Config, seed: int) -> Rows:
    """Conditions "digits, relu", "digits, softplus" (own rate), "digits, softplus, relu's rate", "digits, softplus β=5 put
    in" (step 0, and after `more` updates). Metrics "loss" and "accuracy" on the test rows, "gap" (accuracy on the rows
    trained on minus that on the test rows) and "rate"."""
    rows = Rows()
    for place, task in enumerate(config.tasks):
        data, steps = data_of(task, config), config.steps[TASKS.index(task)]
        control, *others = config.activations
        networks = {
            (name, rate): trained(task, name, rate, steps, data, config, seed)
            for name in config.activations
            for rate in config.rates
        }
        losses = {key: judged(network, data.choose)[0] for key, network in networks.items()}
        best = {
            name: min(config.rates, key=lambda rate: worst_if_nan(losses[name, rate]))
            for name in config.activations
        }
        for name in config.activations:
            add(rows, f"{task}, {name}", networks[name, best[name]], data)
            rows.add(f"{task}, {name}", "rate", best[name])
        for name in others:
            add(rows, f"{task}, {name}, {control}'s rate", networks[name, best[control]], data)
        for name in config.put_in:
            network = copy.deepcopy(networks[control, best[control]])
            network.activation = activation(name)
            add(rows, f"{task}, {name} put in", network, data)
            train_classifier(
                network,
                data.train,
                steps=config.more,
                rate=best[control],
                batch=config.batch,
                draws=(seed, 10 + place),
            )
            add(rows, f"{task}, {name} put in", network, data, config.more)
    return rows


def trained(
    task: str, name: str, rate: float, steps: int, data: Data, config: Config, seed: int
) -> Classifier:
    """A network trained from the start that all activations of this seed share."""
    network = Classifier(task, name, config, generator(seed, TASKS.index(task)))
    train_classifier(
        network, data.train, steps=steps, rate=rate, batch=config.batch, draws=(seed, 2 + TASKS.index(task))
    )
    return network


def add(rows: Rows, condition: str, network: Classifier, data: Data, step: int = 0) -> None:
    """The three metrics of one network."""
    (loss, accuracy), (_, learned) = judged(network, data.test), judged(network, data.train)
    rows.add(condition, "loss", loss, step)
    rows.add(condition, "accuracy", accuracy, step)
    rows.add(condition, "gap", learned - accuracy, step)


def worst_if_nan(loss: float) -> float:
    return math.inf if loss != loss else loss


run = study_run(one_seed, Config(), "step counts updates after activations are swapped")
