// The search page while one types: the address keeps what is searched for, what was found is said to those
// who do not see it, and arrow keys lead from the box into the list. Without it the form is sent as forms are.
(() => {
  const box = document.querySelector("#q");
  const links = () => [...document.querySelectorAll("#results .found h2 a")];
  const announcements = document.querySelector("#announcements");
  let soon = 0;

  // Not after every letter: whoever types is told when they pause.
  const announce = (words) => {
    clearTimeout(soon);
    soon = setTimeout(() => (announcements.textContent = words), 700);
  };

  const isOurs = (event) => event.detail.ctx?.sourceElement?.id === "search";

  document.addEventListener("htmx:after:swap", (event) => {
    if (!isOurs(event)) return;
    const { said, address, title } = document.querySelector("#results").dataset;
    document.title = title;
    history.replaceState(history.state, "", address);
    announce(said);
  });

  const forgetFailure = () => document.querySelector(".searching > .failed")?.remove();

  document.addEventListener("htmx:before:request", (event) => {
    if (isOurs(event)) forgetFailure();
  });
  document.addEventListener("htmx:error", (event) => {
    if (!isOurs(event)) return;
    forgetFailure();
    const failure = document.querySelector("#failed-search").content.cloneNode(true);
    document.querySelector("#results").before(failure);
  });

  // What was typed before this script was there is searched for too.
  addEventListener("load", () => {
    if (box.value !== box.defaultValue) box.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const found = links();
    const at = found.indexOf(document.activeElement);
    const isInBox = document.activeElement === box;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && document.activeElement.closest?.("#results")) {
      event.preventDefault();
      box.focus();
    } else if (step && (at >= 0 || (isInBox && step > 0))) {
      const next = at + step < 0 ? box : found[at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });
})();
