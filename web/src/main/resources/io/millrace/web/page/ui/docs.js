import { answer, session } from "./app.js";

function open() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
  target?.scrollIntoView?.();
}

addEventListener("hashchange", open);
answer("Everything that the API can do", "The same as OpenAPI 3.1: /api/openapi.json");
session();
open();
