// A page that may not compile WebAssembly: importing works, making a webhook says what to do (threat 113).

import { Webhook, WebhookConfigError } from "hookseal";

const checks = [
  () => new Webhook("transcodely", "whsec_0123456789abcdef"),
  // Not only the first time.
  () => new Webhook("connect", { allowUnauthenticated: true }),
];
const refused = checks.filter((make) => {
  try {
    make();
    return false;
  } catch (error) {
    const { code, message } = error;
    return error instanceof WebhookConfigError && code === "wasm_blocked" && message.includes("'wasm-unsafe-eval'");
  }
});

document.body.textContent = `${refused.length} passed, ${checks.length - refused.length} failed`;
document.title = "done";
