// What the page of an article does while somebody writes it: it saves by itself, cites from a list,
// takes what a word processor pastes, and opens answers in its preview. All of it is an addition.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = find("#article-form");
  if (!form) return;
  const announce = (words) => {
    find("#announcements").textContent = words;
  };
  const say = (words, link) => {
    find("#standing .said")?.replaceChildren(words, ...(link ? [" ", link] : []));
  };
  const signIn = () => {
    const link = document.createElement("a");
    Object.assign(link, { href: "/staff/sign-in", target: "_blank", rel: "noopener", textContent: "Sign in in another tab." });
    return link;
  };

  // ---- Saving by itself ---------------------------------------------------------------------

  const AFTER = 3000; // still for so long
  const AT_MOST = 15000; // and never later than this
  let dirty = false;
  let flying = false;
  let quiet = 0;
  let since = 0;
  let waiting = null; // a button that was pressed while a save was on its way

  const mayWrite = () => !find("#conflict") && !form.hasAttribute("data-scheduled");

  form.addEventListener("autosave", () => {
    flying = true;
  });

  const saveNow = () => {
    clearTimeout(quiet);
    if (!dirty || flying || !mayWrite()) return;
    dirty = false;
    since = 0;
    window.htmx?.trigger(find("#standing"), "autosave");
  };

  const typed = () => {
    dirty = true;
    since ||= Date.now();
    if (!mayWrite()) return;
    say("Not saved yet.");
    clearTimeout(quiet);
    quiet = setTimeout(saveNow, Math.min(AFTER, Math.max(0, since + AT_MOST - Date.now())));
  };

  form.addEventListener("input", (event) => {
    if (/^(find-|claim-to|source-to|new-question)/.test(event.target.name)) return;
    typed();
  });
  document.addEventListener("visibilitychange", () => {
    saveNow(); // on leaving, and on coming back, perhaps from signing in
  });
  let isNewSession = false; // signed in anew elsewhere: what was refused is sent again with the new word
  document.addEventListener("factually:signed-in", () => {
    isNewSession = true;
  });

  // A save of ours that is still on its way would make the next one look like somebody else's.
  form.addEventListener(
    "submit",
    (event) => {
      clearTimeout(quiet);
      if (!flying || event.submitter?.id === "open-preview") return;
      event.preventDefault();
      event.stopImmediatePropagation();
      waiting = event.submitter;
    },
    true,
  );

  const WHY = {
    401: "Not saved: you are signed out. What you typed is all here and is saved once you are signed in again.",
    403: "Not saved: this page is of a session that is over. What you typed is all here.",
    413: "Not saved: an article takes 1 MB at most. Take something out, or save a part elsewhere.",
  };

  document.addEventListener("htmx:finally:request", (event) => {
    const ctx = event.detail.ctx;
    if (ctx.sourceElement?.id !== "standing") return;
    flying = false;
    const status = ctx.response?.status ?? 0;
    if (status >= 400 || status === 0) dirty = true;
    if (status !== 200 && status !== 409 && status !== 422)
      say(WHY[status] || "Not saved: the server could not be reached. What you typed is all here.", status === 401 && signIn());
    if (status === 409 && waiting) find("#conflict")?.focus();
    if (status === 403 && isNewSession) {
      isNewSession = false;
      return saveNow();
    }
    if (status === 409) waiting = null;
    if (waiting) {
      const button = waiting;
      waiting = null;
      form.requestSubmit(button.isConnected ? button : find("#" + button.id));
    } else if (status === 200 && since) quiet = setTimeout(saveNow, AFTER);
    else if ([0, 401].includes(status) || status >= 500) quiet = setTimeout(saveNow, AT_MOST);
  });

  // ---- After a button inside the form ---------------------------------------------------------

  let back = null; // where the caret goes on after a source was added by citing it
  document.addEventListener("htmx:after:swap", (event) => {
    const target = event.detail.ctx.target;
    if (!target?.id?.endsWith("-part")) return;
    typed();
    window.htmx?.trigger(find("#beside"), "refresh");
    if (back) {
      back.area.focus();
      back.area.setSelectionRange(back.at, back.at);
      back = null;
    }
  });

  // Enter in a field for finding finds; it saves nothing. What is one line begins no second one.
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && "oneLine" in event.target.dataset) event.preventDefault();
    if (event.key !== "Enter" || event.target.type !== "search") return;
    event.preventDefault();
    window.htmx?.trigger(event.target, "input");
  });

  // ---- Writing into a field as if it had been typed --------------------------------------------

  const write = (area, text) => {
    area.focus();
    // The only way that the browser's own undo knows of; where it is gone, the text comes all the same.
    if (!document.execCommand?.("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };

  // ---- Citing ------------------------------------------------------------------------------------

  const dialog = find("#cite");
  let into = null;

  const rows = () =>
    all(".source-row").map((row) => ({
      number: find("input[name$='-number']", row).value.trim(),
      id: row.dataset.source,
      title: row.dataset.title,
    }));

  const offerRows = () => {
    const items = rows().map(({ number, title }) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.number = number;
      button.textContent = "[" + number + "]";
      const words = document.createElement("span");
      words.textContent = title;
      button.setAttribute("aria-label", "[" + number + "] " + title);
      item.append(button, " ", words);
      return item;
    });
    find("#cite-listed").replaceChildren(...items);
  };

  const cite = (number) => {
    dialog.close();
    write(into, "[" + number + "]");
    announce("[" + number + "] inserted");
  };

  const list = (id) => {
    const button = find("#add-cited");
    button.value = "add-source:" + id;
    button.click();
  };

  const citeNew = (id) => {
    const listed = rows().find((row) => row.id === id);
    if (listed) return cite(listed.number);
    const named = find("#f-source-to");
    if (named) named.value = ""; // what is cited gets the number that is cited
    const number = Math.max(0, ...rows().map((row) => Number(row.number) || 0)) + 1;
    cite(number);
    back = { area: into, at: into.selectionStart };
    list(id);
  };

  const openCite = (area) => {
    into = area;
    offerRows();
    find("#cite-words").value = "";
    find("#found-source-pick").replaceChildren();
    dialog.showModal();
    (find("button", find("#cite-listed")) || find("#cite-words")).focus();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (!button) return;
    if (button.dataset.cite) openCite(document.getElementById(button.dataset.cite));
    else if (button.dataset.number && dialog.contains(button)) cite(button.dataset.number);
    else if (button.dataset.pick && dialog.contains(button)) citeNew(button.dataset.pick);
    else if ("closeCite" in button.dataset) dialog.close();
    else if ("closeMake" in button.dataset) make.close();
  });

  // ---- Making a claim or a source --------------------------------------------------------------------

  // Their own forms come into a dialog; what was added there is chosen here at once.
  const make = find("#make");

  document.addEventListener("htmx:before:request", (event) => {
    if (event.detail.ctx.sourceElement?.matches?.("a[data-make]") && !make.open) make.showModal();
  });
  const take = (kind, id) => {
    make.close();
    find("#make-form").replaceChildren();
    if (kind === "claim") {
      const button = find("#add-made");
      button.value = "add-claim:" + id;
      button.click();
    } else if (dialog.open) citeNew(id);
    else list(id);
  };
  // One that is there already can be taken instead.
  make.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-use]");
    if (!link) return;
    event.preventDefault();
    take(link.dataset.kind, link.dataset.use);
  });
  document.addEventListener("htmx:finally:request", (event) => {
    const { ctx } = event.detail;
    if (!make.open) return;
    const status = ctx.response?.status ?? 0;
    const isOurs = make.contains(ctx.sourceElement) || ctx.sourceElement?.matches?.("a[data-make]");
    // What the page says beside a form is hidden behind the dialog.
    if (isOurs) find("#make-said").replaceChildren(...(status < 200 || (status >= 400 && status !== 422) ? find("#notice").cloneNode(true).childNodes : []));
    if (isOurs && ctx.sourceElement.matches("a[data-make]")) find("#make-form :is(input, textarea):not([type=hidden])")?.focus();
    const made = find("#make-form > .added input[name=made]:checked");
    if (!made) return;
    take(made.closest("#claim-form") ? "claim" : "source", made.value);
  });

  // ---- Pasting from a word processor ---------------------------------------------------------------

  const LONGEST_PASTE = 500000;

  form.addEventListener("paste", async (event) => {
    const area = event.target;
    const html = event.clipboardData?.getData("text/html");
    if (!(area instanceof HTMLTextAreaElement) || !html || html.length > LONGEST_PASTE) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const asked = new URLSearchParams({ html, form_word: find("input[name=form_word]", form).value });
    let text = plain;
    try {
      const response = await fetch("/staff/paste", { method: "POST", body: asked });
      if (response.ok) text = await response.text();
    } catch {
      // Unreachable for the moment: the words alone are better than nothing.
    }
    write(area, text);
  });

  // ---- The preview -----------------------------------------------------------------------------------

  find("#beside").addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a");
      if (!link) return;
      if (link.matches("a.ask[aria-expanded]")) {
        const slot = document.getElementById(link.getAttribute("aria-controls"));
        if (!slot?.dataset.path) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        slot.hidden = !slot.hidden;
        link.setAttribute("aria-expanded", String(!slot.hidden));
      } else if (!link.getAttribute("href").startsWith("#")) {
        link.target = "_blank"; // what is being written stays where it is
        link.rel = "noopener";
      }
    },
    true,
  );
  document.addEventListener("htmx:after:swap", (event) => {
    const link = event.detail.ctx.sourceElement;
    if (link?.matches?.("#beside a.ask")) link.setAttribute("aria-expanded", "true");
  });
})();
