import { ago, answer, bad, byId, count, duration, el, empty, get, quality, session, stream, value } from "./app.js";

const MOST_SHOWN = 60;
const SPARK = 40;
const me = await session();
const sources = new Map();
const points = new Map();
const latest = new Map();
const trails = new Map();
let system = null;
let received = null;

async function loadSources() {
  const page = await get("/api/v1/sources");
  page.items.forEach((each) => sources.set(each.id, { ...sources.get(each.id), ...each }));
  byId("simulated").hidden = ![...sources.values()].some((each) => each.simulated && !each.retired);
}

/** Names and units of points that have values; asked for once each. */
async function describe(ids) {
  const missing = ids.filter((id) => !points.has(id)).slice(0, 200);
  if (!missing.length) return;
  missing.forEach((id) => points.set(id, { name: id.slice(0, 8), unit: "" }));
  try {
    const page = await get("/api/v1/points?ids=" + missing.join(","));
    page.items.forEach((each) => points.set(each.id, each));
  } catch {
    // The values are worth showing without their names, too.
  }
}

const stateOf = {
  ALIVE: ["", "Sending"], SEEN: ["", "Seen"], LOST: ["lost", "Lost"], NEVER_SEEN: ["none", "Never seen"],
};

function drawSources() {
  const shown = [...sources.values()].filter((each) => !each.retired && each.name);
  const lost = shown.filter((each) => each.liveness === "LOST");
  const alive = shown.filter((each) => each.liveness === "ALIVE" || each.liveness === "SEEN");
  byId("sources").replaceChildren(...shown.map((each) => {
    const [kind, word] = stateOf[each.liveness ?? "NEVER_SEEN"];
    return el("tr", {},
      el("td", {}, el("strong", {}, each.name), " ", each.simulated ? el("span", { class: "chip" }, "Simulated") : null),
      el("td", {}, el("span", { class: `state ${kind}` }, el("i"), word)),
      el("td", {}, each.lastSeenAt ? ago(each.lastSeenAt) : "—"),
      el("td", { class: "r" }, each.messages === undefined ? "—" : count(each.messages)),
      el("td", { class: "hide-s" }, each.protocol || "—"));
  }));
  byId("no-sources").hidden = shown.length > 0;
  byId("sources-table").hidden = !shown.length;
  const flowing = latest.size;
  if (!shown.length) {
    answer("No machine is connected yet", "Create a source, copy the line that it shows, and data flows.");
  } else if (lost.length) {
    answer(`${lost.length} of ${shown.length} sources ${lost.length === 1 ? "is" : "are"} silent`,
      lost.map((each) => each.name).join(", "));
  } else {
    answer(alive.length ? `${alive.length} of ${shown.length} sources ${alive.length === 1 ? "is" : "are"} sending` : "Waiting for the first message",
      `${count(flowing)} ${flowing === 1 ? "point has" : "points have"} values.`);
  }
}

function kpi(label, text, unit, note) {
  return el("div", { class: "kpi" }, el("div", { class: "l" }, label),
    el("div", { class: "v" }, text, unit ? el("small", {}, unit) : null), el("div", { class: "n" }, note));
}

