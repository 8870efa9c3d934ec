"""Warm kernels are kernels: own random states, own exit codes, cold where the environment asks for another process."""

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
import warm_kernels

pytestmark = pytest.mark.skipif(not warm_kernels.SUPPORTED, reason="kernels start cold on this system")
RANDOM = "import random, numpy, torch\nprint(random.random(), numpy.random.rand(), torch.rand(1).item())"


@pytest.fixture(scope="module")
def served():
    """JUPYTER_PATH of a server: that of this run, or one of its own."""
    if "COURSE_WARM" in os.environ:
        yield os.environ["JUPYTER_PATH"]
        return
    with tempfile.TemporaryDirectory(prefix="warm") as folder:
        server = warm_kernels.start_server(Path(folder))
        yield folder
        warm_kernels.stop_server(server)


@pytest.fixture
def kernel(served, monkeypatch):
    """`kernel(NAME=value)`: manager and client of a new kernel, with this in its environment."""
    from jupyter_client.manager import KernelManager

    monkeypatch.setenv("JUPYTER_PATH", served)
    started, folders = [], []

    def start(**environment):
        manager = KernelManager(
            kernel_name="python3", transport="ipc", ip=f"{tempfile.mkdtemp(prefix='k')}/k"
        )
        manager.start_kernel(env={**os.environ, **environment})
        client = manager.client()
        client.start_channels()
        started.append((manager, client))
        client.wait_for_ready(timeout=60)
        return manager, client

    yield start
    for manager, client in started:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    for folder in folders:
        folder.cleanup()


def printed(client, code):
    said = []
    client.execute_interactive(code, output_hook=said.append, timeout=60)
    return "".join(message["content"].get("text", "") for message in said)


def process_of(client):
    return int(printed(client, "import os; print(os.getpid())"))


def test_two_kernels_draw_different_numbers(kernel):
    first, second = (printed(kernel()[1], RANDOM).split() for _ in range(2))
    assert len(first) == 3 and not set(first) & set(second)


def test_a_kernel_is_forked_and_its_exit_code_arrives(kernel):
    manager, client = kernel()
    assert process_of(client) != manager.provisioner.pid
    client.execute("import os; os._exit(7)")
    assert manager.provisioner.process.wait(30) == 7


def test_a_kernel_ends_with_its_client(kernel):
    manager, client = kernel()
    process = process_of(client)
    manager.provisioner.process.kill()
    manager.provisioner.process.wait(30)
    for _ in range(300):
        if not Path(f"/proc/{process}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize(
    "environment", [{"COURSE_COLD": "1"}, {"OMP_NUM_THREADS": "3"}, {"PYTHONHASHSEED": "5"}]
)
def test_another_environment_gets_a_process_of_its_own(kernel, environment):
    manager, client = kernel(**environment)
    assert process_of(client) == manager.provisioner.pid


def test_what_scikit_learn_sets_when_a_test_imports_it_costs_no_process(kernel):
    manager, client = kernel(KMP_DUPLICATE_LIB_OK="True", KMP_INIT_AT_FORK="FALSE")
    assert process_of(client) != manager.provisioner.pid


def test_an_interrupt_reaches_the_kernel(kernel):
    manager, client = kernel()
    request = client.execute("import time\nprint('now')\nwhile True: time.sleep(0.01)")
    while client.get_iopub_msg(timeout=30)["content"].get("text") != "now\n":
        pass
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=30)
    while reply["parent_header"].get("msg_id") != request:
        reply = client.get_shell_msg(timeout=30)
    assert reply["content"]["ename"] == "KeyboardInterrupt"


def test_a_program_runs_alone_in_a_process_with_torch(served, monkeypatch):
    monkeypatch.setenv("COURSE_WARM", served.split(os.pathsep)[0])
    program = "import sys; print('torch' in sys.modules, any(name.startswith('course_lib') for name in sys.modules))"
    done = subprocess.run([*warm_kernels.python(), "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "True False\n", "")
    done = subprocess.run([*warm_kernels.python(), "-c", "1 / 0"], capture_output=True, text=True)
    assert done.returncode == 1 and "ZeroDivisionError" in done.stderr


def test_a_command_gets_its_words_its_folder_and_its_exit_code(served, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_WARM", served.split(os.pathsep)[0])
    (tmp_path / "typed.py").write_text(
        "import os, sys\nprint(__name__, sys.argv[1:], os.getcwd(), 'torch' in sys.modules)\nsys.exit(3)\n",
        encoding="utf-8",
    )
    command = [*warm_kernels.python(), "-m", "typed", "one", "--two"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    expected = f"__main__ ['one', '--two'] {tmp_path} True\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, expected, "")
    cold = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "COURSE_COLD": "1"}
    )
    assert (cold.returncode, cold.stdout) == (3, expected.replace("True", "False"))
