// Words that change. The region stays in the page while its content changes: only then do screen readers announce it.
function render({ model, el }) {
  const region = document.createElement("div");
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  const show = () => {
    region.innerHTML = model.get("value");
  };
  el.replaceChildren(region);
  model.on("change:value", show);
  show();
  return () => model.off("change:value", show);
}

export default { render };