function drawSystem() {
  if (!system) return;
  const records = system.lanes.reduce((sum, lane) => sum + lane.records, 0);
  const now = performance.now();
  let rate = "—";
  if (received && now > received.at) rate = count(Math.round(((records - received.records) * 1000) / (now - received.at)));
  received = { records, at: now };
  const slowest = system.readers.reduce((worst, each) => (each.lagMs > (worst?.lagMs ?? -1) ? each : worst), null);
  const open = system.journal === "OPEN";
  byId("kpis").replaceChildren(
    kpi("Journal", open ? "Open" : "Closed", "", open ? "Everything acknowledged is on disk" : system.journalReason),
    kpi("Messages per second", rate, "", `${count(records)} since the start`),
    kpi("Points with values", count(latest.size), "", "Latest of each is below"),
    kpi("Furthest behind", slowest ? duration(slowest.lagMs / 1000) : "—", "", slowest ? `Reader ${slowest.name}` : "No reader"),
    kpi("In quarantine", count(system.quarantined), "", system.quarantined ? "Somebody should look" : "Everything could be read"));
  byId("readers").replaceChildren(...system.readers.map((each) => el("tr", {},
    el("td", {}, each.name),
    el("td", {}, each.state === "RUNNING" ? el("span", { class: "state" }, el("i"), "Running") : el("span", { class: "chip ab" }, each.state.toLowerCase())),
    el("td", { class: "r" }, count(each.records)),
    el("td", { class: "r" }, count(each.lagRecords)),
    el("td", { class: "r" }, each.lagMs ? duration(each.lagMs / 1000) : "0 s"))));
}

function spark(trail) {
  const numbers = trail.filter((each) => typeof each === "number");
  if (numbers.length < 2) return el("span", { class: "muted small" }, "");
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low || 1;
  const path = numbers.map((each, i) => `${i ? "L" : "M"}${((i / (SPARK - 1)) * 94 + 1).toFixed(1)} ${(18 - ((each - low) / span) * 16).toFixed(1)}`).join("");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "spark");
  svg.setAttribute("viewBox", "0 0 96 20");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

function drawValues() {
  const shown = [...latest.values()].sort((a, b) => name(a.point).localeCompare(name(b.point), undefined, { numeric: true })).slice(0, MOST_SHOWN);
  byId("values").replaceChildren(...shown.map((each) => el("tr", {},
    el("td", {}, el("a", { href: "/points#" + each.point }, name(each.point)), " ",
      sources.get(each.source)?.simulated ? el("span", { class: "chip" }, "Simulated") : null),
    el("td", { class: "muted hide-s" }, sources.get(each.source)?.name ?? ""),
    el("td", { class: "hide-s" }, spark(trails.get(each.point) ?? [])),
    el("td", { class: "r" }, bad(each.quality) ? "—" : value(each.value, points.get(each.point)?.unit), " ", quality(each.quality)),
    el("td", { class: "r muted hide-s" }, ago(each.time)))));
  byId("no-values").hidden = latest.size > 0;
  byId("more-values").textContent = latest.size > MOST_SHOWN ? `${MOST_SHOWN} of ${count(latest.size)} points. Find the others by name.` : "";
}

const name = (id) => points.get(id)?.name ?? id.slice(0, 8);

let waiting = null;

/** At most two drawings a second, however many events there are. */
function redraw() {
  waiting ??= setTimeout(async () => {
    waiting = null;
    await describe([...latest.keys()].slice(0, 400));
    drawSources();
    drawValues();
  }, 500);
}

function take(event) {
  for (const each of event.values) {
    latest.set(each.point, each);
    const trail = trails.get(each.point) ?? [];
    trail.push(each.value);
    if (trail.length > SPARK) trail.shift();
    if (trails.size < 2000 || trails.has(each.point)) trails.set(each.point, trail);
  }
  redraw();
}

byId("no-sources").append(empty("No machines yet.", "Connect the first one, about 5 minutes. ", el("a", { href: "/sources" }, "Create a source")));
byId("no-values").append(empty("No values yet.", "They appear here the moment they are on disk."));
await loadSources();
drawSources();
drawValues();
const topics = ["VALUES", "SOURCES"];
if (me.actions.includes("READ_SYSTEM")) topics.push("SYSTEM");
else byId("system").hidden = true;
stream({ topics: topics.join(",") }, {
  values: take,
  sources: async (event) => {
    if (event.sources.some((each) => !sources.has(each.source))) await loadSources();
    event.sources.forEach((each) => sources.set(each.source, { ...sources.get(each.source), ...each }));
    drawSources();
  },
  system: (event) => { system = event; drawSystem(); },
  reset: () => {},
});
setInterval(() => { drawSources(); drawValues(); }, 5000);
