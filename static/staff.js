// What the newsroom's pages do beyond links and forms. Everything here is an addition.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A form that came back says so to whoever does not see it.
  find(".problems")?.focus();

  // ---- Keeping what is typed --------------------------------------------------------------------

  // What is typed into <form data-keep="name"> is kept in this browser until the server has taken it: until it
  // led on to a page (a redirect), or the form's own save was answered well. A name says which record the form
  // is about. Each tab keeps its own copy, so that one that could save leaves the copies of the others alone.
  const DRAFT = "factually:draft:";
  const SENT = "factually:sent";
  const TAB = "factually:tab";
  const OPEN = "factually:open";
  const OLDEST = 30 * 24 * 3600 * 1000;
  const { member, answersForm } = document.body.dataset;

  // Storage may be full or not allowed: the page works as it does without.
  const quietly = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  const ofTab = {
    read: (name) => quietly(() => sessionStorage.getItem(name)),
    write: (name, value) => quietly(() => sessionStorage.setItem(name, value)),
    remove: (name) => quietly(() => sessionStorage.removeItem(name)),
  };
  const drafts = {
    read: (key) => quietly(() => JSON.parse(localStorage.getItem(key))),
    write: (key, typed) => quietly(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed }))),
    remove: (key) => quietly(() => localStorage.removeItem(key)),
    every: () => quietly(() => Object.keys(localStorage).filter((key) => key.startsWith(DRAFT))) ?? [],
  };

  const newTab = () => "t" + [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  // A tab that is copied brings the number of the other one along, which has not been left: it takes its own.
  const tab = (!ofTab.read(OPEN) && ofTab.read(TAB)) || newTab();
  ofTab.write(TAB, tab);
  ofTab.write(OPEN, "yes");
  addEventListener("pagehide", () => ofTab.remove(OPEN));
  addEventListener("pageshow", (event) => event.persisted && ofTab.write(OPEN, "yes"));

  // A lock lasts as long as its tab: so the others know whose copies nobody has open any more.
  const lockOf = (id) => `factually:tab:${id}`;
  navigator.locks?.request(lockOf(tab), () => new Promise(() => {})).catch(() => {});
  const openTabs = async () => {
    const locks = await navigator.locks?.query().catch(() => null);
    return new Set(locks?.held.map((lock) => lock.name));
  };

  const NEVER = new Set(["password", "file", "submit", "button", "reset", "image", "search"]);
  const VERSIONS = new Set(["version", "seen", "based_on"]);
  const fields = (form) =>
    [...form.elements].filter(
      (e) => e.name && e.name !== "form_word" && !NEVER.has(e.type) && !["FIELDSET", "OUTPUT", "OBJECT"].includes(e.tagName),
    );
  const valueOf = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    return field.multiple ? [...field.selectedOptions].map((o) => o.value) : field.value;
  };
  // What the page came with, whatever the browser itself put back into its fields since.
  const cameWith = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.defaultChecked;
    if (field.multiple) return [...field.options].filter((o) => o.defaultSelected).map((o) => o.value);
    if (field.options) return ([...field.options].find((o) => o.defaultSelected) ?? field.options[0])?.value ?? "";
    if (field.tagName === "TEXTAREA") return field.defaultValue;
    return Object.assign(document.createElement("input"), { type: field.type, value: field.defaultValue }).value;
  };
  const put = (field, value) => {
    if (typeof value === "boolean") field.checked = value;
    else if (Array.isArray(value)) for (const o of field.options) o.selected = value.includes(o.value);
    else field.value = value;
  };
  const isText = (field) => field.tagName === "TEXTAREA" || (field.tagName === "INPUT" && !["checkbox", "radio", "hidden"].includes(field.type));
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  // Which field of the form each kept value belongs to, by name and order; those that found none have `field` unset.
  const placed = (form, kept) => {
    const places = fields(form).reduce((found, f) => found.set(f.name, [...(found.get(f.name) ?? []), f]), new Map());
    return kept.map(([name, value]) => ({ name, value, field: places.get(name)?.shift() }));
  };
  const changes = (form, kept) =>
    placed(form, kept).some(({ name, value, field }) =>
      field ? !VERSIONS.has(name) && !same(valueOf(field), value) : typeof value === "string" && value.trim(),
    );
  // Put what was kept back into a form; return what found no place.
  const restore = (form, kept) => {
    const homeless = [];
    for (const { value, field } of placed(form, kept)) {
      if (field) put(field, value);
      else if (typeof value === "string" && value.trim()) homeless.push(value);
    }
    return homeless;
  };

  const when = (at) => new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
  const line = (form, words, ...acts) => {
    const made = document.createElement("div");
    made.className = "kept";
    made.setAttribute("role", "status");
    const said = document.createElement("span");
    said.textContent = words;
    made.append(said);
    for (const [name, act] of acts) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = name;
      button.addEventListener("click", () => act(made));
      made.append(button);
    }
    form.prepend(made);
    return made;
  };
  const showHomeless = (made, homeless) => {
    if (!homeless.length) return;
    const rest = document.createElement("textarea");
    rest.readOnly = true;
    rest.rows = Math.min(8, homeless.length + 2);
    rest.value = homeless.join("\n\n");
    rest.setAttribute("aria-label", "What has no field on this page any more");
    made.append(rest);
  };

  // A form that the server sent back holds all that was typed, and the version that it stands on now: an older
  // copy of it must not be put over that. What saving does not take, such as a claim that is being written
  // inside the form of a question, has its names begin with a word of `data-keep-apart` and stays kept.
  const keep = (form, cameBack, isInPlace) => {
    const about = `${DRAFT}${member}:${form.dataset.keep}`;
    const key = `${about}:${tab}`;
    const apart = (form.dataset.keepApart ?? "").split(" ").filter(Boolean);
    const isApart = (name) => apart.some((word) => name.startsWith(word));
    const typed = () => fields(form).map((field) => [field.name, valueOf(field)]);
    const saved = (read) => fields(form).filter((f) => !isApart(f.name) && !VERSIONS.has(f.name)).map((f) => [f.name, read(f)]);
    let stands = cameBack ? null : saved(cameWith); // what the server has
    let touched = 0;
    let waits;
    let isOver = false;

    const unsaved = () => {
      if (!same(saved(valueOf), stands)) return typed();
      const beside = fields(form).filter((f) => isApart(f.name));
      return beside.some((f) => isText(f) && f.value.trim()) ? beside.map((f) => [f.name, valueOf(f)]) : null;
    };
    let written = "";
    const write = () => {
      clearTimeout(waits);
      if (isOver || !form.isConnected) return;
      const now = unsaved();
      if (JSON.stringify(now) === written) return;
      written = JSON.stringify(now);
      if (now) drafts.write(key, now);
      else drafts.remove(key);
    };

    const back = (kept) => {
      const homeless = restore(form, kept.typed);
      const takeOut = (made) => {
        drafts.remove(key);
        if (isInPlace) {
          form.reset(); // the page around it stays
          return made.remove();
        }
        isOver = true;
        location.reload();
      };
      showHomeless(line(form, `What you typed here ${when(kept.at)} and was not sent yet is back.`, ["Take it out again", takeOut]), homeless);
    };
    const kept = drafts.read(key);
    if (cameBack) drafts.write(key, typed());
    else if (kept?.typed && changes(form, kept.typed)) back(kept);
    else drafts.remove(key);
    written = JSON.stringify(unsaved());

    // What tabs that are closed left behind is offered and put back by whoever wants it.
    const offer = (from, left) =>
      line(
        form,
        `Something that you typed here ${when(left.at)}, in a tab that is closed, was never sent.`,
        ["Put it back", (made) => {
          const here = unsaved();
          if (here) drafts.write(`${about}:${newTab()}`, here);
          made.remove();
          find(".kept", form)?.remove();
          back(left);
          form.dispatchEvent(new Event("input", { bubbles: true }));
          write();
          drafts.remove(from);
        }],
        ["Throw it away", (made) => {
          drafts.remove(from);
          made.remove();
        }],
      );
    const offerLeft = async () => {
      const open = await openTabs();
      for (const from of drafts.every()) {
        if (from === key || !from.startsWith(about) || !/^(:t[0-9a-f]{12})?$/.test(from.slice(about.length))) continue;
        if (open.has(lockOf(from.slice(about.length + 1)))) continue;
        const left = drafts.read(from);
        if (left?.typed && changes(form, left.typed)) offer(from, left);
        else drafts.remove(from);
      }
    };
    if (!cameBack) offerLeft();

    form.addEventListener("input", () => {
      touched += 1;
      clearTimeout(waits);
      waits = setTimeout(write, 300);
    });
    form.addEventListener("change", () => {
      touched += 1;
      write();
    });
    addEventListener("submit", (event) => event.target === form && write(), true);
    addEventListener("pagehide", write);
    document.addEventListener("visibilitychange", () => document.hidden && write());

    // What saves is the form itself, and what says so (`data-saves`); what only finds or adds a row is not.
    const isSave = (ctx) => {
      const source = ctx?.sourceElement;
      const saves = source === form || (source?.matches?.("[data-saves]") && source.closest("form") === form);
      return saves && !/^get$/i.test(ctx.request?.method ?? "get");
    };
    const begun = new WeakMap();
    document.addEventListener("htmx:before:request", (event) => {
      if (isSave(event.detail.ctx)) begun.set(event.detail.ctx, { at: touched, stands: saved(valueOf) });
    });
    document.addEventListener("htmx:finally:request", (event) => {
      const { ctx } = event.detail;
      const sent = begun.get(ctx);
      const status = ctx.response?.status ?? 0;
      if (!sent || status < 200 || status >= 300) return;
      // The answer may have changed the form too; what was typed meanwhile is not saved by it.
      stands = sent.at === touched ? saved(valueOf) : sent.stands;
      for (const made of all(".kept", form)) if (!find("button + button", made)) made.remove();
      if (form.isConnected) return write();
      isOver = true;
      drafts.remove(key);
    });
  };

  // A page that answers a form shows it as it was sent; one that a form led on to says that it was taken.
  const arrived = performance.getEntriesByType("navigation")[0];
  const sent = ofTab.read(SENT);
  ofTab.remove(SENT);
  if (sent && member && arrived?.type === "navigate" && arrived.redirectCount > 0) drafts.remove(sent);
  let last = null; // the submit of a form that takes the whole page along, unless somebody still keeps it from that
  const keyOf = (form) => `${DRAFT}${member}:${form.dataset.keep}:${tab}`;
  addEventListener(
    "submit",
    (event) => {
      last = (event.submitter?.formTarget || event.target.target) === "_blank" ? null : event;
    },
    true,
  );
  addEventListener("input", () => (last = null), true); // it led nowhere: the page is still written in
  addEventListener("pagehide", () => {
    if (!last || last.defaultPrevented) return;
    if (last.target.dataset.keep) ofTab.write(SENT, keyOf(last.target));
    else if (sent && last.target.closest("#not-sent")) ofTab.write(SENT, sent);
  });
  for (const key of drafts.every()) if (Date.now() - (drafts.read(key)?.at ?? 0) > OLDEST) drafts.remove(key);

  const kept = new WeakSet();
  const keepAll = (root) => {
    for (const form of all("form[data-keep]", root)) {
      if (kept.has(form)) continue;
      kept.add(form);
      const isAnswer = root === document ? answersForm !== undefined && sent === keyOf(form) : find(".problems", form.parentElement);
      keep(form, Boolean(isAnswer), root !== document);
    }
  };
  if (member) {
    keepAll(document);
    document.addEventListener("htmx:after:swap", () => keepAll(document.body));
  }

  // Whoever signs out leaves nothing behind.
  for (const form of document.querySelectorAll('form[action="/staff/sign-out"]'))
    form.addEventListener("submit", () => {
      for (const key of drafts.every()) drafts.remove(key);
    });

  // ---- Somebody else's save ---------------------------------------------------------------------

  // Where a save by itself meets somebody else's, whoever is typing stays in the field and at the place: a line
  // at the edge says so, with a way to the comparison, until that is in view.
  const meanwhile = find("#meanwhile");
  const watcher = new IntersectionObserver((seen) => {
    meanwhile.hidden = seen.at(-1).isIntersecting;
  });
  const bySelf = (event) => event.detail.ctx.sourceElement?.matches?.("[data-saves]");
  let place = null;
  document.addEventListener("htmx:before:swap", (event) => {
    const at = document.activeElement;
    place = bySelf(event) && at !== document.body ? { at, top: at.getBoundingClientRect().top } : null;
  });
  document.addEventListener("htmx:after:swap", (event) => {
    watcher.disconnect();
    meanwhile.hidden = true;
    const conflict = find("#conflict");
    if (conflict) watcher.observe(conflict);
    if (!bySelf(event) || !place?.at.isConnected) return;
    place.at.focus({ preventScroll: true });
    scrollBy({ top: place.at.getBoundingClientRect().top - place.top, behavior: "instant" });
  });
  find("a", meanwhile).addEventListener("click", () => {
    for (const fold of all("#conflict > details")) fold.open = true;
    find("#conflict").focus();
  });

  // ---- A session that ended ---------------------------------------------------------------------

  // After signing in anew in another tab the forms of this page go on with the new word, which the server says
  // when it refuses the old one, wherever its sentence goes.
  const notice = find("#notice");
  document.addEventListener("htmx:after:request", (event) => {
    const { ctx } = event.detail;
    if (ctx.response?.status !== 403 || !ctx.text?.includes("data-form-word")) return;
    const answer = new DOMParser().parseFromString(ctx.text, "text/html");
    const { formWord: word, member: by } = find("[data-form-word]", answer)?.dataset ?? {};
    if (!word || word === find('input[name="form_word"]')?.value) return;
    if (by !== member) return failed("Somebody else is signed in with this browser now. What you typed is still here: sign in again as yourself to send it, or copy it.");
    for (const field of document.querySelectorAll('input[name="form_word"]')) field.value = word;
    document.body.setAttribute("data-hx-headers:inherited", JSON.stringify({ "X-Form-Word": word }));
    document.dispatchEvent(new CustomEvent("factually:signed-in"));
  });

  // What the server could not even answer is said too; the form stays as it is.
  const failed = (words) => {
    if (!notice) return;
    const line = document.createElement("p");
    line.className = "problem";
    line.textContent = words;
    notice.replaceChildren(line);
  };
  document.addEventListener("htmx:error", () => failed("The newsroom could not be reached. What you typed is still here; send it again in a moment."));
  document.addEventListener("htmx:response:error", (event) => {
    if ((event.detail?.ctx?.response?.status ?? 0) >= 500) failed("Something went wrong on the server. What you typed is still here; send it again in a moment.");
  });
  document.addEventListener("htmx:after:request", (event) => {
    if ((event.detail?.ctx?.response?.status ?? 500) < 400) notice?.replaceChildren();
  });
})();
