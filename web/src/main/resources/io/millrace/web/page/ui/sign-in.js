import { api, byId, onSubmit } from "./app.js";

onSubmit(byId("form"), async (fields) => {
  await api("POST", "/api/v1/sign-in", { login: fields.login, password: fields.password });
  const next = new URLSearchParams(location.search).get("next") ?? "/";
  location.assign(next.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/");
});
