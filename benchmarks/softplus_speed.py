"""How long each softplus takes beside F.softplus and F.relu, measured in one run, with its error and memory beside it.

    python benchmarks/softplus_speed.py                       everything, some minutes
    python benchmarks/softplus_speed.py --sizes 1000000 --dtypes float32 --names softplus fused --csv speed.csv
    python benchmarks/softplus_speed.py --device cuda --sizes 1000000 100000000 --csv gpu.csv    needs an NVIDIA GPU, triton

Timed by `course_lib.timing`: all candidates take turns within a round, in an order that is drawn for it, so that drift of
the machine is no difference between them; a ratio is the median over rounds of time / time of F.softplus in the same
round. F.softplus stands in the list twice: the second, "control", is what a ratio of 1 looks like on this machine today.
Bytes kept for backward are counted, not timed; on a GPU the device is synchronised around each measurement, and `copy` (a
copy of x) stands in the list, so that `of_copy` is the share of the copy bandwidth that a forward pass reaches.

Columns: microseconds, the median of a call. ratio, low, high: median of time / time of F.softplus with its 95 % interval.
to_relu: the median against F.relu. rounds: how often each had its turn. kept: bytes kept for backward beside x and the
result, in sizes of x. ulp: the worst error that course_lib.accuracy has stored for this β (at β = 1 over all float32, and
a million float64); NaN where it has none. A triton that is not installed is no error: its two forms are left out.

Caches: hot (the default) measures a block of calls in a row, after one that does not count; `--cache cold` overwrites a
large array before every call, so that neither x nor the code of the call lies in a cache. A training step is in between.

`faults` counts pages that the operating system had to hand out during a call, each about 1 µs. Arrays from 32 MB on
(1e7 float32) get new pages at every call, whoever asks, so that half of their time has nothing to do with softplus.
Smaller ones come from memory that the process keeps, once it has freed something large (`settle_memory`). Without that
step two arrays of 4 MB lie exactly at the limit from which glibc gives memory back, and chance decides
which candidate pays: the same code was seen with 0 and with 580 faults a call.
"""

import argparse
import functools
import math
import sys
from pathlib import Path

import pandas as pd
import torch
from torch.nn import functional as F

from course_lib.accuracy import worst_stored
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.arguments import check_held, checked_beta
from course_lib.activations.kernels import load_kernels
from course_lib.terminal import accept_every_character
from course_lib.timing import memory
from course_lib.timing.blocks import CACHES, run_block
from course_lib.timing.device import Device, settle_memory
from course_lib.timing.intervals import median_interval
from course_lib.timing.rounds import log_ratios, timed_rounds
from course_lib.timing.surroundings import busy_words, counters
from course_lib.timing.sweep import step

SIZES = (1_000, 1_000_000, 10_000_000)
DTYPES = ("float32", "float64", "bfloat16")
NOTHING = "F.softplus", "F.relu"


def candidates(names, compiled, device="cpu", beta=1.0):
    """name → function of x; the baseline first and again as a control."""
    baseline = functools.partial(F.softplus, beta=beta)
    found = {"F.softplus": baseline, "control": functools.partial(F.softplus, beta=beta), "F.relu": F.relu}
    if device != "cpu":
        found["copy"] = torch.clone
    found |= {name: functools.partial(IMPLEMENTATIONS[name].function, beta=beta) for name in names}
    if compiled:
        skip = ("exact", "control", "copy", "fused", "triton", "triton_exact", *NOTHING)
        found |= {
            f"{name} compiled": torch.compile(function, dynamic=False)
            for name, function in list(found.items())
            if name not in skip or name in NOTHING
        }
    return found


MODES = {"forward": "forward", "forward+backward": "both"}


def faults_of(function, calls=3):
    """New memory pages a call; NaN where the system does not tell (Windows)."""
    before = counters()
    run_block(function, calls)
    return counters().since(before).page_faults / calls


def paired(mode, functions, x, grad, budget, cache="hot"):
    """One row a candidate: median time, and the median of its ratio to F.softplus in the same round, with its interval."""
    steps = {name: step(function, x, grad, MODES[mode]) for name, function in functions.items()}
    for one in steps.values():
        run_block(one, 3)  # warm up; compiles
    found, _ = timed_rounds(steps, Device(x.device.type), cache=cache, budget=budget, shortest=1e-2)
    times = pd.DataFrame(found)
    for name, one in steps.items():
        low, high = median_interval(log_ratios(found["F.softplus"], found[name]))
        yield {
            "implementation": name,
            "microseconds": times[name].median() * 1e6,
            "ratio": (times[name] / times["F.softplus"]).median(),
            "low": math.exp(low),
            "high": math.exp(high),
            "to_relu": (times[name] / times["F.relu"]).median(),
            **({"of_copy": (times["copy"] / times[name]).median()} if "copy" in times else {}),
            "faults": faults_of(one),
            "rounds": len(times),
        }


