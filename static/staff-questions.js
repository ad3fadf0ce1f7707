// The screen for a question, beyond its forms: what is typed is kept by itself, claims are found, linked and
// moved without losing the page. Every act is a button of the one form; this only presses them.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = find("#question-form");
  if (!form) return;
  const answer = find("#f-short_answer");

  const announce = (words) => {
    find("#announcements").textContent = words;
  };

  // ---- Sending -----------------------------------------------------------------------------

  const isOurs = (source) => source === form || source?.id === "q-autosave";
  const pressed = new WeakMap();
  let acting = 0;

  // A step takes the whole page along: htmx never hears of it.
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target === form && event.submitter?.matches("[data-whole]")) event.stopPropagation();
    },
    true,
  );

  // What waited in line is sent as the form stands when its turn comes: with the version that the act before
  // it made, and with the lists in the order that it left.
  document.addEventListener("htmx:before:request", (event) => {
    const ctx = event.detail.ctx;
    if (!isOurs(ctx.sourceElement)) return;
    const body = new URLSearchParams(new FormData(form));
    if (ctx.sourceElement === form) {
      const button = ctx.request.submitter;
      if (button?.name) body.append(button.name, button.value);
      answer.readOnly = true; // for a blink: the marks in it may be about to change
      acting += 1;
    } else {
      body.append("by_itself", "yes");
    }
    pressed.set(ctx, { act: body.get("act") || "", open: openEvidence() });
    ctx.request.body = body;
  });

  document.addEventListener("htmx:finally:request", (event) => {
    if (event.detail.ctx.sourceElement !== form) return;
    acting = Math.max(0, acting - 1);
    if (!acting) answer.readOnly = false;
  });

  const openEvidence = () => all("#q-side details[open]").map((fold) => fold.dataset.claim);

  document.addEventListener("htmx:after:swap", (event) => {
    const ctx = event.detail.ctx;
    if (!isOurs(ctx.sourceElement)) return foundSomething(ctx.sourceElement);
    // What says that the session is over, or that something broke, brings no screen: the form stays as it is.
    if (![200, 409, 422].includes(ctx.response?.status)) return;
    const { act, open } = pressed.get(ctx) || { act: "", open: [] };
    for (const id of open)
      for (const fold of all("#q-side details.evidence")) if (fold.dataset.claim === id) fold.open = true;
    if (ctx.sourceElement === form) {
      takeAnswer();
      goOn(act, ctx.response?.status);
    }
    const said = find("#q-notice").dataset.said;
    if (said) announce(said);
    const wrong = find("#q-notice .problems");
    if (wrong && ctx.sourceElement === form) wrong.focus();
  });

  // The marks move along when claims do: the field takes what was kept, with the caret where it was.
  const takeAnswer = () => {
    const kept = find("#answer-as-kept").value;
    if (answer.value.replaceAll("\r", "") === kept) return;
    const { selectionStart, selectionEnd } = answer;
    answer.value = kept;
    answer.setSelectionRange(selectionStart, selectionEnd);
  };

  // Where the hand goes on after an act.
  const goOn = (act, status) => {
    const [word, id] = act.split(":");
    if (status && status >= 400) return;
    if (word === "put-claim" && !id.startsWith("-") && !dragged) again("claim");
    if ((word === "put-next" && !dragged) || word === "start-next") again("next");
    if (word === "add-claim") again("claim");
    if (word.startsWith("drop-")) find("#undo")?.focus();
    if (word.startsWith("up-") || word.startsWith("down-") || dragged) find("#" + (focusAfter || "text-" + id))?.focus();
    focusAfter = null;
    dragged = false;
  };
  let focusAfter = null;
  let dragged = false;

  const again = (which) => {
    const field = find("#f-" + which + "-q");
    field.value = "";
    delete field.dataset.answered; // what is offered now was found for something else
    field.focus();
  };

  const failed = (event) => {
    const ctx = event.detail.ctx;
    if (!isOurs(ctx?.sourceElement)) return;
    const status = ctx.response?.status;
    if (status === 409 || status === 422) return;
    if (status === 403 && isNewSession) return saveAgain(ctx);
    const words = {
      401: "Not saved: you are signed out. What you typed is all here and is saved once you signed in in another tab.",
      403: "Not saved: this page is of a session that is over. What you typed is all here.",
    };
    const sentence = words[status] || "Not saved: the site could not be reached. What you typed is all here; saving again may help.";
    find("#q-saved").textContent = sentence;
    find("#q-saved").classList.add("problem");
    announce(sentence);
  };
  let isNewSession = false; // signed in anew elsewhere: the forms have their new word
  document.addEventListener("factually:signed-in", () => {
    isNewSession = true;
  });
  const saveAgain = (ctx) => {
    isNewSession = false;
    const wasAct = ctx.sourceElement === form && (pressed.get(ctx)?.act ?? "");
    const sentence = "You are signed in again: what you typed is being saved." + (wasAct ? " What you pressed was not done; press it once more." : "");
    find("#q-saved").textContent = sentence;
    announce(sentence);
    saveTexts();
  };
  const saveTexts = () => answer.dispatchEvent(new Event("input", { bubbles: true }));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && isUnsaved()) saveTexts(); // perhaps from signing in
  });
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:response:error", failed);

  // ---- Finding -----------------------------------------------------------------------------

  const offers = (finder) => all("button.offer", finder);
  let enter = null; // the field in which Enter was pressed before its answer came

  const foundSomething = (field) => {
    const finder = field?.closest?.(".finder");
    if (!finder) return;
    const found = find("[data-found]", finder);
    if (field.value.trim()) announce(found.dataset.found + (offers(finder).length ? ". Enter links the first, arrow keys choose." : ""));
    field.dataset.answered = field.value;
    if (enter !== field) return;
    enter = null;
    offers(finder)[0]?.click();
  };

  form.addEventListener("keydown", (event) => {
    const finder = event.target.closest(".finder");
    if (event.key === "Enter" && event.target.matches("#q-new-claim input, #f-claim-text")) {
      event.preventDefault();
      if (event.target.type !== "search") find("#add-claim").click();
    }
    if (event.altKey && ["ArrowUp", "ArrowDown"].includes(event.key)) return move(event);
    if (finder) choose(event, finder);
  });

  const choose = (event, finder) => {
    const field = find("input[type=search]", finder);
    const list = [field, ...offers(finder)];
    const at = list.indexOf(document.activeElement);
    if (at < 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      list[Math.min(list.length - 1, Math.max(0, at + step))].focus();
    } else if (event.key === "Escape" && at > 0) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      if (!field.value.trim()) return;
      // What is shown may still be for what was typed before.
      if (field.dataset.answered === field.value) list[1]?.click();
      else enter = field;
    }
  };

  // ---- Moving ------------------------------------------------------------------------------

  const move = (event) => {
    const item = event.target.closest(".in-order > li");
    if (!item) return;
    event.preventDefault();
    focusAfter = event.target.id || null;
    find(`[data-move="${event.key === "ArrowUp" ? "up" : "down"}"]`, item).click();
  };

  form.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (mark) insertMark(mark.dataset.mark);
    const mover = event.target.closest("[data-move]");
    if (mover && !focusAfter) focusAfter = mover.id;
    if (event.target.closest("[data-leave]")) leaving = true;
  });

  const insertMark = (number) => {
    const at = answer.selectionEnd;
    const before = answer.value.slice(0, at);
    const space = before && !/[\s{]$/.test(before) ? " " : "";
    answer.setRangeText(space + "{" + number + "}", at, at, "end");
    answer.focus();
    answer.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // A pointer drags an item by its number; the list opens where it would go.
  form.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button !== 0) return;
    event.preventDefault();
    const item = grip.closest("li");
    const list = item.parentElement;
    const start = all(":scope > li", list).indexOf(item);
    grip.setPointerCapture(event.pointerId);
    item.classList.add("dragged");
    const nearestFirst = () => {
      const items = all(":scope > li", list);
      const at = items.indexOf(item);
      return [...items.slice(0, at).reverse(), ...items.slice(at + 1)];
    };
    const over = (moved) => {
      for (const other of nearestFirst()) {
        const box = other.getBoundingClientRect();
        const middle = box.top + box.height / 2;
        const isBelow = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
        // The others step aside: an item that is itself moved in the page loses the pointer.
        if (isBelow && moved.clientY > middle) item.before(other);
        else if (!isBelow && moved.clientY < middle) item.after(other);
      }
    };
    const stop = (ended) => {
      grip.removeEventListener("pointermove", over);
      item.classList.remove("dragged");
      const place = all(":scope > li", list).indexOf(item);
      if (ended.type === "pointercancel" || place === start) {
        const others = all(":scope > li", list).filter((other) => other !== item);
        if (others[start]) others[start].before(item);
        else list.append(item);
        return;
      }
      dragged = true;
      // The form is sent in the order in which it was drawn, with the place as the act.
      const others = all(":scope > li", list).filter((other) => other !== item);
      if (others[start]) others[start].before(item);
      else list.append(item);
      press(`put-${list.dataset.order}:${item.dataset.id}:${place + 1}`);
    };
    grip.addEventListener("pointermove", over);
    grip.addEventListener("pointerup", stop, { once: true });
    grip.addEventListener("pointercancel", stop, { once: true });
  });

  const press = (act) => {
    const button = document.createElement("button");
    button.name = "act";
    button.value = act;
    button.hidden = true;
    form.append(button);
    form.requestSubmit(button);
    button.remove();
  };

  // ---- The preview -------------------------------------------------------------------------

  // Questions in it open in place, as readers will see them; every other link opens beside this page.
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("#q-side .preview a, #q-side .links a");
      if (!link || link.getAttribute("href").startsWith("#")) return;
      const slot = link.matches("a.ask") && document.getElementById(link.getAttribute("aria-controls"));
      event.preventDefault();
      event.stopPropagation();
      if (slot && !slot.dataset.path) return window.htmx.trigger(link, "bring");
      if (!slot) return window.open(link.href, "_blank", "noopener");
      slot.hidden = !slot.hidden;
      link.setAttribute("aria-expanded", String(!slot.hidden));
    },
    true,
  );
  document.addEventListener("htmx:after:swap", (event) => {
    const link = event.detail.ctx.sourceElement;
    if (!link.matches?.("#q-side a.ask")) return;
    link.setAttribute("aria-expanded", "true");
    document.getElementById(link.getAttribute("aria-controls")).hidden = false;
  });

  // ---- Leaving -----------------------------------------------------------------------------

  let leaving = false;
  const texts = () => find("#f-text").value + "\n" + answer.value;
  let kept = texts();
  const isUnsaved = () => texts().replaceAll("\r", "") !== kept.replaceAll("\r", "");
  document.addEventListener("htmx:after:swap", (event) => {
    const ctx = event.detail.ctx;
    if (isOurs(ctx.sourceElement) && ctx.response?.status === 200)
      kept = ctx.request.body.get("text") + "\n" + (ctx.sourceElement === form ? answer.value : ctx.request.body.get("short_answer"));
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.matches("[data-whole]")) leaving = true;
  }, true);
  addEventListener("beforeunload", (event) => {
    if (!leaving && isUnsaved()) event.preventDefault();
  });
})();
