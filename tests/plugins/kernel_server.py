"""Warm kernels: import what every lesson imports once, then fork one IPython kernel for each request. Linux only.

A request may also be a program (`-c PROGRAM`), for tests that look at a process in which only it has run, or a command
(`-m MODULE`), for a test that types many commands of a large library.

    python kernel_server.py SOCKET CPU_FILE [MODULE …]          runs until its standard input closes

It imports the modules that are named, else those of kernels.

`kernel_client.py` asks for kernels and stands for them in their manager's eyes. This process runs no parallel
operation (OpenMP's threads do not survive a fork), holds no thread and no event loop. A kernel whose environment
would have started Python, OpenMP or Matplotlib in another way than this process is left to the client, which starts
it cold. For each kernel that ends, CPU_FILE gets a line: CPU seconds, the test file that started it.
"""

import array
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import threading
import traceback
import warnings

# Nothing of the course's own, so that a test sees its files as they are when the kernel starts; no submodule that
# its package does not import itself, so that a missing import in a lesson stays an error.
IMPORTED = (
    "ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell", "IPython.core.completer", "comm",
    "torch", "numpy", "pandas", "matplotlib", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "ipywidgets",
)  # fmt: skip
SET_BY_SCIKIT_LEARN = {"KMP_DUPLICATE_LIB_OK": "True", "KMP_INIT_AT_FORK": "FALSE"}  # when a test imports it
READ_AT_START = ("PYTHON", "OMP_", "KMP_", "MKL_", "OPENBLAS_", "MPL", "ATEN_", "TORCH_", "PYTORCH_")
APPLIED_LATER = {"PYTHONWARNINGS"}
INLINE = "module://matplotlib_inline.backend_inline"


def read_at_start(environment):
    """The variables that a running Python, OpenMP, torch or Matplotlib no longer looks at."""
    found = {
        name: value
        for name, value in environment.items()
        if SET_BY_SCIKIT_LEARN.get(name) != value
        if name.startswith(READ_AT_START) and name not in APPLIED_LATER
    }
    return {"MPLBACKEND": INLINE, **found}  # as ipykernel sets it


def receive(connection):
    """One request, and the three streams that came with it."""
    streams = array.array("i")
    data, ancillary, _, _ = connection.recvmsg(1 << 20, socket.CMSG_SPACE(3 * streams.itemsize))
    for level, kind, raw in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            streams.frombytes(raw)
    return json.loads(data), list(streams)


def become_kernel(request, streams):
    """In the child: take over streams, environment and folder, forget the parent's random states, run to the end."""
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.clear()
    os.environ.update(request["environment"])
    warnings._processoptions(filter(None, os.environ.get("PYTHONWARNINGS", "").split(",")))
    os.chdir(request["folder"])
    if "torch" in sys.modules:
        sys.modules["numpy"].random.seed()
        sys.modules["torch"].seed()
    gc.unfreeze()
    arguments, code = request["arguments"], 1
    try:
        if arguments[0] == "-c":
            sys.argv, sys.path[:0] = ["-c", *arguments[2:]], [""]
            exec(compile(arguments[1], "<string>", "exec"), {"__name__": "__main__"})
        elif arguments[0] == "-m":
            sys.argv, sys.path[:0] = arguments[1:], [request["folder"]]
            runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        else:
            from ipykernel.kernelapp import IPKernelApp

            sys.argv = ["ipykernel_launcher", *arguments]
            IPKernelApp.launch_instance(argv=[*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


class Server:
    def __init__(self, listening, cpu_file):
        self.listening, self.cpu_file = listening, cpu_file
        self.kernels = {}  # process id → connection to its client, test file
        self.started_with = read_at_start(os.environ)
        self.ended, wake = os.pipe()
        os.set_blocking(wake, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wake)

    def serve(self):
        stdin = sys.stdin.fileno()
        while True:
            clients = {connection: pid for pid, (connection, _) in self.kernels.items()}
            ready, _, _ = select.select([stdin, self.listening, self.ended, *clients], [], [])
            if stdin in ready:
                for pid in self.kernels:
                    os.kill(pid, signal.SIGKILL)
                return
            if self.ended in ready:
                os.read(self.ended, 1 << 12)
                self.say_what_ended()
            for connection in set(ready) & set(clients):
                if (
                    clients[connection] in self.kernels
                ):  # the client has gone, and with it the kernel's reason to live
                    os.kill(clients[connection], signal.SIGKILL)
            if self.listening in ready:
                self.start(self.listening.accept()[0])

    def start(self, connection):
        request, streams = receive(connection)
        asked = request["environment"]
        fits = "COURSE_COLD" not in asked and read_at_start(asked) == self.started_with
        pid = os.fork() if fits else 0
        if fits and not pid:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for other in (self.listening, connection, *(other for other, _ in self.kernels.values())):
                other.close()
            become_kernel(request, streams)
        for stream in streams:
            os.close(stream)
        connection.sendall(b"%d\n" % pid)
        if pid:
            self.kernels[pid] = connection, asked.get("COURSE_TEST_FILE", "")
        else:
            connection.close()

    def say_what_ended(self):
        """To each client its kernel's exit code, or minus the signal."""
        while self.kernels:
            pid, status, usage = os.wait4(-1, os.WNOHANG)
            if not pid:
                return
            connection, test_file = self.kernels.pop(pid)
            with self.cpu_file.open("a", encoding="utf-8") as lines:
                lines.write(f"{usage.ru_utime + usage.ru_stime:.2f} {test_file}\n")
            with contextlib.suppress(OSError):  # the client may have been killed
                connection.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
            connection.close()


def main(address, cpu_file, *modules):
    from pathlib import Path

    del sys.path[0]  # this folder is no place to import from
    os.environ.setdefault("MPLBACKEND", INLINE)
    os.environ["JPY_PARENT_PID"] = "1"  # read by ipykernel when it is imported
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(f"{address}.new")
    listening.listen(64)  # a client that comes before the imports are done waits
    Path(f"{address}.new").rename(address)  # whoever finds it can connect
    for name in modules or IMPORTED:
        importlib.import_module(name)
    assert threading.active_count() == 1, threading.enumerate()
    gc.collect()
    gc.freeze()  # what the kernels share stays shared
    Server(listening, Path(cpu_file)).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
