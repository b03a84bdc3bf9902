"use strict";
(function () {
  /* A last resort, before the deck starts: what is still too high for its place is made smaller until it fits. */
  const fit = () => {
    document.body.classList.add("measuring");
    for (const element of document.querySelectorAll(".fit")) {
      const room = element.parentElement.getBoundingClientRect().bottom;
      for (let size = 1; size > 0.55 && element.getBoundingClientRect().bottom > room + 0.5; size -= 0.02) {
        element.style.zoom = size.toFixed(2);
      }
    }
    for (const box of document.querySelectorAll(".body > .so-what")) {
      const room = box.parentElement.clientHeight - 30;
      for (let size = 1; size > 0.7 && box.getBoundingClientRect().height > room; size -= 0.02) box.style.zoom = size.toFixed(2);
    }
    document.body.classList.remove("measuring");
  };
  const start = () => Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false, hash: true, history: false, fragmentInURL: false,
    transition: "none", backgroundTransition: "none", controls: false, progress: true, slideNumber: false, overview: true, help: true,
    scrollActivationWidth: null, pdfSeparateFragments: false, viewDistance: 4, plugins: [RevealNotes],
  });
  const weights = [400, 700].map((weight) => document.fonts.load(weight + ' 15px "Playbook Sans"'));
  Promise.allSettled(weights).then(fit).then(start);
})();
