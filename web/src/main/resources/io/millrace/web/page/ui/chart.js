// A line with its min-max envelope over buckets, in plain SVG. Gaps stay gaps.
import { dateTime, el, value } from "./app.js";

const NS = "http://www.w3.org/2000/svg";
const H = 260;
const PAD = { left: 58, right: 10, top: 8, bottom: 22 };

const node = (tag, attributes) => {
  const made = document.createElementNS(NS, tag);
  for (const [name, text] of Object.entries(attributes)) made.setAttribute(name, text);
  return made;
};

/** Round steps between two numbers, at most so many. */
function ticks(low, high, most) {
  const raw = (high - low) / most || 1;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * size).find((each) => each >= raw);
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high + step / 1e6; at += step) found.push(Math.abs(at) < step / 1e6 ? 0 : at);
  return found;
}

const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 604800, 2592000, 7776000, 31536000];

function timeTicks(from, to, most) {
  const step = (STEPS.find((each) => (to - from) / 1000 / each <= most) ?? 31536000) * 1000;
  const offset = new Date(from).getTimezoneOffset() * 60000;
  const found = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at < to; at += step) found.push(at);
  return { step, found };
}

const label = (at, step) => new Date(at).toLocaleString(undefined, step >= 86400000
  ? { day: "numeric", month: "short" }
  : step >= 60000 ? { hour: "2-digit", minute: "2-digit" } : { hour: "2-digit", minute: "2-digit", second: "2-digit" });

/** Numbers of a bucket as drawn: mean by time, least, greatest; null if it has none. */
export function drawn(bucket) {
  const numbers = bucket.numbers;
  if (numbers) {
    const mean = numbers.timeWeightedMean ?? numbers.mean;
    if (mean === undefined || mean === null) return null;
    return { mean, min: Math.min(mean, Number(numbers.min ?? mean)), max: Math.max(mean, Number(numbers.max ?? mean)) };
  }
  const last = bucket.last?.value;
  if (bucket.count === 0 || last === undefined) return null;
  if (typeof last === "boolean") return { mean: last ? 1 : 0, min: last ? 1 : 0, max: last ? 1 : 0 };
  return typeof last === "number" ? { mean: last, min: last, max: last } : null;
}

/** Fills an element with the chart of buckets and a line that says in words what it shows. */
export function chart(into, buckets, unit, name) {
  const W = Math.max(280, into.clientWidth - 28);
  const numbers = buckets.map(drawn);
  const present = numbers.filter(Boolean);
  if (!present.length) {
    into.replaceChildren(el("div", { class: "empty" }, el("strong", {}, "Nothing to draw in this span."), "There are no numbers in it."));
    return;
  }
  const from = Date.parse(buckets[0].from);
  const to = Date.parse(buckets.at(-1).to);
  let low = Math.min(...present.map((each) => each.min));
  let high = Math.max(...present.map((each) => each.max));
  if (low === high) { low -= Math.abs(low) * 0.05 || 1; high += Math.abs(high) * 0.05 || 1; }
  const room = (high - low) * 0.06;
  low -= room;
  high += room;
  const x = (at) => PAD.left + ((at - from) / (to - from)) * (W - PAD.left - PAD.right);
  const y = (of) => PAD.top + ((high - of) / (high - low)) * (H - PAD.top - PAD.bottom);
  const summary = `${name}: lowest ${value(Math.min(...present.map((each) => each.min)), unit)}, highest ${value(Math.max(...present.map((each) => each.max)), unit)}, last ${value(present.at(-1).mean, unit)}.`;
  const svg = node("svg", { class: "chart", width: W, height: H, viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": summary });
  for (const at of ticks(low, high, 5)) {
    svg.append(node("line", { class: "grid", x1: PAD.left, x2: W - PAD.right, y1: y(at), y2: y(at) }));
    const text = node("text", { x: PAD.left - 6, y: y(at) + 4, "text-anchor": "end" });
    text.textContent = value(at);
    svg.append(text);
  }
  const { step, found } = timeTicks(from, to, Math.max(2, Math.floor(W / 110)));
  for (const at of found) {
    const text = node("text", { x: x(at), y: H - 6, "text-anchor": "middle" });
    text.textContent = label(at, step);
    svg.append(text);
  }
  let line = "";
  let run = [];
  const middle = (i) => (Date.parse(buckets[i].from) + Date.parse(buckets[i].to)) / 2;
  const close = () => {
    if (!run.length) return;
    line += run.map((i, k) => `${k ? "L" : "M"}${x(middle(i)).toFixed(1)} ${y(numbers[i].mean).toFixed(1)}`).join("");
    if (run.length === 1) line += "h1";
    const top = run.map((i) => `${x(middle(i)).toFixed(1)},${y(numbers[i].max).toFixed(1)}`);
    const bottom = run.toReversed().map((i) => `${x(middle(i)).toFixed(1)},${y(numbers[i].min).toFixed(1)}`);
    svg.append(node("polygon", { class: "env", points: [...top, ...bottom].join(" ") }));
    run = [];
  };
  // A bucket without a sample is no gap while the value before it still holds.
  numbers.forEach((each, i) => (each ? run.push(i) : close()));
  close();
  svg.append(node("path", { class: "line", d: line }));
  const cursor = node("line", { class: "cur", y1: PAD.top, y2: H - PAD.bottom, visibility: "hidden" });
  svg.append(cursor);
  const note = el("p", { class: "muted small num" }, summary);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect();
    const share = ((event.clientX - box.left) / box.width * W - PAD.left) / (W - PAD.left - PAD.right);
    const i = Math.floor(share * buckets.length);
    if (i < 0 || i >= buckets.length) return;
    cursor.setAttribute("x1", x(middle(i)));
    cursor.setAttribute("x2", x(middle(i)));
    cursor.setAttribute("visibility", "visible");
    const here = numbers[i];
    note.textContent = `${dateTime(buckets[i].from)}: ` + (here
      ? `${value(here.mean, unit)}${here.min < here.max ? ` (${value(here.min)} to ${value(here.max, unit)})` : ""}, ${buckets[i].count} samples`
      : "no value");
  });
  svg.addEventListener("pointerleave", () => { cursor.setAttribute("visibility", "hidden"); note.textContent = summary; });
  into.replaceChildren(svg, note);
}
