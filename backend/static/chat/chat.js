// The chat page: what is said goes to the bot, what it asks becomes buttons, and a person at the desk may step in.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const talk = $("talk"), quick = $("quick"), text = $("text"), send = $("send"), county = $("county");
  const KEPT = "ejz-talk", POLL_MS = 2000;
  const LABELS = { 对: ["对，没错", true], 不对: ["要改一改", false] };
  let kept = JSON.parse(sessionStorage.getItem(KEPT) || '{"turns": [], "operator": 0}');
  let busy = false, operatorThere = false;

  function keep(turn) {
    kept.turns.push(turn);
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  }
  function element(name, className, words) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (words !== undefined) made.textContent = words;
    return made;
  }
  function add(node) {
    talk.append(node);
    talk.scrollTop = talk.scrollHeight;
    return node;
  }
  function bubble(who, words) {
    const turn = element("div", `turn ${who}`);
    turn.append(element("p", "", words));
    return add(turn);
  }

  function card(filed) {
    const box = element("div", "filed");
    box.append(element("h2", "", filed.provisional ? "已经先记下了" : "已经替您登记了"));
    const list = element("dl");
    const facts = filed.provisional ? [["暂记号", filed.number]] : [["编号", filed.number], ["查询码", filed.query_code]];
    for (const [name, value] of facts) if (value) list.append(element("dt", "", name), element("dd", "", value));
    const copy = element("button", "", "抄下来（复制）");
    copy.type = "button";
    copy.addEventListener("click", async () => {
      const words = facts.filter(([, value]) => value).map(([name, value]) => `${name}：${value}`).join("，");
      try { await navigator.clipboard.writeText(words); copy.textContent = "复制好了"; } catch { copy.textContent = "请用笔抄下来"; }
    });
    box.append(list, copy);
    add(box);
  }

  const FIRST_CALL = { medical: "120", fire: "119", violence: "110", suicide: "12356" };
  function show(reply) {
    const custom = reply.custom || {};
    if (custom.crisis) {
      $("crisis").hidden = false;
      for (const call of $("crisis").querySelectorAll("a")) call.classList.toggle("first", call.getAttribute("href") === `tel:${FIRST_CALL[custom.crisis]}`);
    }
    if (reply.text) {
      const turn = bubble("bot", reply.text);
      if (custom.citations?.length) {
        const cites = element("ul", "cites");
        for (const one of custom.citations) cites.append(element("li", "", `出自：${one.document} ${one.section}`));
        turn.firstChild.append(cites);
      }
    }
    if (custom.filed) card(custom.filed);
    buttons(custom);
  }

  function buttons(custom) {
    quick.replaceChildren();
    if (operatorThere) return;
    const several = custom.ask === "household.status" || custom.ask === "need.kinds";
    for (const option of custom.options || []) {
      const [label, main] = custom.ask === "confirm" && LABELS[option] ? LABELS[option] : [option, false];
      quick.append(choice(label, option, main));
    }
    if (custom.ask && custom.ask !== "confirm" && custom.ask !== "applicant.name" && !several) quick.append(choice("不知道", "不知道"));
    if (["household.monthly_income", "applicant.id_number", "applicant.phone", "filer.phone"].includes(custom.ask)) quick.append(choice("不想说", "不想说"));
    text.inputMode = custom.input === "number" ? "text" : custom.input === "phone" ? "tel" : "text";
  }
  function choice(label, says, main) {
    const button = element("button", main ? "main" : "", label);
    button.type = "button";
    button.addEventListener("click", () => say(says));
    return button;
  }

  async function post(address, body) {
    const answer = await fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    const found = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Error(found.message || "没有发出去，请再发一次。急的话请打 12349。");
    return found;
  }

  async function say(words) {
    if (busy) return;
    busy = send.disabled = true;
    quick.replaceChildren();
    keep({ who: "me", text: words });
    bubble("me", words);
    const waiting = operatorThere ? null : bubble("bot wait", "正在听……");
    try {
      const found = await post("/chat/messages", { text: words, jurisdiction: county.value });
      waiting?.remove();
      operatorThere = found.operator;
      for (const reply of found.replies) { keep({ who: "bot", ...reply }); show(reply); }
    } catch (error) {
      waiting?.remove();
      failed(words, error instanceof TypeError ? "网络断了，没有发出去。急的话请打 12349。" : error.message);
    } finally {
      busy = send.disabled = false;
      text.focus();
    }
  }
  function failed(words, why) {
    const turn = bubble("bot failed", why);
    const again = element("button", "", "再发一次");
    again.type = "button";
    again.addEventListener("click", () => { turn.remove(); say(words); });
    turn.firstChild.append(element("br"), again);
  }

  async function listen() {
    if (document.hidden || !kept.turns.length) return;
    try {
      const answer = await fetch(`/chat/operator?after=${kept.operator}`);
      if (!answer.ok) return;
      const found = await answer.json();
      if (found.there !== operatorThere) {
        operatorThere = found.there;
        const words = found.there ? "话务员来了，正在和您说话。" : "话务员离开了，小助手接着听您说。";
        keep({ who: "note", text: words });
        bubble("note", words);
        if (found.there) quick.replaceChildren();
      }
      for (const words of found.turns) { keep({ who: "person", text: words }); bubble("person", words); }
      kept.operator = found.many;
      if (found.turns.length) sessionStorage.setItem(KEPT, JSON.stringify(kept));
    } catch { /* the next poll tries again */ }
  }

  $("say").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (!words || busy) return;
    text.value = "";
    say(words);
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("say").requestSubmit(); }
  });
  $("again").addEventListener("click", async () => {
    if (kept.turns.length && !confirm("从头说起？前面说的已经记下了，不会丢。")) return;
    try { await post("/chat/conversations", {}); } catch { return; }
    sessionStorage.removeItem(KEPT);
    location.reload();
  });
  county.addEventListener("change", () => {
    const address = new URL(location.href);
    address.searchParams.set("county", county.value);
    history.replaceState(null, "", address);
  });

  const OPENINGS = ["我要申请救助", "查一下办到哪了", "找人工"];
  if (!kept.turns.length) quick.append(...OPENINGS.map((words) => choice(words, words, false)));
  for (const turn of kept.turns) turn.who === "bot" ? show(turn) : bubble(turn.who, turn.text);
  setInterval(listen, POLL_MS);
})();
