// A slider with its number box. Both are the browser's own inputs, so the keyboard, a screen reader and zoom work as
// everywhere else; the core slider of ipywidgets has no accessible name.
const STEPS = 100; // of a logarithmic slider

function render({ model, el }) {
  const get = (name) => model.get(name);
  const [low, high, log] = [get("low"), get("high"), get("log")];
  const id = `course-range-${Math.random().toString(36).slice(2)}`;

  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = `${get("label")}:`;

  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", id, min: log ? 0 : low, max: log ? STEPS : high });
  slider.step = log ? 1 : get("step");

  const box = document.createElement("input");
  Object.assign(box, { type: "number", min: low, max: high, step: log ? "any" : get("step") });
  box.setAttribute("aria-label", `${get("label")}, as a number`);

  el.classList.add("course-range");
  el.replaceChildren(label, slider, box);

  const fromSlider = () => (log ? +(low * (high / low) ** (slider.value / STEPS)).toPrecision(3) : +slider.value);
  const toSlider = (value) => (log ? (STEPS * Math.log(value / low)) / Math.log(high / low) : value);
  const send = (value) => {
    model.set("value", Math.min(high, Math.max(low, value)));
    model.save_changes();
  };
  const show = () => {
    const value = get("value");
    slider.value = toSlider(value);
    slider.setAttribute("aria-valuetext", `${+value.toPrecision(6)}`);
    box.value = `${+value.toPrecision(6)}`;
  };

  slider.addEventListener("input", () => send(fromSlider()));
  // "change" comes when the typing is done; what is no number goes back to what it was.
  box.addEventListener("change", () => (box.value !== "" && Number.isFinite(+box.value) ? send(+box.value) : show()));
  const put = (content) => send(content.value);
  model.on("change:value", show);
  model.on("msg:custom", put);
  show();
  return () => {
    model.off("change:value", show);
    model.off("msg:custom", put);
  };
}

export default { render };
