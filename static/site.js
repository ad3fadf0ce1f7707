// What the page does beyond links, forms and <details>: answers that open in place, an address bar
// that keeps what is open, one source card, the banner, and charts that arrow keys walk.
// Everything here is an addition: without it each link leads to a whole page.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;

  const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));

  // ---- Saying what happened to those who do not see it -------------------------------------

  const announce = (words) => {
    find("#announcements").textContent = words;
  };

  // ---- The address bar keeps what is open --------------------------------------------------

  const isShown = (element) => !element.closest("[hidden]");

  const openSections = () => {
    const sections = all("details.section");
    const open = sections.filter((section) => section.open);
    const usual = root.classList.contains("folded") ? 0 : sections.length;
    if (open.length === usual) return [];
    return open.length ? open.map((section) => section.id) : ["s0"];
  };

  const openPaths = () => {
    const answers = all(".answer[data-path]").filter(isShown);
    const claims = all(".answer[data-path] details.evidence[open]").filter(isShown);
    const own = find("h1[id^=q-]")?.id.slice(2);
    const paths = [
      ...answers.map((answer) => answer.dataset.path),
      ...claims.map((c) => c.closest(".answer").dataset.path + "." + c.dataset.claim),
    ].filter((path) => path !== own && !path.startsWith("ask.")); // opened below what somebody types
    return paths.filter((path) => !paths.some((other) => other.startsWith(path + ".")));
  };

  const keepAddress = () => {
    const address = new URL(location.href);
    address.searchParams.delete("open");
    const query = [...address.searchParams].map((pair) => pair.map(encodeURIComponent).join("="));
    query.push(...[...openSections(), ...openPaths()].map((value) => "open=" + value));
    const wanted = address.pathname + (query.length ? "?" + query.join("&") : "") + address.hash;
    if (wanted !== location.pathname + location.search + location.hash)
      history.replaceState(history.state, "", wanted);
  };

  // ---- Answers open in place ---------------------------------------------------------------

  const slotOf = (link) => document.getElementById(link.getAttribute("aria-controls"));

  // Unseen, but laid out where the browser can do that, so that showing it takes no longer than painting it.
  const hide = (slot, unseen) => {
    slot.hidden = unseen && "until-found";
    if (unseen) slot.firstElementChild?.getBoundingClientRect();
  };

  const setOpen = (link, open) => {
    link.setAttribute("aria-expanded", String(open));
    hide(slotOf(link), !open);
    // What nobody sees waits until the answer is seen: a replaced address alone costs several milliseconds.
    afterPaint(() => {
      announce(open ? "Answer opened: " + slotOf(link).dataset.opened : "Answer closed");
      keepAddress();
    });
  };

  const plainClick = (event) =>
    event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

  // An answer is fetched at the first sign that it is wanted (the pointer rests on its link or goes down, or
  // the focus arrives) and waits, unseen, where it will open. The click then has nothing to do but show it.
  const isHere = (link) => Boolean(slotOf(link)?.dataset.path);

  const bring = (link) => {
    if (!window.htmx || !slotOf(link) || isHere(link) || link.coming) return;
    link.coming = true;
    window.htmx.trigger(link, "bring");
  };

  const asked = (event) => event.target.closest?.("a.ask[aria-expanded]");
  const onSign = (event) => {
    const link = asked(event);
    if (link) bring(link);
  };
  document.addEventListener("pointerdown", onSign, true);
  document.addEventListener("focusin", onSign);

  const RESTING = 65; // milliseconds; a pointer that only passes over asks for nothing
  let resting = 0;
  document.addEventListener("pointerover", (event) => {
    clearTimeout(resting);
    const link = event.pointerType === "mouse" && !navigator.connection?.saveData && asked(event);
    if (link) resting = setTimeout(bring, RESTING, link);
  });

  const clearFailure = (link) => find(":scope > .failed", link.parentElement)?.remove();

  const wait = (link) => {
    link.isWanted = true;
    clearFailure(link);
    link.busy = setTimeout(() => link.setAttribute("aria-busy", "true"), 250);
    link.slow = setTimeout(() => announce("Fetching the answer"), 600);
    bring(link);
  };

  const stopWaiting = (link) => {
    clearTimeout(link.busy);
    clearTimeout(link.slow);
    link.removeAttribute("aria-busy");
    link.isWanted = false;
  };

  document.addEventListener(
    "click",
    (event) => {
      const link = asked(event);
      if (!link || !plainClick(event) || !window.htmx || !slotOf(link)) return; // the browser follows it
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isHere(link)) setOpen(link, link.getAttribute("aria-expanded") !== "true");
      else if (!link.isWanted) wait(link);
    },
    true,
  );

  document.addEventListener("htmx:after:swap", (event) => {
    const link = event.detail.ctx.sourceElement;
    if (!link.matches?.("a.ask") || event.detail.ctx.swap === "none") return;
    const { isWanted } = link;
    stopWaiting(link);
    const slot = slotOf(link);
    if (slot) watchFolds(slot);
    if (slot && isWanted) setOpen(link, true);
    else if (slot) hide(slot, true);
    else if (isWanted) location.assign(link.href); // nested deeper than an address can say
  });

  // Looking for words on the page finds those of answers that are here and unseen: the browser shows the answer.
  document.addEventListener("beforematch", (event) => {
    const slot = event.target.closest(".answer");
    const link = slot && find(`a.ask[aria-controls="${slot.id}"]`);
    if (link) setOpen(link, true);
  });

  const showFailure = (event) => {
    const link = event.detail.ctx?.sourceElement;
    if (!link?.matches?.("a.ask") || !link.isWanted) return;
    stopWaiting(link);
    const failure = find("#failed-answer").content.cloneNode(true);
    find("a", failure).href = link.href;
    find("button", failure).addEventListener("click", () => {
      link.focus();
      link.click();
    });
    link.after(failure);
  };
  document.addEventListener("htmx:error", showFailure);
  document.addEventListener("htmx:response:error", showFailure);

  document.addEventListener("htmx:finally:request", (event) => {
    const link = event.detail.ctx.sourceElement;
    if (link.matches?.("a.ask")) link.coming = false;
  });

  // ---- Sections and evidence fold ----------------------------------------------------------

  const watchFolds = (inside) => {
    for (const fold of all("details.section, details.evidence", inside))
      fold.addEventListener("toggle", keepAddress);
  };

  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // a hash such as #%zz names nothing
    }
  };

  const reveal = () => {
    const target = named();
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details"))
      fold.open = true;
    target.scrollIntoView();
  };

  const setSections = (open) => {
    for (const section of all("details.section")) section.open = open;
  };

  for (const button of all("button[data-sections]"))
    button.addEventListener("click", () => setSections(button.dataset.sections === "open"));

  let closedForPrint = [];
  addEventListener("beforeprint", () => {
    closedForPrint = all("details:not([open])");
    for (const fold of closedForPrint) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closedForPrint) fold.open = false;
  });

  // ---- One source card ---------------------------------------------------------------------

  const card = document.createElement("span");
  card.className = "source-card";
  card.id = "source-card";
  card.hidden = true;
  let cited = null;
  let timer = 0;
  let returning = null; // the citation that Esc gives the focus back to, without its card

  const place = (link) => {
    const mark = link.getBoundingClientRect();
    card.style.setProperty("left", "0");
    const width = card.getBoundingClientRect().width;
    const room = root.clientWidth - width - 12;
    const wanted = Math.max(12, Math.min(mark.left - 24, room));
    const below = mark.bottom + card.offsetHeight + 12 < innerHeight || mark.top < card.offsetHeight;
    card.style.setProperty("left", wanted + scrollX + "px");
    const top = below ? mark.bottom + 6 : mark.top - card.offsetHeight - 6;
    card.style.setProperty("top", top + scrollY + "px");
  };

  const showCard = (link) => {
    clearTimeout(timer);
    if (cited === link) return;
    const entry = find(link.getAttribute("href") + " .card");
    if (!entry) return;
    hideCard();
    cited = link;
    card.replaceChildren(...entry.cloneNode(true).childNodes);
    const more = document.createElement("a");
    more.className = "more";
    more.href = link.getAttribute("href");
    more.textContent = "In the list of sources";
    card.append(more);
    link.after(card);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    place(link);
  };

  const hideCard = () => {
    clearTimeout(timer);
    if (!cited) return;
    cited.removeAttribute("aria-describedby");
    cited = null;
    card.hidden = true;
    card.remove();
  };

  const isCitation = (node) => node.closest?.("a.cite:not(.claim-mark)");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = isCitation(event.target);
    clearTimeout(timer);
    if (link) timer = setTimeout(showCard, 180, link);
    else if (cited && !card.contains(event.target)) timer = setTimeout(hideCard, 350);
  });
  document.addEventListener("focusin", (event) => {
    const link = isCitation(event.target);
    if (link && link === returning) return;
    if (link && link.matches(":focus-visible")) showCard(link);
    else if (!card.contains(event.target) && event.target !== cited) hideCard();
  });
  // A tap opens the card; the way on to the list is in it. A click of a mouse or Enter follows the link.
  let touched = false;
  const leaveCard = (event) => {
    touched = event.pointerType === "touch";
    if (cited && !card.contains(event.target) && isCitation(event.target) !== cited) hideCard();
  };
  document.addEventListener("pointerdown", leaveCard, true);
  document.addEventListener("click", (event) => {
    const link = isCitation(event.target);
    if (link && touched) {
      event.preventDefault();
      if (cited === link) hideCard();
      else showCard(link);
    } else if (card.contains(event.target) || link) {
      setTimeout(hideCard);
    }
  });
  document.addEventListener("keydown", (event) => {
    touched = false;
    if (event.key !== "Escape" || !cited) return;
    const back = card.contains(document.activeElement) && cited;
    hideCard();
    returning = back;
    if (back) back.focus();
    returning = null;
  });
  addEventListener("resize", hideCard);

  // ---- The banner --------------------------------------------------------------------------

  const banner = find("aside.support");
  const NINETY_DAYS = 90 * 24 * 60 * 60 * 1000;
  const remember = (until, campaign = banner.dataset.campaign) => {
    try {
      localStorage.setItem("banner-hidden-" + campaign, until);
    } catch {
      // A browser that keeps nothing shows the banner again: no harm.
    }
  };
  find("[data-close-banner]")?.addEventListener("click", () => {
    banner.hidden = true;
    remember(Date.now() + NINETY_DAYS);
    announce("Supporter goal hidden. A link at the foot of the page shows it again.");
    find("#main").focus({ preventScroll: true });
  });
  find("[data-show-banner]")?.addEventListener("click", () => {
    banner.hidden = false;
    remember(0);
  });
  // Whoever gave is not asked again in this campaign. Only this browser knows.
  const given = find("[data-supports]")?.dataset.supports;
  if (given) remember(Number.MAX_SAFE_INTEGER, given);

  const REFRESH = 15000;
  const refresh = () => {
    const counter = find("#support-counter");
    if (document.visibilityState === "visible" && counter && isShown(counter))
      window.htmx?.trigger(counter, "refresh");
  };
  // A little apart, so that a crowd of open tabs does not ask all at once.
  if (find("#support-counter")) setInterval(refresh, REFRESH + Math.random() * 3000);
  document.addEventListener("visibilitychange", refresh);

  // ---- Charts: one stop for Tab, arrows from mark to mark ------------------------------------

  for (const chart of all("svg[data-rove]")) {
    const marks = all("a", chart);
    marks.slice(1).forEach((mark) => mark.setAttribute("tabindex", "-1"));
    chart.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      const at = marks.indexOf(document.activeElement);
      if (!step || at < 0) return;
      event.preventDefault();
      const next = marks[(at + step + marks.length) % marks.length];
      marks[at].setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      next.focus();
    });
  }

  // ---- The claim records behind the charts: fetched when a reader turns to them -----------------

  const records = find("details.table[data-records]");
  let fetching = null; // the table, on its way or here
  const fetchRecords = async () => {
    const answer = await fetch(records.dataset.records, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    return holder.content.firstElementChild;
  };
  const idOf = (link) => link.getAttribute("href").match(/[0-9a-f]+$/)[0];
  // The page names a mark by its date alone; its words come with the table, and its whole address.
  const nameMarks = (table) => {
    const named = new Map(all("a", table).map((link) => [idOf(link), link]));
    for (const mark of all("svg[data-rove] a")) {
      const link = named.get(idOf(mark));
      if (!link) continue;
      mark.setAttribute("href", link.getAttribute("href"));
      const title = find("title", mark);
      title.textContent += ": " + link.textContent;
    }
  };
  const askForRecords = () => {
    fetching ??= fetchRecords().then((table) => {
      nameMarks(table);
      return table;
    });
    fetching.catch(() => (fetching = null)); // the link to the table stays; the next try asks again
    return fetching;
  };
  if (records) {
    for (const chart of all("svg[data-rove]"))
      for (const intent of ["pointerover", "focusin"]) chart.addEventListener(intent, askForRecords, { once: true });
    records.addEventListener("toggle", async () => {
      const place = find("p", records);
      const table = place && records.open && (await askForRecords().catch(() => null));
      if (table && place.isConnected) place.replaceWith(table);
    });
  }

  // ---- Writing to the newsroom -------------------------------------------------------------

  // A form that came back says so to whoever does not see it.
  find(".letter .problems")?.focus();

  // What is found while somebody types is told when it is another number, not at every key.
  document.addEventListener("htmx:after:swap", (event) => {
    if (!event.detail.ctx.sourceElement.matches?.("[name=q]")) return;
    const said = find("#near")?.dataset.said;
    if (said !== undefined && find("#announcements").textContent !== said) announce(said);
  });

  // What is selected on the page becomes the passage of a report about it: asked when the pointer goes
  // down, because the click itself takes the selection away.
  const report = find("a[data-report]");
  const bringPassage = () => {
    const passage = getSelection().toString().trim().slice(0, 1000);
    const address = new URL(report.href);
    if (passage) address.searchParams.set("passage", passage);
    else address.searchParams.delete("passage");
    report.href = address.pathname + address.search;
  };
  report?.addEventListener("pointerdown", bringPassage, true);
  report?.addEventListener("keydown", bringPassage);

  // ---- Begin -------------------------------------------------------------------------------

  watchFolds(document);
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();
