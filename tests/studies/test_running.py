"""A study gives the same frame however it is run, and says when it cannot."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import pandas as pd
import pytest
import torch

from course_lib.studies import COLUMNS, Rows, StudyError, run_seeds
from course_lib.studies.networks import Network, batches, generator


@dataclass(frozen=True)
class Tiny:
    """A network's output and a sum that one thread and two threads add up in another order."""

    parent: int = 0  # the process that may not be left; any other is a worker
    lost_seed: int | None = None


def one_seed(config, seed):
    if seed == config.lost_seed and os.getpid() != config.parent:
        os._exit(3)
    draws, rows = generator(seed), Rows()
    x = torch.randn(200, 3, generator=draws)
    rows.add("relu", "mean", Network((3, 64, 1), torch.relu, draws)(x).mean())
    rows.add("relu", "threads", torch.get_num_threads())
    rows.add("relu", "sum", torch.randn(200_000, generator=draws).sum(), step=7)
    return rows


def fails(config, seed):
    raise ZeroDivisionError("no luck")


def diverges(config, seed):
    rows = Rows()
    for step, value in enumerate((1.0, float("inf"), float("nan"))):
        rows.add("relu", "loss", value, step)
    return rows


def processes(count=2):
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"))


def test_two_runs_and_any_executor_give_the_identical_frame():
    seeds, state, threads = (3, 1, 4, 2), torch.get_rng_state(), torch.get_num_threads()
    frame = run_seeds(one_seed, Tiny(), seeds)
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["seed"].drop_duplicates()) == [3, 1, 4, 2]
    assert set(frame.loc[frame["metric"] == "threads", "value"]) == {1.0}
    pd.testing.assert_frame_equal(frame, run_seeds(one_seed, Tiny(), seeds), check_exact=True)
    with ThreadPoolExecutor(3) as executor:
        pd.testing.assert_frame_equal(frame, run_seeds(one_seed, Tiny(), seeds, executor), check_exact=True)
    with processes() as executor:
        pd.testing.assert_frame_equal(frame, run_seeds(one_seed, Tiny(), seeds, executor), check_exact=True)
    assert torch.equal(state, torch.get_rng_state()) and torch.get_num_threads() == threads


def test_a_seed_whose_worker_is_lost_runs_again_here():
    seeds, config = range(4), Tiny(os.getpid(), lost_seed=1)
    with processes() as executor:
        frame = run_seeds(one_seed, config, seeds, executor)
    pd.testing.assert_frame_equal(frame, run_seeds(one_seed, config, seeds), check_exact=True)


def test_an_executor_that_takes_nothing_any_more_loses_no_seed():
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    with pytest.raises(RuntimeError, match="shutdown"):
        run_seeds(one_seed, Tiny(), range(3), executor)


def test_an_error_names_the_seed_and_puts_the_threads_back():
    before = torch.get_num_threads()
    with pytest.raises(RuntimeError, match="seed 5 of Tiny stopped: ZeroDivisionError: no luck"):
        run_seeds(fails, Tiny(), (5, 6))
    assert torch.get_num_threads() == before


def test_a_run_that_diverges_says_so_once_and_keeps_no_infinity():
    frame = run_seeds(diverges, Tiny(), (0, 1))
    assert (frame["metric"] == "diverged").sum() == 2
    assert frame.loc[frame["metric"] == "loss", "value"].isna().sum() == 4


@pytest.mark.parametrize(
    "seeds, said",
    [
        ((), "0 seeds, expected 2 or more"),
        ((4,), "1 seed, expected 2 or more"),
        ((1, 1), "a seed occurs twice"),
        ((1, 2.0), "each seed is a whole number"),
        ((True, 2), "each seed is a whole number"),
        ((-1, 2), "each seed is a whole number"),
        (5, "give several whole numbers, for example range"),
        ("12", "give several whole numbers"),
    ],
)
def test_seeds_that_say_nothing_are_refused(seeds, said):
    with pytest.raises(StudyError, match=said):
        run_seeds(one_seed, Tiny(), seeds)


def test_progress_is_no_noise_where_nobody_looks(capsys):
    run_seeds(one_seed, Tiny(), (0, 1), progress=True)  # no terminal here
    run_seeds(one_seed, Tiny(), (0, 1))
    assert capsys.readouterr() == ("", "")


def test_a_generator_for_each_part_and_seed():
    drawn = {
        tuple(torch.rand(3, generator=generator(*numbers)).tolist())
        for numbers in [(0,), (1,), (0, 1), (1, 0), (0, 0)]
    }
    assert len(drawn) == 5


def test_initial_weights_have_the_stated_variance_and_no_bias():
    network = Network((100, 400, 1), torch.relu, generator(0), gain=3.0)
    assert network.layers[0].weight.var().item() == pytest.approx(0.03, rel=0.03)
    assert not any(layer.bias.any() for layer in network.layers)
    assert [tuple(z.shape) for z in network.hidden(torch.zeros(5, 100))] == [(5, 400)]


def test_batches_hold_each_index_once():
    found = batches(10, 4, generator(0))
    assert [len(batch) for batch in found] == [4, 4, 2]
    assert sorted(torch.cat(found).tolist()) == list(range(10))
