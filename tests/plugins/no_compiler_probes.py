"""On Linux, Inductor takes the processor's word for its vector instructions.

Otherwise, with an empty cache, it compiles and loads three programs (6 seconds of CPU) to learn that the compiler knows
AVX-512 and AVX2 too. g++ has known both since version 5. The instruction set and the options are the same either way.
Whoever has set the variable is obeyed.
"""

import os
import platform
import sys

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure():
    """Before torch._inductor is imported; workers and kernels inherit it."""
    if sys.platform == "linux" and platform.machine() == "x86_64":
        os.environ.setdefault("TORCHINDUCTOR_VEC_ISA_OK", "1")
