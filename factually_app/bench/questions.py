"""The part `questions`: how long it takes from the click on a question until its answer is painted."""

from typing import Any

from factually_app.bench.browser import slow_page
from factually_app.bench.demo import fill_with_demo
from factually_app.bench.figures import Figure, Report, Run, percentile
from factually_app.bench.site import served
from factually_app.store.articles import newest_articles

SLOWER = 4
"""How many times slower than this machine's the reader's processor is taken to be."""

INTENT = 120.0
"""Milliseconds between pressing and letting go: about what a finger takes."""

WITHIN = {"click alone": 50.0, "intent seen first": 16.0}
"""Milliseconds for 95 of 100 openings."""

WATCH = """() => {
  window.took = [];
  const painted = (done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  addEventListener("click", (event) => {
    const link = event.target.closest("a.ask");
    const slot = () => document.getElementById(link.getAttribute("aria-controls"));
    const pressed = event.timeStamp;
    const seen = new MutationObserver(() => {
      if (!slot()?.dataset.path || slot().hidden) return;
      seen.disconnect();
      painted(() => window.took.push(performance.now() - pressed));
    });
    seen.observe(link.parentElement, { childList: true, subtree: true, attributes: true });
  }, true);
}"""
"""Counts from the event's own time until the browser has painted the frame with the answer in it."""


def measure(run: Run) -> Report:
    """Open every question of the demo check, once a slice, with and without the pointer seen first."""
    found: dict[str, list[float]] = {name: [] for name in WITHIN}
    with served(run.folder) as site:
        fill_with_demo(site.engine)
        article = newest_articles(site.engine.reader(), limit=1)[0].url
        with slow_page(times=SLOWER) as page:
            for number in range(run.slices):
                for name, took in found.items():
                    run.say(f"slice {number + 1} of {run.slices}: {name}")
                    page.goto(f"http://127.0.0.1:{site.port}{article}", wait_until="networkidle")
                    took += _open_each(page, has_intent=name != "click alone")
    figures = [
        Figure(f"{name}, p{percent}", "ms", [percentile(took, percent)], [WITHIN[name]],
               f"{WITHIN[name]:g} ms", at_most=1 if percent == 95 else None)
        for name, took in found.items()
        for percent in (50, 95)
    ]  # fmt: skip
    opened = sum(map(len, found.values()))
    return Report(figures, [f"{opened} answers opened in Chromium, its processor slowed {SLOWER} times."])


def _open_each(page: Any, *, has_intent: bool) -> list[float]:
    """Return the milliseconds that each answer took, in the order of the questions."""
    page.evaluate(WATCH)
    links = page.locator(".dive > .questions > .question > a.ask")
    for number in range(links.count()):
        link = links.nth(number)
        link.scroll_into_view_if_needed()
        if has_intent:
            link.hover()
            page.mouse.down()
            page.wait_for_timeout(INTENT)
            page.mouse.up()
        else:
            link.evaluate("link => link.click()")
        page.wait_for_function("many => window.took.length === many", arg=number + 1)
    took: list[float] = page.evaluate("window.took")
    return took
