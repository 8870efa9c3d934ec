"""How long a learner waits between moving a slider and seeing the new picture: the real JupyterLab in headless Chromium.

    python benchmarks/slider_latency.py [NOTEBOOK [STEPS]]      default: notebooks/01_meet_softplus.ipynb 200

Each step is one press of an arrow key on the first slider of the lesson's first `explore`. The clock runs in the page,
from the slider's input event to the second animation frame after the new image is decoded, so that it is painted (up to
one frame too much, never too little). The callback is timed in the same kernel, without the browser.
Goals: painted p95 ≤ 100 ms, callback p95 ≤ 50 ms, a picture ≤ 40 kB. The exit status is 1 if one is missed.
"""

import json
import platform
import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "browser"))

from lab import Page, chromium, find_chromium, jupyterlab  # noqa: E402

from course_lib.lesson import make_copies  # noqa: E402
from course_lib.terminal import accept_every_character  # noqa: E402

GOALS = {"painted p95": 100.0, "callback p95": 50.0, "picture kB": 40.0}

# Resolves with the milliseconds from the slider's next input event to the painted picture.
ARM = """() => {
    const panel = document.querySelector('.course-explore');
    const slider = panel.querySelector('input[type=range]');
    window.painted = new Promise(resolve => {
        let start = null;
        slider.addEventListener('input', () => { start = performance.now(); }, { once: true, capture: true });
        const watch = new MutationObserver(async () => {
            const image = panel.querySelector('img');
            if (start === null || !image) return;
            watch.disconnect();
            await image.decode();
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
        });
        for (const image of panel.querySelectorAll('img'))
            watch.observe(image.parentElement, { childList: true, subtree: true, attributes: true });
    });
    slider.focus();
    return slider.value === slider.max ? 'top' : slider.value === slider.min ? 'bottom' : 'inside';
}"""

IN_THE_KERNEL = """
import json, time
from course_lib.lesson.controls import Slider
from course_lib.lesson.explorations import Exploration
panel = next(item for item in Out.values() if isinstance(item, Exploration))
control = next(item for item in panel.controls if isinstance(item, Slider))
times = []
for number in range({steps}):
    value = control.low + (control.high - control.low) * (number % 101) / 100
    if value == panel.values[control.name]:
        continue
    start = time.perf_counter()
    panel.set(**{{control.name: value}})
    times.append(1e3 * (time.perf_counter() - start))
print("TIMES" + json.dumps([times, len(panel.picture)]))
"""


def p95(values):
    return statistics.quantiles(values, n=20)[18]


def steps_in_the_page(page, count):
    """Milliseconds of each step, up and down the slider."""
    key, found = "ArrowRight", []
    for _ in range(count):
        where = page.page.evaluate(ARM)
        key = {"top": "ArrowLeft", "bottom": "ArrowRight"}.get(where, key)
        page.page.keyboard.press(key)
        found.append(page.page.evaluate("() => window.painted"))
    return found


def callbacks_in_the_kernel(page, count):
    """Milliseconds of each callback and the bytes of one picture."""
    page.add_code(IN_THE_KERNEL.format(steps=count))
    page.run_all()
    outputs = page.save_and_read()["cells"][-1]["outputs"]
    text = "".join("".join(output.get("text", "")) for output in outputs)
    line = next(line for line in text.splitlines() if line.startswith("TIMES"))
    return json.loads(line.removeprefix("TIMES"))


def measure(notebook, count):
    path = find_chromium()
    if path is None:
        sys.exit("No Chromium found. Install it, or name one in the environment variable COURSE_CHROMIUM.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "private").mkdir()
        make_copies(ROOT, folder / "my_course")
        with (
            chromium(path) as browser,
            jupyterlab(folder / "my_course", folder / "private") as address,
        ):
            page = Page(browser, address, notebook).open().run_all()
            page.panel("explore")
            painted = steps_in_the_page(page, count)
            callback, size = callbacks_in_the_kernel(page, count)
            return browser.version, painted, callback, size


def main(notebook="notebooks/01_meet_softplus.ipynb", count="200"):
    version, painted, callback, size = measure(notebook, int(count))
    print(f"{notebook}: {len(painted)} steps, Chromium {version}, {platform.platform()}")
    for name, values in (("painted", painted), ("callback", callback)):
        print(
            f"{name:9s} median {statistics.median(values):6.1f} ms   p95 {p95(values):6.1f} ms   max {max(values):6.1f} ms"
        )
    print(f"picture   {size / 1000:.1f} kB")
    found = {"painted p95": p95(painted), "callback p95": p95(callback), "picture kB": size / 1000}
    missed = [name for name, goal in GOALS.items() if found[name] > goal]
    print(f"goals missed: {', '.join(missed)}" if missed else "all goals met")
    return bool(missed)


if __name__ == "__main__":
    accept_every_character()
    sys.exit(main(*sys.argv[1:]))
