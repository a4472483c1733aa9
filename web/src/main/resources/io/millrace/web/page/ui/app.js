// What all pages share: the API, the stream of events, elements, words for times and values.

export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? `The server answered ${status}.`);
    this.status = status;
    this.code = body.code ?? "";
    this.field = body.field ?? body.parameter ?? "";
  }
}

let csrfToken = "";

/** Asks the API. Gives the JSON of the answer, null if there is none; throws a Problem. */
export async function api(method, path, body, headers = {}, again = true) {
  const options = { method, headers: { Accept: "application/json", ...headers } };
  if (method !== "GET" && csrfToken) options.headers["X-CSRF-Token"] = csrfToken;
  if (body instanceof Blob) {
    options.body = body;
  } else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Problem(0, { detail: "The server cannot be reached. Is it running?" });
  }
  const text = await answer.text();
  const json = text && (answer.headers.get("Content-Type") ?? "").includes("json") ? JSON.parse(text) : null;
  if (answer.ok) return json;
  if (answer.status === 401 && !location.pathname.startsWith("/sign-in") && !location.pathname.startsWith("/setup")) {
    location.assign("/sign-in?next=" + encodeURIComponent(location.pathname));
  }
  if (json?.code === "FORGED_REQUEST" && again) {
    // The session got a new secret, since somebody changed this person's rights: learn its token.
    remember(await get("/api/v1/session"));
    return api(method, path, body, headers, false);
  }
  throw new Problem(answer.status, json ?? {});
}

export const get = (path) => api("GET", path);

/** Notes what a page must send with each change. */
export function remember(session) {
  csrfToken = session.csrfToken;
  return session;
}

/** Who is signed in; also fills the frame of the page. */
export async function session() {
  const found = remember(await get("/api/v1/session"));
  byId("who").textContent = found.displayName;
  byId("organisation").textContent = found.organisationName;
  byId("sign-out").addEventListener("click", async () => {
    await api("POST", "/api/v1/sign-out");
    location.assign("/sign-in");
  });
  return found;
}

export const byId = (id) => document.getElementById(id);

/** Makes an element. Attributes that begin with "on" are listeners; false leaves one out. */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** The title of a page is its answer. */
export function answer(title, subtitle) {
  byId("title").textContent = title;
  document.title = title + " · Millrace";
  if (subtitle !== undefined) byId("subtitle").textContent = subtitle;
}

export function message(node, text, bad = false) {
  node.replaceChildren(el("div", { class: bad ? "msg bad" : "msg", role: bad ? "alert" : "status" }, text));
}

export function failed(node, problem, what) {
  message(node, `${what} ${problem.message}`, true);
}

export const empty = (title, text, ...more) => el("div", { class: "empty" }, el("strong", {}, title), text, ...more);

/** Runs a task of a form: its button waits, and what is wrong is said beside the field. */
export function onSubmit(form, task) {
  const out = form.querySelector(".out");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    out.replaceChildren();
    form.querySelectorAll("[aria-invalid]").forEach((each) => each.removeAttribute("aria-invalid"));
    try {
      await task(Object.fromEntries(new FormData(form)), out);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      message(out, problem.message, true);
      const field = problem.field && form.elements.namedItem(problem.field);
      if (field instanceof HTMLElement) {
        field.setAttribute("aria-invalid", "true");
        field.focus();
      }
    } finally {
      button.disabled = false;
    }
  });
}

/** Puts a line with a button that copies it. */
export function copyable(text) {
  const button = el("button", { class: "btn", type: "button", onclick: async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  } }, "Copy");
  return el("div", { class: "copy" }, el("pre", {}, text), button);
}

