// What the newsroom's pages do beyond links and forms. Everything here is an addition.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);

  // A form that came back says so to whoever does not see it.
  find(".problems")?.focus();

  // What is typed into <form data-keep="name"> is kept in this browser until the server has taken it: until it
  // led on to a page (a redirect), or answered htmx well. A name says which record the form is about.
  const DRAFT = "factually:draft:";
  const SENT = "factually:sent";
  const OLDEST = 30 * 24 * 3600 * 1000;
  const member = document.body.dataset.member;
  const drafts = {
    key: (form) => `${DRAFT}${member}:${form.dataset.keep}`,
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, draft) {
      try {
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // Full, or not allowed: the page works as it does without.
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {}
    },
    every() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(DRAFT));
      } catch {
        return [];
      }
    },
  };
  const lately = {
    take() {
      try {
        const key = sessionStorage.getItem(SENT);
        sessionStorage.removeItem(SENT);
        return key;
      } catch {
        return null;
      }
    },
    note(key) {
      try {
        sessionStorage.setItem(SENT, key);
      } catch {}
    },
  };

  const NEVER = new Set(["password", "file", "submit", "button", "reset", "image"]);
  const fields = (form) =>
    [...form.elements].filter(
      (e) => e.name && e.name !== "form_word" && !NEVER.has(e.type) && !["FIELDSET", "OUTPUT", "OBJECT"].includes(e.tagName),
    );
  const valueOf = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked;
    return field.multiple ? [...field.selectedOptions].map((o) => o.value) : field.value;
  };
  const typed = (form) => fields(form).map((field) => [field.name, valueOf(field)]);
  const put = (field, value) => {
    if (typeof value === "boolean") field.checked = value;
    else if (Array.isArray(value)) for (const o of field.options) o.selected = value.includes(o.value);
    else field.value = value;
  };

  // Put what was kept back into a form, field by field of the same name; return what found no place.
  const restore = (form, kept) => {
    const places = fields(form).reduce((found, f) => found.set(f.name, [...(found.get(f.name) ?? []), f]), new Map());
    const homeless = [];
    for (const [name, value] of kept) {
      const field = places.get(name)?.shift();
      if (field) put(field, value);
      else if (typeof value === "string" && value.trim()) homeless.push(value);
    }
    return homeless;
  };

  const say = (form, at, homeless, key) => {
    const line = document.createElement("div");
    line.className = "kept";
    line.setAttribute("role", "status");
    const words = document.createElement("span");
    words.textContent = `What you typed here ${new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })} and was not sent yet is back.`;
    const away = document.createElement("button");
    away.type = "button";
    away.textContent = "Take it out again";
    away.addEventListener("click", () => {
      drafts.remove(key);
      location.reload();
    });
    line.append(words, away);
    if (homeless.length) {
      const rest = document.createElement("textarea");
      rest.readOnly = true;
      rest.rows = Math.min(8, homeless.length + 2);
      rest.value = homeless.join("\n\n");
      rest.setAttribute("aria-label", "What has no field on this page any more");
      line.append(rest);
    }
    form.prepend(line);
  };

  // A form that the server sent back holds all that was typed, and the version that it stands on now: an older
  // copy of it must not be put over that.
  const keep = (form, cameBack) => {
    const key = drafts.key(form);
    let waits;
    let written = JSON.stringify(typed(form));
    const write = () => {
      clearTimeout(waits);
      const now = typed(form);
      if (JSON.stringify(now) === written) return;
      written = JSON.stringify(now);
      drafts.write(key, { at: Date.now(), typed: now });
    };
    if (cameBack === key) drafts.write(key, { at: Date.now(), typed: typed(form) });
    const kept = cameBack === key ? null : drafts.read(key);
    if (kept?.typed) {
      const same = JSON.stringify(kept.typed) === written;
      if (same) drafts.remove(key);
      else {
        say(form, kept.at, restore(form, kept.typed), key);
        written = JSON.stringify(typed(form));
        form.dispatchEvent(new CustomEvent("factually:restored", { bubbles: true }));
      }
    }
    form.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(write, 300);
    });
    form.addEventListener("change", write);
    form.addEventListener("submit", (event) => {
      drafts.write(key, { at: Date.now(), typed: typed(form) });
      if (!event.defaultPrevented) lately.note(key);
    });
    addEventListener("pagehide", write);
    document.addEventListener("visibilitychange", () => document.hidden && write());
    form.addEventListener("htmx:after:request", (event) => {
      const answered = event.detail?.ctx?.response;
      const sent = event.target === form || event.target.form === form;
      if (!sent || !answered) return;
      if (answered.status >= 200 && answered.status < 300) {
        clearTimeout(waits);
        written = JSON.stringify(typed(form));
        drafts.remove(key);
        find(".kept", form)?.remove();
      }
    });
  };

  const arrived = performance.getEntriesByType("navigation")[0];
  const sent = lately.take();
  if (sent && member && arrived?.type === "navigate" && arrived.redirectCount > 0) drafts.remove(sent);
  const again = find("#not-sent form");
  if (sent && again) again.addEventListener("submit", () => lately.note(sent));
  for (const key of drafts.every()) if (Date.now() - (drafts.read(key)?.at ?? 0) > OLDEST) drafts.remove(key);
  if (member) for (const form of document.querySelectorAll("form[data-keep]")) keep(form, sent);

  // Whoever signs out leaves nothing behind.
  for (const form of document.querySelectorAll('form[action="/staff/sign-out"]'))
    form.addEventListener("submit", () => {
      for (const key of drafts.every()) drafts.remove(key);
    });

  // After signing in anew in another tab the forms of this page go on with the new word.
  const notice = find("#notice");
  if (notice)
    new MutationObserver(() => {
      const word = find("[data-form-word]", notice)?.dataset.formWord;
      if (!word) return;
      for (const field of document.querySelectorAll('input[name="form_word"]')) field.value = word;
      document.body.dataset.hxHeaders = JSON.stringify({ "X-Form-Word": word });
    }).observe(notice, { childList: true, subtree: true });

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
