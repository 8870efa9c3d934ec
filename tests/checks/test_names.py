"""Names an answer uses, read from its source: every way to reach a ready form is seen, and nothing else is."""

import pytest

from course_lib.checks.judge.names import names_used, names_used_apart

READY = [
    "import torch.nn.functional as F\ndef f(x):\n    return F.softplus(x)\nkept = f\nf = lambda x: kept(x)",
    "import torch.nn.functional as F\ndef f(x):\n    return F.softplus(x)",
    "from torch.nn.functional import softplus as sp\ndef f(x):\n    return sp(x)",
    "def f(x):\n    from torch.nn.functional import softplus as sp\n    return sp(x)",
    "import torch\nf = torch.nn.functional.softplus",
    "import torch\nF = torch.nn.functional\ng = F.softplus\nf = g",
    "from torch.nn.functional import softplus as f",
    "from torch.nn.functional import *\nf = lambda x: softplus(x)",
    "import torch.nn.functional as F\ndef g(x):\n    return F.softplus(x)\ndef f(x):\n    return g(x)",
    "import torch.nn.functional as F\nclass G:\n    def g(self, x):\n        return F.softplus(x)\nf = lambda x: G().g(x)",
    "import torch.nn.functional as F\ndef f(x):\n    return getattr(F, 'softplus')(x)",
    "import torch.nn.functional as F\ndef f(x):\n    return eval('F.softplus(x)')",
    "import torch.nn.functional as F\nclass f:\n    def forward(self, x):\n        return (lambda y: F.softplus(y))(x)",
    "import functools, torch.nn.functional as F\n@functools.partial(lambda g, h: h, F.softplus)\ndef f(x):\n    return x",
    "import torch.nn.functional as F\nif True:\n    try:\n        f = F.softplus\n    except Exception:\n        pass",
    "%matplotlib inline\nimport torch.nn.functional as F\ndef f(x): return F.softplus(x)",
]
OWN = [
    "from torch.nn.functional import softplus\nkept = softplus\ndef softplus(x):\n    return x\nf = lambda x: softplus(x)",
    "class f:\n    def softplus(self, x):\n        return x",
    "def softplus(x):\n    return x\ndef f(x):\n    return softplus(x)",
    "import torch\ndef f(x):\n    softplus = torch.exp(x)\n    return softplus",
    "def f(softplus):\n    return softplus + 1",
    "def f(x):\n    'like F.softplus'\n    return x",
    "import torch.nn.functional as F\nreference = F.softplus\ndef f(x):\n    return x",
    "import torch.nn.functional as F\ndef f(x):\n    return F.softplus(x)\ndef f(x):\n    return x",
]


@pytest.mark.parametrize("source", READY)
def test_every_way_to_a_ready_form_is_seen(source):
    assert "softplus" in names_used([source], "f")


@pytest.mark.parametrize("source", OWN)
def test_an_own_form_is_not_suspected(source):
    assert "softplus" not in names_used([source], "f")


def test_an_answer_may_have_the_name_of_the_form_and_call_itself():
    cell = "def softplus(x, deep=True):\n    return softplus(x, False) if deep else x"
    assert "softplus" not in names_used([cell], "softplus")


def test_cells_are_read_in_order_and_a_cell_that_is_no_python_is_passed_over():
    first = "import torch.nn.functional as F\ndef f(x):\n    return F.softplus(x)"
    assert "softplus" not in names_used([first, "def f(x:\n", "def f(x):\n    return x"], "f")
    assert names_used([first], "another") is None
    assert names_used(["def f(x:\n"], "f") is None


def test_a_process_of_its_own_says_the_same():
    assert names_used_apart([READY[0]], "f") == names_used([READY[0]], "f")
    assert names_used_apart([READY[0]], "another") is None


@pytest.mark.parametrize("deep", ["(" * 5000 + ")" * 5000, "-" * 200_000 + "1", "x" + ".a" * 100_000])
def test_code_that_breaks_a_compiler_breaks_no_judge(deep):
    cells = [f"f = {deep}", "import torch\ndef f(x):\n    return torch.exp(x)"]
    assert names_used_apart(cells, "f") in (None, frozenset({"torch", "exp"}))


def test_a_definition_that_no_compiler_takes_has_no_names():
    assert names_used(["def f(x):\n    nonlocal x\n    return x"], "f") is None


def test_nothing_of_the_source_runs(tmp_path):
    mark = tmp_path / "ran"
    cell = f"open({str(mark)!r}, 'w')\ndef f(x):\n    open({str(mark)!r}, 'w')"
    assert names_used_apart([cell], "f") == frozenset({"open"})
    assert not mark.exists()
