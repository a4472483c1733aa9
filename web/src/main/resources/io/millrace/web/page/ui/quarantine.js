import { ago, answer, api, byId, bytes, confirmed, count, dateTime, el, empty, failed, get, message, session } from "./app.js";

const me = await session();
const may = me.actions.includes("HANDLE_QUARANTINE");
const chosen = new Set();
let names = new Map();
let next = null;

async function load(more = false) {
  try {
    if (!names.size) names = new Map((await get("/api/v1/sources")).items.map((each) => [each.id, each.name]));
    const [page, counts] = await Promise.all([
      get("/api/v1/quarantine?limit=50" + (more && next ? "&after=" + encodeURIComponent(next) : "")),
      get("/api/v1/quarantine-counts")]);
    next = page.next ?? null;
    draw(page.items, counts, more);
  } catch (problem) {
    failed(byId("out"), problem, "Quarantine cannot be shown.");
  }
}

function draw(entries, counts, more) {
  answer(counts.entries ? `${count(counts.entries)} ${counts.entries === 1 ? "message" : "messages"} could not be read` : "Every message could be read",
    counts.entries ? "Correct the source or its mapping, then retry. What is discarded stays in the journal." : "What cannot be read would wait here, with the reason.");
  byId("groups").replaceChildren(...counts.groups.map((each) => el("tr", {},
    el("td", {}, names.get(each.source) ?? each.source), el("td", {}, each.channel), el("td", {}, el("code", {}, each.code)),
    el("td", { class: "r" }, count(each.entries)),
    el("td", { class: "r" }, may ? el("button", { class: "btn", type: "button", onclick: () => decide("retry", { source: each.source, code: each.code }, each.entries) }, "Retry all") : null))));
  byId("content").hidden = !counts.entries;
  byId("none").hidden = counts.entries > 0;
  if (!more) { chosen.clear(); byId("entries").replaceChildren(); }
  byId("entries").append(...entries.map(row));
  byId("more").hidden = !next;
  buttons();
}

function row(entry) {
  const box = el("input", { type: "checkbox", "aria-label": "Choose this message", onchange: (event) => {
    if (event.target.checked) chosen.add(entry.id); else chosen.delete(entry.id);
    buttons();
  } });
  const bytesRow = el("tr", { hidden: true }, el("td", { colspan: 5 }));
  const toggle = el("button", { class: "btn q", type: "button", "aria-expanded": "false", onclick: async () => {
    bytesRow.hidden = !bytesRow.hidden;
    toggle.setAttribute("aria-expanded", String(!bytesRow.hidden));
    if (!bytesRow.hidden) await content(entry, bytesRow.firstChild);
  } }, bytes(entry.bytes));
  const fragment = document.createDocumentFragment();
  fragment.append(el("tr", {}, el("td", {}, may ? box : null),
    el("td", {}, el("strong", {}, names.get(entry.source) ?? entry.source), el("div", { class: "muted small" }, entry.channel)),
    el("td", {}, entry.reason, el("div", { class: "muted small" }, el("code", {}, entry.code), entry.line ? ` line ${entry.line}` : "", entry.field ? ` at ${entry.field}` : "")),
    el("td", { title: dateTime(entry.received) }, ago(entry.received)), el("td", { class: "r" }, toggle)), bytesRow);
  return fragment;
}

async function content(entry, cell) {
  try {
    const found = await get("/api/v1/quarantine/" + encodeURIComponent(entry.id));
    cell.replaceChildren(el("pre", {}, found.text ?? dump(found.hex)),
      el("p", { class: "muted small" }, found.whole ? "All of it. " : "Its beginning. ", `Sent by ${entry.principal}${entry.contentType ? " as " + entry.contentType : ""}. `,
        el("a", { href: `/api/v1/quarantine/${encodeURIComponent(entry.id)}/content`, download: "message.bin" }, "Save the bytes")));
  } catch (problem) {
    failed(cell, problem, "The bytes cannot be shown.");
  }
}

/** Bytes as people read them: offset, hexadecimal, characters. */
function dump(hex) {
  const lines = [];
  for (let at = 0; at < Math.min(hex.length, 2048); at += 32) {
    const part = hex.slice(at, at + 32).match(/../g) ?? [];
    const text = part.map((each) => { const code = parseInt(each, 16); return code >= 32 && code < 127 ? String.fromCharCode(code) : "."; }).join("");
    lines.push((at / 2).toString(16).padStart(4, "0") + "  " + part.join(" ").padEnd(48) + " " + text);
  }
  return lines.join("\n");
}

function buttons() {
  for (const verb of ["retry", "discard"]) {
    byId(verb).hidden = !may;
    byId(verb).disabled = !chosen.size;
  }
  byId("chosen").textContent = chosen.size ? `${count(chosen.size)} chosen` : "";
}

async function decide(verb, body, number) {
  const question = verb === "retry" ? `Read ${count(number)} messages again, with today's configuration?`
    : `Discard ${count(number)} messages? They leave quarantine for good.`;
  if (!await confirmed(question, verb === "retry" ? "Retry" : "Discard")) return;
  try {
    const done = await api("POST", "/api/v1/quarantine/" + verb, body);
    message(byId("out"), `${count(done.entries)} ${done.entries === 1 ? "message is" : "messages are"} ${verb === "retry" ? "being read again" : "discarded"}.${done.more ? " There are more." : ""}`);
  } catch (problem) {
    failed(byId("out"), problem, "That did not work.");
  }
  setTimeout(load, 600);
}

byId("retry").addEventListener("click", () => decide("retry", { entries: [...chosen] }, chosen.size));
byId("discard").addEventListener("click", () => decide("discard", { entries: [...chosen] }, chosen.size));
byId("more").addEventListener("click", () => load(true));
byId("none").append(empty("Nothing is in quarantine.", "A message that cannot be read is kept here with its reason, and never lost."));
await load();
