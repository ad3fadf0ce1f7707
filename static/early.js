// Runs before the first paint, so that nothing jumps afterwards: marks that scripts run, keeps a
// closed banner closed, and folds the sections on a narrow screen while the page is being read in.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const explicit = new URLSearchParams(location.search).getAll("open").some((v) => /^s\d+$/.test(v));
  const fold = matchMedia("(max-width: 56rem)").matches && !explicit;
  if (fold) root.classList.add("folded");

  const hidden = (campaign) => {
    try {
      return Number(localStorage.getItem("banner-hidden-" + campaign)) > Date.now();
    } catch {
      return false;
    }
  };
  const settle = (node) => {
    if (fold && node.matches("details.section[open]")) node.open = false;
    if (node.matches("aside.support") && hidden(node.dataset.campaign)) node.hidden = true;
  };
  const watcher = new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) if (node.nodeType === 1) settle(node);
  });
  watcher.observe(root, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => watcher.disconnect());
})();
