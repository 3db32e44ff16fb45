// The page: one endpoint, a tab that verifies and explains, a tab that signs.

import { version } from "hookseal";
import { CodeView } from "./code-view.js";
import { byId, goTo, say } from "./dom.js";
import { Endpoint } from "./endpoint.js";
import { fillExample } from "./example.js";
import { writeHeaders } from "./headers.js";
import { readLink } from "./link.js";
import { SignPanel } from "./sign-panel.js";
import { makeTabs } from "./tabs.js";
import { VerifyPanel } from "./verify-panel.js";

const endpoint = new Endpoint(() => update());
const verifying = new VerifyPanel(endpoint);
const signing = new SignPanel(endpoint, ({ headers, body, url }) => {
  const clock = signing.timestamp === "" ? "now" : "request";
  verifying.fill({ headers: writeHeaders(headers), url, address: "", body, clock, fixed: "" });
  show("verify");
  goTo(byId("verify-result"));
});
const code = new CodeView(endpoint);
let panel = "verify";
const show = makeTabs(document.querySelector<HTMLElement>("[role=tablist]")!, (shown) => {
  panel = shown;
  byId("other-secrets").hidden = shown !== "verify";
  update();
});

byId("version").textContent = version;
byId("example").addEventListener("click", () => {
  show("verify");
  fillExample(endpoint, verifying);
  code.update();
});
window.addEventListener("hashchange", readFragment);
readFragment();
update();

function update(): void {
  // Only what is seen: messages about the endpoint are those of the tab that is open.
  if (panel === "verify") verifying.update();
  else signing.update();
  code.update();
}

function readFragment(): void {
  const shared = readLink(location.hash);
  if (shared === null) return;
  endpoint.fill(shared.endpoint);
  verifying.fill(shared);
  const whose = "This was filled in from a link that somebody made. It brings no secret:";
  say(byId("notice"), `${whose} type yours only if you trust what you see.`);
  show("verify");
}
