"""Names an answer uses, read from its source: every way to reach a ready form is seen, and nothing else is."""

import tracemalloc

import pytest

from course_lib.notebooks.source_names import names_used, names_used_apart

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
IMPORTS = "import torch, torch.nn.functional as F\n"
HIDDEN = [
    "(g := F.softplus)\ndef f(x): return g(x)",
    "for g in [F.softplus]: pass\ndef f(x): return g(x)",
    "for n, g in [('a', F.softplus)]: pass\ndef f(x): return g(x)",
    "import contextlib\nwith contextlib.nullcontext(F.softplus) as g: pass\ndef f(x): return g(x)",
    "def make():\n    global g\n    g = F.softplus\nmake()\ndef f(x): return g(x)",
    "def s():\n    global g\n    from torch.nn.functional import softplus as g\ns()\ndef f(x): return g(x)",
    "if True:\n    g = F.softplus\nelse:\n    g = None\ndef f(x): return g(x)",
    "try:\n    g = F.softplus\nexcept Exception:\n    g = None\ndef f(x): return g(x)",
    "class B: pass\nB.g = F.softplus\nB.h = 1\ndef f(x): return B.g(x)",
    "d = {}\nd['g'] = F.softplus\nd['h'] = 1\ndef f(x): return d['g'](x)",
    "d = {}\nd.update(g=F.softplus)\ndef f(x): return d['g'](x)",
    "d = []\nd.append(F.softplus)\ndef f(x): return d[0](x)",
    "class B: pass\nsetattr(B, 'g', F.softplus)\ndef f(x): return B.g(x)",
    "setattr(torch, 'exp', F.softplus)\ndef f(x): return torch.exp(x)",
    "match 1:\n    case 1:\n        g = F.softplus\ndef f(x): return g(x)",
    "exec('g = F.softplus')\ndef f(x): return g(x)",
    "def f(x): return vars(F)['softplus'](x)",
    "def f(x): return F.__dict__['softplus'](x)",
    "def f(x): return F.__getattribute__('softplus')(x)",
    "from torch.nn.functional import *\ndef f(x): return globals()['softplus'](x)",
    "import sys\ndef f(x): return sys.modules['torch.nn.functional'].__dict__['softplus'](x)",
    "import inspect\ndef f(x): return dict(inspect.getmembers(F))['softplus'](x)",
    "def f(x): return getattr(F, 'soft' + 'plus')(x)",
    "g = getattr\ndef f(x): return g(F, 'softplus')(x)",
    "name = 'softplus'\ndef f(x): return getattr(F, name)(x)",
    "names = ['softplus']\ndef f(x):\n    for n in names: return getattr(F, n)(x)",
    "g = []\ng += [F.softplus]\ndef f(x): return g[0](x)",
    "%time g = F.softplus\ndef f(x): return g(x)",
    "get_ipython().run_line_magic('time', 'g = F.softplus')\ndef f(x): return g(x)",
    "torch.exp = F.softplus\ndef f(x): return torch.exp(x)",
]
OWN = [
    "from torch.nn.functional import softplus\nkept = softplus\ndef softplus(x):\n    return x\nf = lambda x: softplus(x)",
    "class f:\n    def softplus(self, x):\n        return x",
    "class f:\n    def __init__(self): self.softplus = 1\n    def forward(self, x): return self.softplus(x)",
    "def softplus(x):\n    return x\ndef f(x):\n    return softplus(x)",
    "import torch\ndef f(x):\n    softplus = torch.exp(x)\n    return softplus",
    "def f(softplus):\n    return softplus + 1",
    "def f(x):\n    'like F.softplus'\n    return x",
    "import torch.nn.functional as F\nreference = F.softplus\ndef f(x):\n    return x",
    "import torch.nn.functional as F\ndef f(x):\n    return F.softplus(x)\ndef f(x):\n    return x",
    IMPORTS + "def f(x): return torch.log1p(torch.exp(x))\nprint(f(1) - F.softplus(1))",
    IMPORTS + "def f(x): return torch.exp(x)\ntorch.testing.assert_close(f(x), F.softplus(x))",
    IMPORTS
    + "results = {}\ndef f(x): return torch.exp(x)\nresults['torch'] = F.softplus(x)\nresults['own'] = f(x)",
    IMPORTS + "fig, ax = plt.subplots()\ndef f(x): return torch.exp(x)\nax.plot(x, F.softplus(x))",
    IMPORTS + "def f(x): return torch.exp(x)\nfor x in xs:\n    y = F.softplus(x)",
    IMPORTS + "x = torch.linspace(-1,1,3)\ny = F.softplus(x)\ndef f(x):\n    y = torch.exp(x)\n    return y",
    IMPORTS + "f = F.softplus\ndef f(x): return torch.exp(x)",
    IMPORTS + "def f(x):\n    return torch.exp(x)\nf.__doc__ = 'softplus'",
    IMPORTS
    + "for g in (F.softplus, F.relu):\n    print(g(x))\ndef f(x):\n    g = torch.exp(x)\n    return g",
    IMPORTS + "def f(x):\n    'softplus of x'\n    return getattr(x, 'exp')()",
    IMPORTS
    + "def f(x):\n    if not getattr(x, 'dtype'): raise TypeError('softplus takes a float tensor')\n    return x",
]


@pytest.mark.parametrize("source", READY + [IMPORTS + way for way in HIDDEN])
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


@pytest.mark.parametrize(
    "cell",
    [
        "\n".join(f"a{i} = 1" for i in range(5_000)) + "\nf = a1",
        "a0 = 1\n" + "\n".join(f"a{i} = a{i - 1}" for i in range(1, 5_000)) + "\nf = a4999",
        "d = {}\n" + "d[0] = d\n" * 5_000 + "f = d",
        "if a: pass\n" + "elif b: pass\n" * 900 + "f = 1",
    ],
    ids=["names", "chain", "additions", "branches"],
)
def test_memory_grows_with_the_source_and_no_faster(cell):
    names_used(["f = 1"], "f")
    tracemalloc.start()
    try:
        assert names_used([cell], "f") == frozenset()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_500 * len(cell)


def test_a_file_in_the_folder_where_it_is_called_is_not_run(tmp_path, monkeypatch):
    for name in ("json", "ast", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit(3)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert names_used_apart([READY[1]], "f") == names_used([READY[1]], "f")
    assert not (tmp_path / "ran").exists()
