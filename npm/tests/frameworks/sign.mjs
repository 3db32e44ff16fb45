// Makes deliveries as the providers' own pages describe them, with node:crypto: hookseal is not its own witness.

import { createHmac, randomUUID } from "node:crypto";
export { TOKEN_HEADER } from "./receivers/secrets.mjs";
import { SECRETS, TOKEN_HEADER } from "./receivers/secrets.mjs";

/** Transcodely, "Header Format": hex HMAC-SHA-256 of `{timestamp}.{body}`, the secret as it is written. */
export function transcodely(body = job(), { id = unique("dlv"), at = now(), path = "/transcodely" } = {}) {
  const signature = `sha256=${hmac("sha256", SECRETS.transcodely, `${at}.`, body).toString("hex")}`;
  const headers = [
    ["Content-Type", "application/json"],
    ["X-Transcodely-Signature", signature],
    ["X-Transcodely-Timestamp", String(at)],
    ["X-Transcodely-Delivery-ID", id],
  ];
  return request(path, headers, body);
}

/** Transcodely's second generation, as its SDKs check it: the same content, one header. */
export function transcodely2(body = job(), { id = unique("evt"), at = now(), path = "/transcodely" } = {}) {
  const signature = hmac("sha256", SECRETS.transcodely, `${at}.`, body).toString("hex");
  const headers = [
    ["Content-Type", "application/json"],
    ["Transcodely-Signature", `t=${at},v1=${signature}`],
    ["Webhook-Id", id],
  ];
  return request(path, headers, body);
}

/** Standard Webhooks, "Signature scheme": base64 HMAC-SHA-256 of `{id}.{timestamp}.{body}`, a secret in base64. */
export function standard(body = job(), { id = unique("msg"), at = now(), path = "/standard-webhooks" } = {}) {
  const key = Buffer.from(SECRETS["standard-webhooks"].slice("whsec_".length), "base64");
  const headers = [
    ["Content-Type", "application/json"],
    ["webhook-id", id],
    ["webhook-timestamp", String(at)],
    ["webhook-signature", `v1,${hmac("sha256", key, `${id}.${at}.`, body).toString("base64")}`],
  ];
  return request(path, headers, body);
}

/** Transloadit, "Webhooks": `algorithm:hex` of the field `transloadit`, both as fields of a form. */
export function transloadit(json = assembly(), { form = "multipart", path = "/transloadit" } = {}) {
  const signature = `sha384:${hmac("sha384", SECRETS.transloadit, json).toString("hex")}`;
  const fields = { transloadit: json.toString(), signature };
  const { type, body } = form === "multipart" ? multipart(fields) : urlencoded(fields);
  return { ...request(path, [["Content-Type", type]], body), payload: json };
}

/** Base64 HMAC-SHA-256 of method, URL and body. */
export function line(url, { method = "POST", path = "/line", body = job() } = {}) {
  const signature = hmac("sha256", SECRETS.line, method, url, body).toString("base64");
  const headers = [
    ["Content-Type", "application/json"],
    ["X-Line-Signature", signature],
  ];
  return request(path, headers, body);
}

/** AssemblyAI, "Webhooks": a header whose name and value the receiver chose. */
export function assemblyai(body = transcript(), { path = "/assemblyai" } = {}) {
  return request(
    path,
    [
      ["Content-Type", "application/json"],
      [TOKEN_HEADER, SECRETS.assemblyai],
    ],
    body,
  );
}

/** Connect signs nothing: the receiver puts a token into its own URL. */
export function connect(body = job(), { path = "/connect", token = SECRETS.connect } = {}) {
  return request(`${path}?kind=asset&token=${token}`, [["Content-Type", "application/json"]], body);
}

/** The request with the values of one header replaced; without values the header is left out. */
export function withHeader(request, name, ...values) {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, ...values.map((value) => [name, value])] };
}

/** The value that a header has, its name in any case. */
export function valueOf({ headers }, name) {
  return headers.find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1];
}

/** A body that no other delivery has, so that no two share a dedupe key. `more` is merged in. */
export function job(more = {}) {
  const event = { event: "job.completed", job: { id: unique("job"), status: "completed", cost: 2.0 }, ...more };
  // As a serialiser of another language writes it: JSON.stringify(JSON.parse(text)) gives other bytes.
  return Buffer.from(JSON.stringify(event).replace('"cost":2', '"cost": 2.0, "title": "caf\\u00e9"'));
}

/** A JSON body of so many bytes. */
export function sized(bytes) {
  const empty = JSON.stringify({ x: "" });
  return Buffer.from(JSON.stringify({ x: "x".repeat(bytes - empty.length) }));
}

export function transcript(more = {}) {
  return Buffer.from(JSON.stringify({ transcript_id: randomUUID(), status: "completed", ...more }));
}

export function assembly() {
  const id = randomUUID().replaceAll("-", "");
  const status = { ok: "ASSEMBLY_COMPLETED", assembly_id: id, fields: { title: "Träume & more" } };
  return Buffer.from(JSON.stringify(status));
}

export function unique(kind) {
  return `${kind}_${randomUUID().slice(0, 13)}`;
}

export function now() {
  return Math.floor(Date.now() / 1000);
}

function request(path, headers, body) {
  return { method: "POST", path, headers, body, payload: body };
}

function hmac(algorithm, key, ...parts) {
  const mac = createHmac(algorithm, key);
  parts.forEach((part) => mac.update(part));
  return mac.digest();
}

function urlencoded(fields) {
  const body = Buffer.from(new URLSearchParams(fields).toString());
  return { type: "application/x-www-form-urlencoded", body };
}

function multipart(fields) {
  const boundary = "----form-7d51a94e";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const type = `multipart/form-data; boundary=${boundary}`;
  return { type, body: Buffer.from(`${parts.join("")}--${boundary}--\r\n`) };
}
