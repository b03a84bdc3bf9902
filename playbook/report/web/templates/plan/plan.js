"use strict";
(function () {
  const nav = document.querySelector(".contents");
  const button = nav.querySelector(".contents-button");
  const here = nav.querySelector(".contents-here");
  const links = new Map(Array.from(nav.querySelectorAll("a"), (link) => [link.getAttribute("href"), link]));
  const open = (state) => {
    nav.classList.toggle("open", state);
    button.setAttribute("aria-expanded", String(state));
  };
  const mark = (key, attribute) => {
    for (const link of links.values()) link.removeAttribute(attribute);
    const link = links.get(key);
    if (link) link.setAttribute(attribute, "true");
    return link;
  };
  /* The section, or the exhibit, that the upper part of the window shows last is where the reader is. */
  const follow = (elements, keyOf, then) => {
    const visible = new Set();
    const observer = new IntersectionObserver((entries) => {
      for (const entry of entries) entry.isIntersecting ? visible.add(entry.target) : visible.delete(entry.target);
      const last = elements.filter((element) => visible.has(element)).pop();
      if (last) then(keyOf(last));
    }, { rootMargin: "0px 0px -65% 0px" });
    elements.forEach((element) => observer.observe(element));
  };
  follow(Array.from(document.querySelectorAll("[data-contents]")), (element) => element.dataset.contents, (key) => {
    const link = mark(key, "aria-current");
    nav.querySelectorAll(".contents-list > li").forEach((item) => item.classList.toggle("here", item.firstElementChild === link));
    if (link) here.textContent = link.textContent;
  });
  follow(Array.from(document.querySelectorAll(".exhibit")), (element) => "#" + element.id, (key) => mark(key, "data-here"));
  button.addEventListener("click", () => open(!nav.classList.contains("open")));
  nav.addEventListener("click", (event) => event.target.closest("a") && open(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && nav.classList.contains("open")) { open(false); button.focus(); }
  });
})();
