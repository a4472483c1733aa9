import { answer, api, byId, bytes, count, dateTime, el, empty, failed, get, message, onSubmit, session } from "./app.js";

const me = await session();
const may = me.actions.includes("UPLOAD_DATA");
let open = null;
let timer = null;

const words = { CHECKING: "Being checked", CHECKED: "Checked, waits for you", RUNNING: "Being taken in", DONE: "Taken in", FAILED: "Failed", CANCELLED: "Stopped" };
const fates = { BOUND: "goes to", UNMAPPED: "becomes a new point, to be described later", QUARANTINE: "goes to quarantine: the source's rule" };

async function sources() {
  const all = (await get("/api/v1/sources")).items.filter((each) => !each.retired);
  byId("source").replaceChildren(...all.map((each) => el("option", { value: each.id }, each.name)));
  byId("form").hidden = !may || !all.length;
  if (!may) answer("You may look, and not import", "Somebody with the role technician, integrator, manager or owner can.");
  else if (!all.length) {
    answer("First say where the data comes from", "Past data belongs to a source, as live data does.");
    byId("none").replaceChildren(empty("No source yet.", el("a", { href: "/sources" }, "Create a source")));
  } else answer("Bring in past data", "A CSV file is checked first. Nothing is taken in until you say so.");
}

async function list() {
  const found = may ? (await get("/api/v1/uploads")).uploads : [];
  byId("past").hidden = !found.length;
  byId("uploads").replaceChildren(...found.map((each) => el("tr", { class: "pick", onclick: () => follow(each.id) },
    el("td", {}, el("button", { class: "btn q", type: "button" }, dateTime(each.createdAt))),
    el("td", {}, each.channel), el("td", {}, words[each.state]),
    el("td", { class: "r" }, each.result ? count(each.result.values) + " values" : bytes(each.bytes)))));
}

function follow(id) {
  clearTimeout(timer);
  const step = async () => {
    try {
      open = await get("/api/v1/uploads/" + id);
      draw();
      if (open.state === "CHECKING" || open.state === "RUNNING") timer = setTimeout(step, 400);
      else await list();
    } catch (problem) {
      failed(byId("upload"), problem, "The upload cannot be shown.");
    }
  };
  step();
}

async function act(verb) {
  try {
    await api("POST", `/api/v1/uploads/${open.id}/${verb}`);
  } catch (problem) {
    failed(byId("trouble"), problem, "That did not work.");
  }
  follow(open.id);
}

function report(of, done) {
  return [
    el("p", {}, `${count(of.accepted)} of ${count(of.rows)} rows ${done ? "were" : "would be"} taken in: ${count(of.values)} values`
      + (of.from ? ` from ${dateTime(of.from)} to ${dateTime(of.to)}.` : ".")),
    el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, el("th", {}, "Column"), el("th", {}, "Values"), el("th", {}, "What becomes of them"))),
      el("tbody", {}, ...of.columns.map((each) => el("tr", {}, el("td", {}, each.path),
        el("td", {}, Object.entries(each.kinds).map(([kind, number]) => `${count(number)} ${kind.toLowerCase()}`).join(", ")),
        el("td", {}, fates[each.fate], each.pointName ? el("a", { href: "/points#" + each.point }, " " + each.pointName) : null)))))),
    of.rejected ? el("div", { class: "msg bad" }, el("strong", {}, of.rejected === 1 ? "One row cannot be read" : `${count(of.rejected)} rows cannot be read`),
      el("ul", {}, ...of.rejects.slice(0, 10).map((each) => el("li", {}, `Line ${each.line}: ${each.reason}`)))) : null,
  ];
}

function draw() {
  const running = open.state === "CHECKING" || open.state === "RUNNING";
  const share = Math.round(open.share * 100);
  byId("upload").replaceChildren(el("section", { class: "card" },
    el("div", { class: "hd" }, el("h2", {}, words[open.state]), el("div", { class: "r" }, bytes(open.bytes))),
    el("div", { class: "in" }, el("div", { id: "trouble" }),
      running ? el("progress", { max: 100, value: share, "aria-label": words[open.state] }, share + " %") : null,
      open.message ? el("div", { class: "msg bad" }, open.message) : null,
      ...open.reading.doubts.map((each) => el("p", { class: "msg" }, each)),
      ...(open.result ? report(open.result, true) : open.check ? report(open.check, false) : []),
      open.state === "CHECKED" ? el("details", {}, el("summary", {}, "How the file is read"),
        el("p", { class: "muted" }, Object.entries(open.reading.options).map(([name, text]) => `${name}: ${text}`).join(" · ")),
        el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, ...open.reading.columns.map((each) => el("th", {}, each)))),
          el("tbody", {}, ...open.reading.firstRows.map((row) => el("tr", {}, ...row.map((cell) => el("td", {}, cell)))))))) : null,
      el("div", { class: "acts" },
        open.state === "CHECKED" ? el("button", { class: "btn pri", type: "button", onclick: () => act("start") }, `Import ${count(open.check?.accepted ?? 0)} rows`) : null,
        running || open.state === "CHECKED" ? el("button", { class: "btn", type: "button", onclick: () => act("cancel") }, running ? "Stop" : "Discard") : null))));
  if (open.state === "DONE") answer(`${count(open.result.values)} values are taken in`, "They are part of the history now. Taking the same file in again changes nothing.");
  if (open.state === "CHECKED") answer("This is what would happen", "Nothing is taken in yet.");
}

onSubmit(byId("form"), async (fields, out) => {
  const file = fields.file;
  if (!(file instanceof File) || !file.size) {
    message(out, "Choose a file that is not empty.", true);
    return;
  }
  const query = new URLSearchParams({ source: fields.source, zone: fields.zone });
  if (fields.channel) query.set("channel", fields.channel);
  message(out, `Sending ${bytes(file.size)} …`);
  const made = await api("POST", "/api/v1/uploads?" + query, file, { "Content-Type": "text/csv" });
  out.replaceChildren();
  follow(made.id);
});
byId("zone").value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC";
try {
  await sources();
  await list();
} catch (problem) {
  failed(byId("none"), problem, "Uploads cannot be shown.");
}
