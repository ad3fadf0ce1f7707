// What the newsroom's pages do beyond links and forms. Everything here is an addition.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);

  // A form that came back says so to whoever does not see it.
  find(".problems")?.focus();
})();
