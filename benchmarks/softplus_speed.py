"""How long each softplus takes beside F.softplus and F.relu, measured in one run, with its error and memory beside it.

    python benchmarks/softplus_speed.py                       everything, some minutes
    python benchmarks/softplus_speed.py --sizes 1000000 --dtypes float32 --names softplus fused --csv speed.csv
    python benchmarks/softplus_speed.py --device cuda --sizes 1000000 100000000 --csv gpu.csv    needs an NVIDIA GPU, triton

All candidates take turns within a round (A B C … A B C …), so that drift of the machine is no difference between them;
a ratio is the median over rounds of time / time of F.softplus in the same round, with its quartiles. F.softplus stands
in the list twice: the second, "control", is what a ratio of 1 looks like on this machine today. Bytes kept for backward
are counted, not timed; on a GPU the device is synchronised around each measurement, and `copy` (a copy of x) stands in
the list, so that `of_copy` is the share of the copy bandwidth that a forward pass reaches.

Columns: microseconds, the median of a call. ratio, low, high: median and quartiles of time / time of F.softplus. to_relu:
the same against F.relu. rounds: how often each had its turn. kept: bytes kept for backward beside x and the result, in
sizes of x. ulp: the worst error that course_lib.accuracy has stored for this β (at β = 1 over all float32, and a million
float64); NaN where it has none. A triton that is not installed is no error: its two forms are left out.

Caches: hot (the default) measures a block of calls in a row, after two that do not count; `--cache cold` overwrites a
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
import os
import random
import sys
import time
from pathlib import Path

import pandas as pd
import torch
from torch.nn import functional as F

from course_lib.accuracy import worst_stored
from course_lib.activations import IMPLEMENTATIONS
from course_lib.activations.arguments import check_held, checked_beta
from course_lib.activations.kernels import load_kernels
from course_lib.terminal import accept_every_character

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


def forward(function, x, _):
    with torch.no_grad():
        function(x)


def forward_backward(function, x, grad):
    x.grad = None
    function(x).backward(grad)


MODES = {"forward": forward, "forward+backward": forward_backward}


def bytes_kept(function, x):
    """Bytes saved for backward, what the caller keeps anyway (x and the result) left out, each storage once."""
    saved = {}

    def note(tensor):
        saved[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    x = (x.detach() + 0).requires_grad_()
    with torch.autograd.graph.saved_tensors_hooks(note, lambda tensor: tensor):
        y = function(x)
    saved.pop(y.untyped_storage().data_ptr(), None)
    return sum(saved.values())


def timed(step, function, x, grad, repeats):
    """(seconds, page faults) a call, over `repeats` calls in a row."""
    finish = torch.cuda.synchronize if x.is_cuda else lambda: None
    finish()
    faults = page_faults()
    start = time.perf_counter()
    for _ in range(repeats):
        step(function, x, grad)
    finish()
    seconds = time.perf_counter() - start
    return seconds / repeats, (page_faults() - faults) / repeats


def hot(*call, repeats):
    """After two calls that bring its arrays and its code into the caches."""
    timed(*call, 2)
    return timed(*call, repeats)


def cold(step, function, x, grad, repeats):
    """Each call after a large array has been overwritten."""
    each = []
    for _ in range(repeats):
        flush(x.device)
        each.append(timed(step, function, x, grad, 1))
    return tuple(sum(part) / repeats for part in zip(*each, strict=True))


@functools.cache
def _large(device):
    return torch.zeros(64 * 2**20, device=device)  # 256 MB: more than any cache


def flush(device):
    _large(device).add_(1.0)


CACHES = {"hot": hot, "cold": cold}


def settle_memory():
    """Free one large array, as any program that trains has done: from then on freed arrays are kept and used again."""
    del_me = torch.empty(
        31 * 2**18
    )  # 31 MB; glibc keeps blocks up to the largest one freed, and 32 MB at most
    del del_me


def page_faults():
    """Pages handed out to this process so far; NaN where the system does not tell (Windows)."""
    try:
        import resource
    except ImportError:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt


def paired(step, functions, x, grad, budget, measure_one=hot):
    """One row a candidate: median time, and the quartiles of its ratio to F.softplus in the same round."""
    for function in functions.values():
        for _ in range(3):
            step(function, x, grad)  # warm up; compiles
    once = timed(step, functions["F.softplus"], x, grad, 3)[0]
    repeats = max(1, round((1e-2 if measure_one is hot else 1e-3) / once))
    rounds, faults = [], []
    names = list(functions)
    end = time.perf_counter() + budget
    while len(rounds) < 7 or time.perf_counter() < end:
        random.Random(len(rounds)).shuffle(names)
        found = {name: measure_one(step, functions[name], x, grad, repeats=repeats) for name in names}
        rounds.append({name: seconds for name, (seconds, _) in found.items()})
        faults.append({name: count for name, (_, count) in found.items()})
    times = pd.DataFrame(rounds)
    for name in functions:
        ratio = times[name] / times["F.softplus"]
        to_relu = times[name] / times["F.relu"]
        low, middle, high = ratio.quantile([0.25, 0.5, 0.75])
        yield {
            "implementation": name,
            "microseconds": times[name].median() * 1e6,
            "ratio": middle,
            "low": low,
            "high": high,
            "to_relu": to_relu.median(),
            **({"of_copy": (times["copy"] / times[name]).median()} if "copy" in times else {}),
            "faults": pd.DataFrame(faults)[name].median(),
            "rounds": len(rounds),
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
            kept = {
                name: bytes_kept(function, x) / x.element_size() / size
                for name, function in functions.items()
            }
            for mode, step in MODES.items():
                torch.compiler.reset()
                at = x.clone().requires_grad_(mode != "forward")
                for row in paired(
                    step, functions, at, grad, options.budget * len(functions), CACHES[options.cache]
                ):
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
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    cores = os.cpu_count() or 1
    if load + threads > cores + 0.7:
        print(
            f"warning: {load:.1f} other programs run on {cores} cores, and this one wants {threads}. The ratios will be "
            f"wrong; wait until the machine is quiet, or try --threads {max(1, int(cores - load))}.",
            file=sys.stderr,
        )


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
    parser.add_argument("--cache", choices=tuple(CACHES), default="hot", help="see above")
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