/** Asks before something that cannot be taken back. */
export function confirmed(question, verb) {
  return new Promise((resolve) => {
    const dialog = el("dialog", { "aria-label": question }, el("p", {}, question),
      el("form", { method: "dialog", class: "acts" },
        el("button", { class: "btn pri", value: "yes" }, verb),
        el("button", { class: "btn", value: "no", autofocus: true }, "Cancel")));
    dialog.addEventListener("close", () => { resolve(dialog.returnValue === "yes"); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const three = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 4 });
const whole = new Intl.NumberFormat();
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

const minus = (text) => text.replace("-", "\u2212");
export const count = (number) => minus(whole.format(number));

/** A value with its unit; missing is a dash. */
export function value(of, unit = "") {
  if (of === null || of === undefined) return "—";
  let text;
  if (typeof of === "number") text = minus(Number.isInteger(of) ? whole.format(of) : three.format(of));
  else if (typeof of === "boolean") text = of ? "on" : "off";
  else if (typeof of === "object") text = of.mediaType ? `${of.mediaType}, ${bytes(of.size ?? 0)}` : "record";
  else text = String(of);
  return unit && unit !== "1" ? `${text}\u202f${units[unit] ?? unit}` : text;
}
const units = { Cel: "°C", "%": "%", "m3/h": "m³/h", "m3": "m³", "{piece}": "pcs", "1/min": "/min", "Pa": "Pa", "l/min": "l/min", "mm/s": "mm/s", "K": "K", "[degF]": "°F", "m3/min": "m³/min", "m3/s": "m³/s", "[ppm]": "ppm", "{charge}": "charges" };

export function bytes(number) {
  const names = ["B", "kB", "MB", "GB", "TB"];
  let step = 0;
  while (number >= 1000 && step < names.length - 1) { number /= 1000; step++; }
  return `${three.format(step ? Number(number.toPrecision(3)) : number)}\u202f${names[step]}`;
}

export const time = (text) => clock.format(new Date(text));
export const dateTime = (text) => dayAndClock.format(new Date(text));

export function ago(text) {
  if (!text) return "never";
  const seconds = Math.max(0, (Date.now() - new Date(text)) / 1000);
  if (seconds < 2) return "just now";
  return duration(seconds) + " ago";
}

export function duration(seconds) {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 6000) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} days`;
}

/** Whether a value with this OPC UA status code may not be used at all. */
export const bad = (code) => (code ?? 0) >= 0x80000000;

export function quality(code) {
  return (code ?? 0) < 0x40000000 ? null : el("span", { class: "chip ab" }, reasons[code] ?? (bad(code) ? "Bad" : "Uncertain"));
}
const reasons = { 0x80310000: "No communication", 0x803c0000: "Out of range", 0x808b0000: "Sensor failure", 0x40000400: "Clock runs ahead" };

/** Opens the stream of events and keeps it open. Handlers by name of event. */
export function stream(query, handlers) {
  const live = byId("live");
  live.hidden = false;
  const text = byId("live-text");
  const lost = byId("lost");
  let source;
  let since;
  const open = () => {
    source = new EventSource("/api/v1/stream?" + new URLSearchParams(query));
    source.onopen = () => {
      live.classList.add("on");
      text.textContent = "Live";
      lost.hidden = true;
      document.body.classList.remove("lost");
    };
    source.onerror = () => {
      if (live.classList.contains("on")) since = new Date();
      live.classList.remove("on");
      text.textContent = "Not live";
      lost.hidden = false;
      lost.textContent = `Not live since ${time(since ?? new Date())}. Reconnecting.`;
      document.body.classList.add("lost");
      if (source.readyState === EventSource.CLOSED) setTimeout(open, 3000);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
    }
    source.addEventListener("end", (event) => {
      source.close();
      if (JSON.parse(event.data).cause === "CREDENTIAL_ENDED") location.assign("/sign-in");
      else setTimeout(open, 3000);
    });
  };
  open();
  addEventListener("pagehide", () => source.close());
  return () => source.close();
}

const theme = byId("theme");
theme?.addEventListener("click", () => {
  const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  localStorage.setItem("theme", next);
  document.documentElement.dataset.theme = next;
});