def measure(options):
    names = options.names or [name for name in IMPLEMENTATIONS if name != "exact"] + ["exact"]
    functions = candidates(
        [name for name in names if name in IMPLEMENTATIONS], options.compiled, options.device, options.beta
    )
    worst = worst_stored(options.beta)
    rows = []
    for dtype in options.dtypes:
        for size in options.sizes:
            torch.manual_seed(0)
            x = (3 * torch.randn(size)).to(options.device, getattr(torch, dtype))
            grad = torch.randn(size).to(x)
            kept = {name: memory(function, x).kept_inputs for name, function in functions.items()}
            for mode in MODES:
                torch.compiler.reset()
                for row in paired(mode, functions, x, grad, options.budget * len(functions), options.cache):
                    base = row["implementation"].removesuffix(" compiled")
                    base = "torch_rule" if base in ("F.softplus", "control") else base
                    row |= {
                        "dtype": dtype,
                        "size": size,
                        "mode": mode,
                        "cache": options.cache,
                        "kept": kept[row["implementation"]],
                    }
                    rows.append(row | {"ulp": worst.get((base, dtype), float("nan"))})
                print(
                    pd.DataFrame(rows[-len(functions) :]).to_string(index=False, float_format="%.3g"),
                    flush=True,
                )
    return pd.DataFrame(rows)


def draw(frame, path, options):
    """Error against time (forward, the largest size of the first dtype) as a PNG; says what has no place in it."""
    from course_lib.figures import draw_error_against_time, new_figure, to_png

    some = frame[(frame["mode"] == "forward") & (frame["dtype"] == frame["dtype"].iloc[0])]
    some = some[(some["size"] == some["size"].max()) & (some["implementation"] != "control")]
    shown = some[some["ulp"].map(math.isfinite)]
    if shown.empty:
        print("no figure: none of the candidates has a finite error in the stored table", file=sys.stderr)
        return
    size, dtype = some["size"].iloc[0], some["dtype"].iloc[0]
    fig, ax = new_figure()
    threads = "1 thread" if options.threads == 1 else f"{options.threads} threads"
    beta = "" if options.beta == 1.0 else f", β = {options.beta:g}"
    draw_error_against_time(
        ax, shown, title=f"forward, {size:,} {dtype}{beta}, {threads}, {options.cache} caches"
    )
    path.write_bytes(to_png(fig))
    left_out = ", ".join(sorted(set(some["implementation"]) - set(shown["implementation"])))
    print(f"{path.name}: not drawn, as their error is infinite or not in the table: {left_out or 'none'}")


def warn_if_busy(threads):
    """Say so where other programs use the cores: then every time is the scheduler's, and `control` cannot tell."""
    if words := busy_words(threads):
        print(f"warning: {words}.", file=sys.stderr)


class _Help(argparse.RawDescriptionHelpFormatter, argparse.ArgumentDefaultsHelpFormatter):
    """The text as it stands, and each option's default."""


def _at_least_one(text):
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of 1 or more")
    return int(text)


def _in_a_folder(text):
    path = Path(text)
    if not path.absolute().parent.is_dir():
        raise argparse.ArgumentTypeError(f"the folder of {text!r} does not exist; make it first")
    if path.is_dir():
        raise argparse.ArgumentTypeError(f"{text!r} is a folder; name a file in it")
    return path


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Help)
    parser.add_argument("--sizes", type=_at_least_one, nargs="+", default=SIZES, help="numbers in x")
    parser.add_argument(
        "--dtypes", nargs="+", choices=("float16", "bfloat16", "float32", "float64"), default=DTYPES
    )
    parser.add_argument("--names", nargs="+", help="forms of the catalogue; all where not given")
    parser.add_argument("--beta", type=float, default=1.0, help="for every form and F.softplus")
    parser.add_argument("--threads", type=_at_least_one, default=torch.get_num_threads(), help="of PyTorch")
    parser.add_argument(
        "--budget", type=float, default=0.5, help="seconds for each candidate in each setting"
    )
    parser.add_argument("--cache", choices=CACHES, default="hot", help="see above")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="cuda: an NVIDIA GPU")
    parser.add_argument("--compiled", action="store_true", help="each form under torch.compile as well")
    parser.add_argument("--csv", type=_in_a_folder, help="write the rows here")
    parser.add_argument("--figure", type=_in_a_folder, help="draw error against time here (PNG)")
    options = parser.parse_args(arguments)
    if options.device == "cuda" and not torch.cuda.is_available():
        parser.error(
            "--device cuda: PyTorch sees no NVIDIA GPU here; leave the option out to measure the CPU"
        )
    try:
        checked_beta("--beta", options.beta)
        for dtype in options.dtypes:  # in which PyTorch reads the β of F.softplus
            check_held("--beta", options.beta, torch.float64 if dtype == "float64" else torch.float32)
    except ValueError as error:
        parser.error(str(error))
    warn_if_busy(options.threads)
    torch.set_num_threads(options.threads)
    settle_memory()
    for name, reason in load_kernels().items():
        print(f"{name}: {reason or 'loaded'}", file=sys.stderr)
    unknown = [name for name in options.names or [] if name not in IMPLEMENTATIONS]
    if unknown:
        parser.error(f"unknown or absent: {', '.join(unknown)}; there are {', '.join(IMPLEMENTATIONS)}")
    frame = measure(options)
    if options.csv:
        frame.to_csv(options.csv, index=False, float_format="%.6g")
    if options.figure:
        draw(frame, options.figure, options)


if __name__ == "__main__":
    accept_every_character()
    main()
