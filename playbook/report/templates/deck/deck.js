"use strict";
(function () {
  /* A last resort, before the deck starts: what is still too high for its place is made smaller until it fits. */
  document.body.classList.add("measuring");
  for (const element of document.querySelectorAll(".fit")) {
    const room = element.parentElement;
    for (let size = 1; size > 0.55 && element.getBoundingClientRect().height > room.clientHeight + 0.5; size -= 0.03) {
      element.style.zoom = size;
    }
  }
  document.body.classList.remove("measuring");
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, minScale: 0.1, maxScale: 4, center: false, hash: true, history: false, fragmentInURL: false,
    transition: "none", backgroundTransition: "none", controls: false, progress: true, slideNumber: false, overview: true, help: true,
    scrollActivationWidth: null, pdfSeparateFragments: false, viewDistance: 4, plugins: [RevealNotes],
  });
})();
