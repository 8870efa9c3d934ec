"""Real data as tensors, from scikit-learn, statsmodels and this folder's data/; nothing is downloaded."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from torch import Tensor


@dataclass(frozen=True)
class Split:
    """Inputs (n, inputs) as float32 and labels (n,) as int64, of the rows to train on and of those held back."""

    inputs: Tensor
    labels: Tensor
    test_inputs: Tensor
    test_labels: Tensor


@cache
def digits(rows: int = 1797, train: float = 0.7) -> Split:
    """Handwritten digits (Alpaydın, Kaynak 1998; UCI), 8 × 8 pixels from 0 to 1, labels 0 … 9, in their order in the file.

    The first share `train` of the first `rows` images is for training. Other people wrote the test images.
    """
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    x, y = torch.tensor(pixels[:rows]).float() / 16.0, torch.tensor(labels[:rows]).long()
    cut = round(train * len(x))
    return Split(x[:cut], y[:cut], x[cut:], y[cut:])


@cache
def diabetes(rows: int = 442) -> tuple[Tensor, Tensor]:
    """(inputs, target): the first `rows` patients (Efron et al. 2004), each column with mean 0 and standard deviation 1.

    Shapes (n, 10) and (n,), float32.
    """
    from sklearn.datasets import load_diabetes

    inputs, target = load_diabetes(return_X_y=True, scaled=False)
    return _standard(torch.tensor(inputs[:rows])), _standard(torch.tensor(target[:rows]))


def _standard(t: Tensor) -> Tensor:
    return ((t - t.mean(0)) / t.std(0, correction=0)).float()


@cache
def doctor_visits(rows: int = 20190) -> tuple[Tensor, Tensor]:
    """(predictors, counts): `rows` rows of the RAND health-insurance experiment (Newhouse 1993), from statsmodels.

    counts: visits to a doctor in a year, (n,). predictors: a column of 1, then insurance and health, nine columns with
    mean 0 and standard deviation 1 over these rows: (n, 10). Both float64.
    """
    from statsmodels.datasets import randhie

    table = randhie.load_pandas().data.iloc[:rows]
    found = torch.tensor(table.drop(columns="mdvis").to_numpy(dtype=float))
    found = (found - found.mean(0)) / found.std(0, correction=0)
    ones = torch.ones(len(found), 1, dtype=torch.float64)
    return torch.cat([ones, found], dim=1), torch.tensor(table["mdvis"].to_numpy(dtype=float))


@cache
def tumours() -> tuple[Tensor, Tensor]:
    """(inputs, signs): 569 breast tumours (Wolberg, Street, Mangasarian 1995; UCI), from scikit-learn.

    inputs: a column of 1, then 30 measures with mean 0 and standard deviation 1: (569, 31). signs: 1 benign, −1 malignant.
    Both float64.
    """
    from sklearn.datasets import load_breast_cancer

    measures, labels = load_breast_cancer(return_X_y=True)
    found = torch.tensor(measures)
    found = (found - found.mean(0)) / found.std(0, correction=0)
    ones = torch.ones(len(found), 1, dtype=torch.float64)
    return torch.cat([ones, found], dim=1), 2.0 * torch.tensor(labels).double() - 1.0


@cache
def sea_temperatures(months: int = 732) -> Tensor:
    """The sea's surface temperature in the El Niño region 1 + 2, month by month from January 1950, from statsmodels.

    Source: NOAA, Climate Prediction Center. In °C, (months,), float32; the last one is December 2010.
    """
    from statsmodels.datasets import elnino

    table = elnino.load_pandas().data.drop(columns="YEAR")
    return torch.tensor(table.to_numpy(dtype=float).ravel()[:months]).float()


@cache
def course_text(letters: int = 100_000) -> tuple[Tensor, str]:
    """(codes, alphabet): the first letters of our own lessons 00–08 as of November 2026, small letters and `,.?'` only.

    The text is frozen in data/course_text.txt, so that a change of a lesson changes no study. codes: (letters,), int64, the
    places in the alphabet (31 signs with the space).
    """
    text = " ".join((Path(__file__).parent / "data" / "course_text.txt").read_text(encoding="utf-8").split())
    alphabet = "".join(sorted(set(text)))
    return torch.tensor([alphabet.index(letter) for letter in text[:letters]]), alphabet
