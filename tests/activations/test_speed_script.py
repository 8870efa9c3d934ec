"""The speed benchmark runs and counts right; its times are shown to people and asserted by nobody."""

import importlib.util
import os
from pathlib import Path

import pandas as pd
import pytest
import torch

from course_lib.timing.device import Device

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "softplus_speed.py"


@pytest.fixture(scope="module")
def speed():
    spec = importlib.util.spec_from_file_location("softplus_speed", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("cache", ["hot", "cold"])
def test_a_small_run_writes_a_row_for_each_candidate_and_mode(speed, tmp_path, monkeypatch, capsys, cache):
    monkeypatch.setattr(speed, "load_kernels", dict)
    flushed = []
    monkeypatch.setattr(Device, "flush", lambda device: flushed.append(device.name))
    threads = torch.get_num_threads()
    csv, figure = tmp_path / "speed.csv", tmp_path / "speed.png"
    arguments = ["--sizes", "64", "--dtypes", "float32", "--names", "softplus", "exact", "--budget", "0.01"]
    arguments += ["--cache", cache]
    try:
        speed.main([*arguments, "--threads", "1", "--csv", str(csv), "--figure", str(figure)])
    finally:
        torch.set_num_threads(threads)
    frame = pd.read_csv(csv)
    assert list(frame["implementation"]) == ["F.softplus", "control", "F.relu", "softplus", "exact"] * 2
    assert (frame.query("implementation == 'F.softplus'")["ratio"] == 1).all()
    assert set(frame["cache"]) == {cache} and bool(flushed) == (cache == "cold")
    assert (frame["microseconds"] > 0).all() and not (frame["faults"] < 0).any()
    assert frame.query("implementation == 'exact'")["ulp"].max() <= 0.51
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert "forward" not in capsys.readouterr().err


def test_an_unknown_form_is_named(speed, monkeypatch, capsys):
    monkeypatch.setattr(speed, "load_kernels", dict)
    with pytest.raises(SystemExit):
        speed.main(["--names", "softplux", "--threads", str(torch.get_num_threads())])
    assert "unknown or absent: softplux" in capsys.readouterr().err


def test_a_gpu_that_is_not_there_is_refused(speed, monkeypatch, capsys):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    with pytest.raises(SystemExit):
        speed.main(["--device", "cuda"])
    assert "sees no NVIDIA GPU" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--sizes", "0"], "no whole number of 1 or more"),
        (["--threads", "two"], "no whole number of 1 or more"),
        (["--csv", "no_such_folder/x.csv"], "does not exist; make it first"),
        (["--figure", str(Path(__file__).parent)], "is a folder; name a file in it"),
        (["--beta", "-1"], "must be positive and finite"),
        (["--beta", "1e-60", "--dtypes", "float16"], "choose a beta that this type can hold"),
    ],
)
def test_wrong_options_are_refused_before_anything_is_measured(speed, monkeypatch, capsys, arguments, words):
    monkeypatch.setattr(speed, "measure", lambda options: pytest.fail("it measured"))
    with pytest.raises(SystemExit):
        speed.main(arguments)
    assert words in capsys.readouterr().err


def test_a_busy_machine_is_named(speed, monkeypatch, capsys):
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    for load, threads, warned in ((0.1, 2, False), (3.0, 2, True), (0.9, 1, False)):
        monkeypatch.setattr(os, "getloadavg", lambda load=load: (load, load, load), raising=False)
        speed.warn_if_busy(threads)
        assert ("wait until the machine is quiet" in capsys.readouterr().err) == warned
