import { ago, answer, bad, byId, dateTime, el, empty, failed, get, quality, session, stream, value } from "./app.js";
import { chart } from "./chart.js";

const RANGES = { "10 min": 600, "1 h": 3600, "8 h": 28800, "1 day": 86400, "7 days": 604800, "30 days": 2592000 };
let range = "1 h";
let open = null;
let stop = null;
let asked = 0;
const me = await session();
const latest = new Map();

const paths = new Map();
const sourceNames = new Map();

/** Learns once where the assets stand and what the sources are called. */
async function machines() {
  if (sourceNames.size) return;
  const [tops, sources] = await Promise.all([get("/api/v1/assets"), get("/api/v1/sources")]);
  sources.items.forEach((each) => sourceNames.set(each.id, each.name));
  for (const top of tops.items) {
    const below = await get(`/api/v1/assets/${top.asset.id}/subtree`);
    below.assets.forEach((each) => paths.set(each.id, each));
  }
}

/** The machine of a point, with the names above it; of an unmapped one its source and channel. */
function place(point) {
  if (point.address) return `${sourceNames.get(point.address.source) ?? ""}/${point.address.channel}`;
  const names = [];
  for (let at = paths.get(point.asset); at && names.length < 30; at = paths.get(at.parent)) names.unshift(at.name);
  return names.join("/");
}

async function find(typed) {
  const mine = ++asked;
  try {
    let hits;
    if (typed.trim()) {
      const found = await get("/api/v1/search?types=POINT&limit=50&q=" + encodeURIComponent(typed.trim()));
      hits = found.hits.map((each) => ({ id: each.id, name: each.name, path: each.path, unmapped: each.unmapped }));
    } else {
      const [active, unmapped] = await Promise.all([get("/api/v1/points?limit=60"), get("/api/v1/unmapped-points?limit=60").catch(() => ({ items: [] })),
        machines().catch(() => {})]); // whoever may not see these still sees the points
      hits = [...active.items, ...unmapped.items].slice(0, 60).map((each) => ({ id: each.id, name: each.name, path: place(each), unit: each.unit, unmapped: each.status === "UNMAPPED" }));
    }
    if (mine !== asked) return;
    draw(hits, typed);
    if (!hits.length) return;
    const values = await get("/api/v1/latest?points=" + hits.map((each) => each.id).join(","));
    if (mine !== asked) return;
    values.values.forEach((each) => latest.set(each.point, each));
    draw(hits, typed);
  } catch (problem) {
    failed(byId("hits"), problem, "The search did not work.");
  }
}

function draw(hits, typed) {
  byId("hits").replaceChildren(...(hits.length ? hits.map((each) => {
    const now = latest.get(each.id);
    return el("button", { type: "button", "data-point": each.id, "aria-current": open?.id === each.id ? "true" : false, onclick: () => { location.hash = each.id; } },
      el("span", { class: "t" }, each.name), el("span", { class: "v" }, now && !bad(now.quality) ? value(now.value, each.unit) : "—"),
      el("span", { class: "p" }, [each.path || (each.unmapped ? "Not described yet" : ""), now ? ago(now.time) : ""].filter(Boolean).join(" · ")));
  }) : [typed ? empty("Nothing has this name.", "Try the beginning of another word, or of a tag.")
    : empty("No points yet.", "They appear by themselves when a source sends. ", el("a", { href: "/sources" }, "Create a source"))]));
}

async function show(id) {
  stop?.();
  byId("point").hidden = false;
  byId("none").hidden = true;
  try {
    open = await get("/api/v1/points/" + encodeURIComponent(id));
  } catch (problem) {
    open = null;
    byId("point").hidden = true;
    byId("none").hidden = false;
    failed(byId("none"), problem, "This point cannot be shown.");
    return;
  }
  byId("hits").querySelectorAll("button").forEach((each) => each.setAttribute("aria-current", String(each.dataset.point === id)));
  if (matchMedia("(max-width: 1000px)").matches) byId("point").scrollIntoView();
  byId("name").textContent = open.name;
  byId("about").textContent = [place(open) || sourceNames.get(latest.get(id)?.source), open.description, open.tag, open.status === "UNMAPPED" ? "Nobody has described this point yet." : ""].filter(Boolean).join(" · ");
  byId("why").replaceChildren();
  await Promise.all([drawChart(), drawSamples()]);
  let last = 0;
  stop = stream({ points: id }, {
    values: (event) => {
      const now = event.values.at(-1);
      byId("now").replaceChildren(bad(now.quality) ? "—" : value(now.value, open.unit), " ", quality(now.quality) ?? "");
      byId("when").textContent = dateTime(now.time);
      answer(`${open.name} is ${bad(now.quality) ? "without a usable value" : value(now.value, open.unit)}`, "");
      if (Date.now() - last > 5000) { last = Date.now(); drawChart(); drawSamples(); }
    },
  });
}

async function drawChart() {
  const to = new Date();
  const from = new Date(to - RANGES[range] * 1000);
  try {
    const found = await get(`/api/v1/points/${open.id}/buckets?count=240&from=${from.toISOString()}&to=${to.toISOString()}`);
    chart(byId("chart"), found.buckets, found.unit, open.name);
  } catch (problem) {
    failed(byId("chart"), problem, "The chart cannot be drawn.");
  }
}

async function drawSamples() {
  try {
    const found = await get(`/api/v1/points/${open.id}/samples?order=DESCENDING&limit=20`);
    const mayAsk = me.actions.includes("READ_RAW");
    byId("samples").replaceChildren(...(found.samples.length ? found.samples.map((each) => el("tr", {},
      el("td", {}, dateTime(each.time)),
      el("td", { class: "r" }, bad(each.quality) ? "—" : value(each.value, open.unit), " ", quality(each.quality)),
      el("td", { class: "r" }, mayAsk ? el("button", { class: "btn q", type: "button", onclick: () => why(each.time) }, "Why?") : null)))
      : [el("tr", {}, el("td", { class: "muted" }, "No samples yet."))]));
  } catch (problem) {
    failed(byId("why"), problem, "The samples cannot be shown.");
  }
}

async function why(time) {
  try {
    const found = await get(`/api/v1/points/${open.id}/why?at=${encodeURIComponent(time)}`);
    byId("why").replaceChildren(el("h3", {}, `Why ${dateTime(time)}`), found.sentence ? el("p", {}, found.sentence) : "", ...found.samples.flatMap((each) => [
      el("p", {}, each.sentence),
      ...each.messages.slice(0, 3).map((message) => el("div", { class: "msg" },
        el("p", {}, `From ${message.sourceName ?? message.source} on ${message.channel}, by ${message.protocol}, received ${dateTime(message.received)}. Record ${message.offset} of partition ${message.partition}.`),
        el("pre", {}, message.text ?? message.hex)))]));
    byId("why").scrollIntoView({ block: "nearest" });
  } catch (problem) {
    failed(byId("why"), problem, "It cannot be said where this value came from.");
  }
}

byId("ranges").replaceChildren(...Object.keys(RANGES).map((name) => el("button", {
  class: "btn", type: "button", "aria-pressed": String(name === range),
  onclick: (event) => {
    range = name;
    byId("ranges").querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each === event.target)));
    drawChart();
  },
}, name)));

let typing = null;
byId("search").addEventListener("input", (event) => {
  clearTimeout(typing);
  typing = setTimeout(() => find(event.target.value), 120);
});
const opened = () => {
  const id = location.hash.slice(1);
  if (id) show(id);
};
addEventListener("hashchange", opened);
answer("Which point do you want to see?", "Type a part of its name, of its machine or of its tag.");
await find("");
opened();
