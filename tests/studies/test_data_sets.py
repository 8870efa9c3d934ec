"""The data are those of scikit-learn, in the scale that the docstrings say."""

import numpy as np
import pytest
import torch
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from statsmodels.datasets import elnino, randhie

from course_lib.studies.data_sets import (
    course_text,
    diabetes,
    digits,
    doctor_visits,
    sea_temperatures,
    tumours,
)


def test_digits():
    data, raw = digits(), load_digits()
    assert data.inputs.shape == (1258, 64) and data.test_inputs.shape == (539, 64)
    assert data.inputs.max() == 1 and data.inputs.min() == 0
    assert (torch.cat([data.inputs, data.test_inputs]) * 16).tolist() == raw.data.tolist()
    assert torch.cat([data.labels, data.test_labels]).tolist() == raw.target.tolist()
    assert len(digits(40).inputs) == 28 and len(digits(40).test_labels) == 12


def test_diabetes():
    x, y = diabetes()
    raw, target = load_diabetes(return_X_y=True, scaled=False)
    assert x.mean(0).abs().max() < 1e-5 and y.std(correction=0).item() == pytest.approx(1, abs=1e-5)
    ours = torch.corrcoef(torch.stack([x[:, 3], y]))[0, 1].item()
    assert ours == pytest.approx(np.corrcoef(raw[:, 3], target)[0, 1], abs=1e-5)
    assert diabetes(20)[0].shape == (20, 10)


def test_doctor_visits():
    x, y = doctor_visits()
    raw = randhie.load_pandas().data
    assert x.shape == (20190, 10) and (x[:, 0] == 1).all() and y.tolist() == raw.mdvis.tolist()
    assert x[:, 1:].mean(0).abs().max() < 1e-12
    ours = torch.corrcoef(torch.stack([x[:, raw.columns.get_loc("disea")], y]))[0, 1].item()
    assert ours == pytest.approx(np.corrcoef(raw.disea, raw.mdvis)[0, 1], abs=1e-12)
    assert doctor_visits(50)[0].shape == (50, 10)


def test_tumours():
    x, signs = tumours()
    raw, labels = load_breast_cancer(return_X_y=True)
    assert x.shape == (569, 31) and (x[:, 0] == 1).all()
    assert ((signs == 1) == torch.tensor(labels == 1)).all() and set(signs.tolist()) == {-1.0, 1.0}
    assert x[:, 1:].mean(0).abs().max() < 1e-12
    ours = torch.corrcoef(torch.stack([x[:, 8], signs]))[0, 1].item()
    assert ours == pytest.approx(np.corrcoef(raw[:, 7], labels)[0, 1], abs=1e-12)


def test_sea_temperatures():
    table = elnino.load_pandas().data
    t = sea_temperatures()
    assert t.shape == (732,) and t[13].item() == pytest.approx(table["FEB"][1], abs=1e-5)
    assert sea_temperatures(24).tolist() == t[:24].tolist()


def test_course_text():
    codes, alphabet = course_text()
    text = "".join(alphabet[code] for code in codes)
    assert len(text) == 100_000 and len(alphabet) == 31 and "  " not in text
    assert " softplus " in text and alphabet == "".join(sorted(set(text)))
    assert course_text(50)[0].tolist() == codes[:50].tolist() and len(course_text(50)[1]) == 31
