"""A real JupyterLab on localhost and a headless Chromium in front of it, for tests and for the latency benchmark.

Nothing of the user's is read or written: settings, workspaces, history and the learner's record lie in a temporary folder.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_S = 60.0
WAIT_MS = 60_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# No pop-up about news; every cell in the page, so that one look sees the whole lesson.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
# What `make lab` uses too: nbgrader and Jupytext, which came into the environment for the tests, are not shown.
LEARNERS = ROOT / "tools" / "learners_lab"
# Running cells before the session is ready opens a dialog that asks for a kernel.
KERNEL_READY = """async () => {
    const context = window.jupyterapp.shell.currentWidget.context;
    await context.ready;
    await context.sessionContext.ready;
}"""
# Cells outside the window are not in the page, so the notebook's own model is asked.
ALL_RUN = """() => {
    const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
    return cells.every(cell => cell.type !== 'code' || cell.executionCount !== null);
}"""
ADD_CODE = """source => {
    const model = window.jupyterapp.shell.currentWidget.content.model.sharedModel;
    model.addCell({ cell_type: 'code', source });
}"""


def find_chromium():
    """The path of a Chromium or Chrome (``$COURSE_CHROMIUM`` first, then PATH, then playwright's own), or None."""
    named = os.environ.get("COURSE_CHROMIUM")
    if named:
        return named
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found:
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def no_browser():
    """Skip the test with a visible reason; in CI, which installs Chromium, fail instead."""
    import pytest

    reason = (
        "no Chromium or Chrome found (install one, or name it in the environment variable COURSE_CHROMIUM)"
    )
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; in CI these tests are never skipped", pytrace=False)
    pytest.skip(reason)


@contextmanager
def chromium(path):
    """A headless browser; sandboxed except for root, for whom Chromium refuses it."""
    from playwright.sync_api import sync_playwright

    root = hasattr(os, "geteuid") and os.geteuid() == 0
    options = ["--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if root else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=options)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def jupyterlab(folder, private, learners=True):
    """JupyterLab that serves ``folder``, with everything it remembers in ``private``; yields its address.

    With ``learners`` it is configured as `make lab` does.
    """
    port = _free_port()
    command = [
        *(
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--ip=127.0.0.1",
            f"--port={port}",
            "--allow-root",
        ),
        *("--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password="),
        *(f"--ServerApp.root_dir={folder}", "--expose-app-in-browser", "--LabApp.extension_manager=readonly"),
    ]
    log = private / "jupyterlab.log"
    with log.open("wb") as stream:
        process = subprocess.Popen(
            command, env=_environment(private, learners), cwd=folder, stdout=stream, stderr=subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process, log)
            yield address
        finally:
            _stop(process, address)


def _environment(private, learners):
    """The user's environment with every Jupyter folder moved to ``private``."""
    settings = {
        f"settings/@jupyterlab/{name}.jupyterlab-settings": values for name, values in SETTINGS.items()
    }
    for name, values in settings.items():
        path = private / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    places = {
        "COURSE_DATA": "journal",
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    found = {**os.environ, **{name: str(private / place) for name, place in places.items()}}
    return found | {"JUPYTER_CONFIG_PATH": str(LEARNERS)} if learners else found


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address, process, log):
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/api/status", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(
        f"JupyterLab did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}"
    )


def _stop(process, address):
    """Ask for an orderly shut-down, which ends the kernels too; then insist."""
    try:
        urllib.request.urlopen(
            urllib.request.Request(f"{address}/api/shutdown", method="POST"), timeout=5
        ).close()
    except (urllib.error.URLError, OSError):
        process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Page:
    """One notebook in JupyterLab, with what the browser complained about and whom it asked."""

    def __init__(self, browser, address, notebook):
        self.page = browser.new_page(viewport={"width": 1200, "height": 1000})
        self.address, self.notebook = address, notebook
        self.errors, self.outside = [], []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, request):
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def open(self):
        """Load the notebook and wait until its kernel is idle."""
        name = self.notebook.replace("/", "-").removesuffix(".ipynb")
        self.page.goto(f"{self.address}/lab/workspaces/{name}/tree/{self.notebook}?reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=WAIT_MS)
        self.page.evaluate(KERNEL_READY)
        self.wait_until_idle()
        return self

    def wait_until_idle(self):
        self.page.wait_for_selector(
            ".jp-Notebook-ExecutionIndicator[data-status='idle']", state="attached", timeout=WAIT_MS
        )

    def run_all(self):
        """Run every cell and wait until the last one has its number."""
        # The command's own promise ends only with the last cell; how far it is shows in the page.
        self.page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.page.wait_for_function(ALL_RUN, timeout=WAIT_MS)
        self.wait_until_idle()
        return self

    def save_and_read(self):
        """Save the notebook and return it as the server has it."""
        self.page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save'); }")
        with urllib.request.urlopen(
            f"{self.address}/api/contents/{self.notebook}?content=1", timeout=10
        ) as answer:
            return json.load(answer)["content"]

    def add_code(self, source):
        """Put a code cell below the last one."""
        self.page.evaluate(ADD_CODE, source)

    def panel(self, kind, number=0):
        """The widget of one verb: "explore", "predict", "compare" or "quiz"; scrolled into view."""
        panel = self.page.locator(f".course-{kind}").nth(number)
        panel.wait_for(state="attached", timeout=WAIT_MS)
        panel.scroll_into_view_if_needed()
        return panel

    def close(self):
        self.page.close()
