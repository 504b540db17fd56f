// The little that pages need beyond htmx: dialogs, the keyboard, the alarm's sound.
"use strict";
(() => {
  const asking = document.getElementById("asking");
  const refusal = document.getElementById("refusal");

  document.body.addEventListener("htmx:beforeRequest", () => refusal.replaceChildren());
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target === asking && !asking.open) asking.showModal();
    if (target === asking) asking.querySelector("[autofocus], input:not([type=hidden]), textarea, button")?.focus();
    if (target !== asking && asking.contains(event.detail.requestConfig?.elt)) asking.close();
    if (target === refusal) { refusal.scrollIntoView({ block: "nearest" }); }
    hideLater(); stickToEnd(); mark();
  });
  document.body.addEventListener("htmx:responseError", () => says("没有办成，请刷新页面再试一次。"));
  document.body.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig.verb !== "get") says("网络断了，没有办成。请看看网络，再试一次。");
  });
  asking.addEventListener("close", () => asking.replaceChildren());

  function says(words) {
    const box = document.createElement("div");
    box.className = "alert alert-danger";
    box.textContent = words;
    refusal.replaceChildren(box);
  }

  document.addEventListener("click", (event) => {
    const close = event.target.closest("[data-close]");
    if (close && asking.open) { event.preventDefault(); asking.close(); }
    if (event.target.matches("[data-tick-all]")) {
      for (const box of document.querySelectorAll("[name=numbers]")) box.checked = event.target.checked;
    }
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-submit-on-change]");
    if (form && event.target.matches("select, [type=checkbox], [type=date]")) form.requestSubmit();
  });

  // J and K walk the rows of a list or a form; Enter opens, X ticks, Y says it is right, E corrects, B goes back, / searches.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  let at = -1;
  function walk(step) {
    const all = rows();
    if (!all.length) return;
    at = Math.min(all.length - 1, Math.max(0, at + step));
    mark();
    all[at].querySelector("a")?.focus({ preventScroll: true });
    all[at].scrollIntoView({ block: "nearest" });
  }
  function mark() {
    rows().forEach((row, place) => { if (at >= 0) row.setAttribute("aria-selected", String(place === at)); });
  }
  document.addEventListener("keydown", (event) => {
    const writing = event.target.matches("input:not([type=checkbox]), textarea, select") || asking.open;
    if (event.target.matches("[data-enter-sends]") && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "x" && rows()[at]) { const box = rows()[at].querySelector("[name=numbers]"); if (box) box.checked = !box.checked; }
    else if (event.key === "y" || event.key === "e") rows()[at]?.querySelector(`[data-key=${event.key}]`)?.click();
    else if (event.key === "b") document.querySelector("a.back")?.click();
    else if (event.key === "/") { const q = document.getElementById("q"); if (q) { event.preventDefault(); q.focus(); q.select(); } }
  });

  function hideLater() {
    for (const shown of document.querySelectorAll("[data-hide-after]")) {
      setTimeout(() => { shown.textContent = "已收起"; }, Number(shown.dataset.hideAfter) * 1000);
      shown.removeAttribute("data-hide-after");
    }
  }
  function stickToEnd() {
    for (const talk of document.querySelectorAll("[data-stick-to-end]")) talk.scrollTop = talk.scrollHeight;
  }
  stickToEnd();

  // An alarm sounds once for each new danger; a browser wants one click of the person before it lets a page sound.
  const known = new Set((document.getElementById("alerts")?.dataset.alerts || "").split(".").filter(Boolean));
  let audio = null;
  function alarm() {
    audio ??= new AudioContext();
    for (const [after, pitch] of [[0, 880], [0.25, 660], [0.5, 880], [0.75, 660]]) {
      const tone = audio.createOscillator(), volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.value = 0.15;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + after);
      tone.stop(audio.currentTime + after + 0.2);
    }
    const ask = document.querySelector("[data-sound]");
    if (ask) ask.hidden = audio.state === "running";
  }
  document.addEventListener("click", () => { if (audio?.state === "suspended") audio.resume().then(() => { const ask = document.querySelector("[data-sound]"); if (ask) ask.hidden = true; }); });
  document.body.addEventListener("htmx:afterSettle", () => {
    const now = (document.getElementById("alerts")?.dataset.alerts || "").split(".").filter(Boolean);
    if (now.some((id) => !known.has(id))) alarm();
    now.forEach((id) => known.add(id));
    document.title = document.title.replace(/^（!）/, "");
    if (now.length) document.title = `（!）${document.title}`;
  });
  if (known.size) alarm();
})();
