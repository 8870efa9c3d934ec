"""A restricted Boltzmann machine: its free energy by counting every hidden state and by scikit-learn; its gradient."""

import itertools

import pytest
import torch
from sklearn.neural_network import BernoulliRBM

from course_lib.activations import softplus
from course_lib.studies import difference, mean_of, recorded
from course_lib.studies.networks import generator
from course_lib.studies.rbm import (
    LONG,
    PIXELS,
    SMALL,
    free_energy,
    gibbs_step,
    images,
    log_likelihood,
    start,
    states,
)


@pytest.fixture
def parts():
    draws = generator(8)
    shapes = ((PIXELS, 5), (5,), (PIXELS,))
    return [torch.randn(shape, generator=draws, dtype=torch.float64) for shape in shapes]


def energy(parts, v, h):
    weights, hidden, visible = parts
    return -(visible @ v) - hidden @ h - h @ weights.T @ v


def test_the_free_energy_is_a_sum_over_every_hidden_state(parts):
    v = states(PIXELS)[[0, 17, 1234, 4095]].double()
    every = [torch.tensor(h, dtype=torch.float64) for h in itertools.product((0.0, 1.0), repeat=5)]
    counted = [-torch.logsumexp(torch.stack([-energy(parts, one, h) for h in every]), 0).item() for one in v]
    found = free_energy(parts, v, softplus).tolist()
    assert max(abs(a - b) for a, b in zip(found, counted, strict=True)) < 1e-12


def test_it_is_that_of_scikit_learn(parts):
    weights, hidden, visible = parts
    other = BernoulliRBM(n_components=5)
    other.components_, other.intercept_hidden_, other.intercept_visible_ = (
        part.numpy() for part in (weights.T, hidden, visible)
    )
    v = states(PIXELS).double()
    apart = free_energy(parts, v, softplus) - torch.from_numpy(other._free_energy(v.numpy()))
    assert apart.abs().max() < 1e-12


@pytest.mark.parametrize("f", [softplus, torch.relu])
def test_probabilities_add_up_to_one(parts, f):
    assert log_likelihood(parts, states(PIXELS).double(), f).exp().sum().item() == pytest.approx(
        1.0, rel=1e-9
    )


def test_the_sum_over_images_is_the_sum_over_hidden_states(parts):
    """ln Z from the other side: the pixels are summed away, and the 32 hidden states are counted."""
    weights, hidden, visible = parts
    h = states(5).double()
    other = torch.logsumexp(h @ hidden + softplus(h @ weights.T + visible).sum(1), 0)
    v = states(PIXELS)[:1].double()
    z = -free_energy(parts, v, softplus) - log_likelihood(parts, v, softplus)
    assert z.item() == pytest.approx(other.item(), rel=1e-12)


def test_the_gradient_is_data_minus_model(parts):
    """Of the likelihood in the weights: E_data v·σ(c + Wᵀv) − E_model v·σ(c + Wᵀv) (Hinton 2002)."""
    data, every = images()[0][:50].double(), states(PIXELS).double()
    parts = [part.clone().requires_grad_() for part in parts]
    (found,) = torch.autograd.grad(log_likelihood(parts, data, softplus).mean(), parts[:1])
    with torch.no_grad():
        weights, hidden, _ = parts
        of_data = data.T @ torch.sigmoid(data @ weights + hidden) / 50
        share = log_likelihood(parts, every, softplus).exp()
        of_model = (every * share[:, None]).T @ torch.sigmoid(every @ weights + hidden)
    assert (found - (of_data - of_model)).abs().max() < 1e-12


def test_a_gibbs_step_draws_with_the_probabilities_of_the_model(parts):
    weights, hidden, visible = (part.float() for part in parts)
    v = images()[0][:1].expand(40_000, -1)
    drawn = gibbs_step([weights, hidden, visible], v, generator(3)).mean(0)
    h, shares = states(5), torch.sigmoid(v[0] @ weights + hidden)
    of_h = (h * shares + (1 - h) * (1 - shares)).prod(1)
    expected = of_h @ torch.sigmoid(h @ weights.T + visible)
    assert (drawn - expected).abs().max() < 5 * 0.5 / 200  # five standard errors of 40,000 draws


def test_the_start_gives_the_pixels_their_shares():
    train = images()[0]
    _, hidden, visible = start(SMALL, 1, train)
    assert torch.sigmoid(visible).tolist() == pytest.approx(train.mean(0).tolist(), abs=1e-5)
    assert not hidden.any()


@pytest.mark.parametrize("again", [False, True])
def test_the_recorded_runs(again):
    frame = recorded("rbm", again).frame
    assert difference(frame, "likelihood", "softplus", "independent pixels").low > 10 * LONG.smallest
    trained = mean_of(frame, "training likelihood", "softplus, contrastive divergence")
    assert trained.high < mean_of(frame, "training likelihood", "softplus").high
