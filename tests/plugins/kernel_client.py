"""A kernel in its manager's eyes: asks `kernel_server.py` for a warm one, passes signals on, ends as it ends.

    python -S -E kernel_client.py SOCKET -f CONNECTION_FILE [ARGUMENTS]     a kernel
    python -S -E kernel_client.py SOCKET -c PROGRAM [ARGUMENTS]             a program
    python -S -E kernel_client.py SOCKET -m MODULE [ARGUMENTS]              a command

Where the server has gone, or says 0 (this environment needs a process of its own), it becomes a cold one.
"""

import array
import json
import os
import signal
import socket
import sys


def cold(arguments):
    module = [] if arguments[0] in ("-c", "-m") else ["-m", "ipykernel_launcher"]
    os.execv(sys.executable, [sys.executable, *module, *arguments])


def main(address, *arguments):
    request = {"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}  # noqa: PTH109 – pathlib would take longer to import than all of this
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        server.connect(address)
        streams = (socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0, 1, 2]))
        server.sendmsg([json.dumps(request).encode()], [streams])
        pid = int(server.recv(32))
    except (OSError, ValueError):
        pid = 0
    if not pid:
        cold(arguments)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: os.kill(pid, number))
    said = server.recv(32)
    code = int(said) if said else 1
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
