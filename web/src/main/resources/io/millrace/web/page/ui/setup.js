import { api, byId, dateTime, message, onSubmit } from "./app.js";

// The secret stands behind the #, which browsers send to nobody; out of the address bar with it.
const secret = location.hash.slice(1);
history.replaceState(null, "", location.pathname);
const form = byId("form");
const out = form.querySelector(".out");

async function begin() {
  if (!secret) {
    byId("title").textContent = "This address needs its link";
    message(out, "Open the whole link that was printed or sent to you, with what stands behind the # sign.", true);
    return;
  }
  let setup;
  try {
    setup = await api("POST", "/api/v1/setup/form", { secret });
  } catch (problem) {
    byId("title").textContent = "This link does not hold any more";
    message(out, problem.message, true);
    return;
  }
  const first = setup.purpose === "FIRST_OWNER";
  byId("title").textContent = first ? "You are the first owner" : `Welcome, ${setup.displayName}`;
  byId("about").textContent = (first
    ? "Choose how you sign in from now on. "
    : `Choose a password for ${setup.login}. `) + `The link holds until ${dateTime(setup.expiresAt)}.`;
  byId("owner").hidden = !first;
  if (first) ["login", "displayName"].forEach((name) => { form.elements[name].required = true; });
  byId("fields").hidden = false;
  (first ? form.elements.login : form.elements.password).focus();
  onSubmit(form, async (fields) => {
    if (fields.password !== fields.again) {
      message(out, "The two passwords are not the same.", true);
      return;
    }
    const body = { secret, password: fields.password };
    if (first) Object.assign(body, { login: fields.login, displayName: fields.displayName });
    await api("POST", first ? "/api/v1/setup/first-owner" : "/api/v1/setup/password", body);
    location.assign("/");
  });
}

begin();
