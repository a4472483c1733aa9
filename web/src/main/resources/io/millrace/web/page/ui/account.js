import { ago, answer, api, byId, confirmed, el, get, message, onSubmit, remember, session, dateTime } from "./app.js";

const me = await session();
answer(`You are ${me.displayName}`, me.roles.length
  ? "Your roles: " + me.roles.map((each) => each.role.toLowerCase() + (each.site ? " of one site" : "")).join(", ") + "."
  : "You have no role yet. Ask an owner for one.");

onSubmit(byId("password"), async (fields, out) => {
  remember(await api("POST", "/api/v1/session/password", { oldPassword: fields.oldPassword, newPassword: fields.newPassword }));
  byId("password").reset();
  message(out, "The password is changed. All other sessions have ended.");
  await list();
});

async function list() {
  const page = await get("/api/v1/sessions");
  byId("sessions").replaceChildren(...page.items.map((each) => el("tr", {},
    el("td", {}, each.address, each.current ? el("span", { class: "chip" }, "this one") : null),
    el("td", { class: "hide-s" }, each.userAgent.slice(0, 60)),
    el("td", { title: dateTime(each.lastSeenAt) }, ago(each.lastSeenAt)),
    el("td", { class: "r" }, each.current ? null : el("button", { class: "btn", type: "button", onclick: async () => {
      if (!await confirmed("End this session? Whoever uses it has to sign in again.", "End session")) return;
      await api("DELETE", "/api/v1/sessions/" + encodeURIComponent(each.id));
      await list();
    } }, "End")))));
}

await list();
