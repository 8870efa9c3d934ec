// Words that change. The region stays in the page while its content changes: only then do screen readers announce it.

// Keys that a radio button, a menu, a slider or a button needs. JupyterLab in command mode would take them away from every
// control that is no text field: the arrows would leave the panel for the next cell.
const KEYS = new Set([" ", "Enter", "Home", "End", "PageUp", "PageDown",
                      "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const keep = (event) => {
  if (KEYS.has(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey) event.stopPropagation();
};

function keepKeysInPanel(el) {
  const panel = el.closest(".course-panel");
  if (panel) panel.addEventListener("keydown", keep);
  else if (!el.isConnected) requestAnimationFrame(() => keepKeysInPanel(el));
}

function render({ model, el }) {
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  const show = () => {
    region.innerHTML = model.get("value");
  };
  el.replaceChildren(region);
  keepKeysInPanel(el);
  model.on("change:value", show);
  show();
  return () => model.off("change:value", show);
}

export default { render };
