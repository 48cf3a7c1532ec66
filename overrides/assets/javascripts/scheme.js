// @ts-check
// The chosen colour scheme, before the first paint. A classic script: a module would come too late and flash.

(() => {
  const root = document.documentElement;
  root.classList.add("kb-js");
  let chosen = null;
  try {
    chosen = localStorage.getItem("kb.scheme");
  } catch {
    return; // Storage is closed to this page: the device's scheme stays.
  }
  if (chosen !== "light" && chosen !== "dark") return;
  root.setAttribute("data-md-color-scheme", chosen === "dark" ? "slate" : "default");
  for (const meta of document.querySelectorAll("meta[data-kb-scheme]")) {
    meta.setAttribute("media", meta.getAttribute("data-kb-scheme") === chosen ? "all" : "not all");
  }
})();
