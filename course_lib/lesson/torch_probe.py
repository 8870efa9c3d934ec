"""Ask another Python process whether torch works here.

A second OpenMP library or a missing DLL can end the whole process; the doctor must survive to say so.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from dataclasses import dataclass

_CODE = """
import json, torch
value = float(torch.nn.functional.softplus(torch.zeros(1, dtype=torch.float64)))
gpu = ""
if torch.cuda.is_available():
    gpu = torch.cuda.get_device_name(0)
elif getattr(torch.backends, "mps", None) is not None and torch.backends.mps.is_available():
    gpu = "Apple GPU (MPS)"
print("PROBE" + json.dumps([torch.__version__, value, torch.get_num_threads(), gpu]))
"""

# What the dying process said → what to do. The first that matches counts.
_REPAIRS = (
    (
        ("libiomp5", "libomp", "omp: error"),
        "Two OpenMP libraries met. Make a fresh environment with `make lab`, do not mix conda and pip in one, and as a "
        "stopgap set the environment variable KMP_DUPLICATE_LIB_OK=TRUE.",
    ),
    (
        ("winerror 126", "winerror 127", "winerror 1114", "dll load failed"),
        "A Windows library is missing: install the Microsoft Visual C++ Redistributable (x64) and restart.",
    ),
    (
        ("no module named 'torch'",),
        "torch is not in this environment. Stop Jupyter and run `make lab` again.",
    ),
    (
        ("cannot open shared object file", "symbol not found", "undefined symbol"),
        "A library that torch needs is missing or of another version: delete .venv and run `make lab` again.",
    ),
)
_OTHER = "Delete the folder .venv and run `make lab` again; if it stays, report the message above."


@dataclass(frozen=True)
class TorchFound:
    """What the other process said. `problem` is empty if torch works."""

    version: str = ""
    value: float = math.nan
    threads: int = 0
    gpu: str = ""
    problem: str = ""
    repair: str = ""


def probe_torch(code: str = _CODE, timeout: float = 120.0) -> TorchFound:
    """Run `code` in a new Python process and read the line that it prints. Never raises because torch is broken."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TorchFound(
            problem=f"it did not finish importing in {timeout:.0f} s",
            repair="Wait until the disk is idle and run doctor() again; a virus scanner may be reading torch's files.",
        )
    except OSError as error:
        return TorchFound(problem=f"no second Python process can be started ({error})", repair=_OTHER)
    lines = [line for line in done.stdout.splitlines() if line.startswith("PROBE")]
    if done.returncode != 0 or not lines:
        return _broken(done.returncode, done.stderr)
    version, value, threads, gpu = json.loads(lines[-1].removeprefix("PROBE"))
    if not math.isclose(value, math.log(2), rel_tol=1e-12):
        return TorchFound(problem=f"softplus(0) is {value!r} where log 2 = {math.log(2)!r}", repair=_OTHER)
    return TorchFound(version, value, int(threads), gpu)


def _broken(status: int, stderr: str) -> TorchFound:
    said = stderr.strip().splitlines()
    last = said[-1] if said else "no message"
    how = f"its process was ended by signal {-status}" if status < 0 else f"exit status {status}"
    low = stderr.lower()
    repair = next((advice for signs, advice in _REPAIRS if any(sign in low for sign in signs)), _OTHER)
    return TorchFound(problem=f"{last} ({how})", repair=repair)
