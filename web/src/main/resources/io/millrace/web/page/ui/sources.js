import { ago, answer, api, byId, confirmed, copyable, dateTime, el, empty, failed, get, message, onSubmit, session } from "./app.js";

const me = await session();
const mayConfigure = me.actions.includes("CONFIGURE_SOURCES");
const mayTokens = me.actions.includes("MANAGE_TOKENS");
const seesTokens = me.actions.includes("READ_ACCOUNTS") || mayTokens;
let sources = [];

async function load() {
  try {
    sources = (await get("/api/v1/sources")).items.filter((each) => !each.retired);
    const tokens = seesTokens ? (await get("/api/v1/tokens?limit=499")).items.filter((each) => !each.revokedAt) : [];
    draw(tokens);
  } catch (problem) {
    failed(byId("list"), problem, "The sources cannot be shown.");
  }
}

function draw(tokens) {
  answer(sources.length ? `${sources.length} ${sources.length === 1 ? "source is" : "sources are"} set up` : "Connect the first machine",
    "A source is a device, a gateway or a program. Its token says who it is.");
  byId("list").replaceChildren(...(sources.length ? sources.map((source) => {
    const own = tokens.filter((each) => each.source === source.id);
    return el("section", { class: "card" },
      el("div", { class: "hd" }, el("h2", {}, source.name), source.simulated ? el("span", { class: "chip" }, "Simulated") : null,
        el("div", { class: "r" }, el("span", {}, source.description),
          mayTokens ? el("button", { class: "btn", type: "button", onclick: () => makeToken(source) }, "Create token") : null)),
      own.length ? el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {},
        ...["Token", "Public part", "Last used", "Channels", ""].map((each) => el("th", {}, each)))),
        el("tbody", {}, ...own.map(tokenRow)))) : el("div", { class: "empty" }, seesTokens ? "No token yet: nothing can come from it." : "You may not see tokens."));
  }) : [el("section", { class: "card" }, empty("No machines yet.", "Name the first one above, about 5 minutes."))]));
  const programs = tokens.filter((each) => !each.source);
  byId("programs").hidden = !seesTokens;
  byId("program-rows").replaceChildren(...(programs.length ? programs.map(tokenRow) : [el("tr", {}, el("td", { class: "muted" }, "No program has a token."))]));
}

function tokenRow(token) {
  return el("tr", {},
    el("td", {}, token.label, " ", token.expiresAt ? el("span", { class: "chip", title: dateTime(token.expiresAt) }, "until " + new Date(token.expiresAt).toLocaleDateString()) : null),
    el("td", {}, el("code", {}, token.id)),
    el("td", {}, ago(token.lastUsedAt)),
    el("td", {}, token.scopes.map((each) => each.toLowerCase()).join(", "), " ", el("span", { class: "muted" }, [...token.publish, ...token.subscribe].join(" "))),
    el("td", { class: "r" }, mayTokens ? el("button", { class: "btn", type: "button", onclick: async () => {
      if (!await confirmed(`Revoke the token '${token.label}'? Whatever uses it is refused from now on.`, "Revoke")) return;
      try {
        await api("DELETE", "/api/v1/tokens/" + token.id);
      } catch (problem) {
        failed(byId("made"), problem, "The token was not revoked.");
      }
      await load();
    } }, "Revoke") : null));
}

async function makeToken(source) {
  try {
    const made = await api("POST", "/api/v1/tokens", { label: source.name, scopes: ["INGEST"], source: source.id });
    showToken(source, made.text);
    await load();
  } catch (problem) {
    failed(byId("made"), problem, "No token was created.");
  }
}

function showToken(source, text) {
  const host = location.hostname;
  const channel = source.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "") || "machine";
  const port = byId("made").dataset.mqttPort || "1883";
  byId("made").replaceChildren(el("section", { class: "card in" },
    el("h2", {}, `Token of ${source.name}`),
    el("p", { class: "muted" }, "This is the only time that it can be seen. Keep it where only the device reads it."),
    copyable(text),
    el("h3", {}, "Send by MQTT"),
    copyable(`mosquitto_pub -h ${host} -p ${port} -q 1 -u ${channel} -P ${text} -t ${channel}/status -m '{"temperature":21.5}'`),
    el("h3", {}, "Send by HTTP"),
    copyable(`curl -H "Authorization: Bearer ${text}" -H "Content-Type: application/json" -d '{"temperature":21.5}' ${location.origin}/api/v1/ingest/${channel}/status`),
    el("p", { class: "muted small" }, "The answer comes after the message is on disk. Then look at ", el("a", { href: "/points" }, "Points"), ".")));
  byId("made").scrollIntoView({ block: "nearest" });
}

function showProgramToken(label, text) {
  byId("made").replaceChildren(el("section", { class: "card in" },
    el("h2", {}, `Token of ${label}`),
    el("p", { class: "muted" }, "This is the only time that it can be seen."),
    copyable(text),
    el("h3", {}, "Read by HTTP"),
    copyable(`curl -H "Authorization: Bearer ${text}" ${location.origin}/api/v1/latest`)));
  byId("made").scrollIntoView({ block: "nearest" });
}

byId("program").hidden = !mayTokens;
onSubmit(byId("program"), async (fields) => {
  const made = await api("POST", "/api/v1/tokens", { label: fields.label, scopes: fields.scopes.split(",") });
  byId("program").reset();
  showProgramToken(made.token.label, made.text);
  await load();
});

byId("create").hidden = !mayConfigure;
onSubmit(byId("create"), async (fields, out) => {
  const source = await api("POST", "/api/v1/sources", { name: fields.name, unknownPoints: fields.unknownPoints, ...(fields.expectedPeriod ? { expectedPeriod: fields.expectedPeriod } : {}) });
  byId("create").reset();
  if (mayTokens) {
    await makeToken(source);
  } else {
    message(out, `The source '${source.name}' is created. Somebody who manages tokens can give it one.`);
    await load();
  }
});
await load();
