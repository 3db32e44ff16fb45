// Runs the planted cases of tests/explain against a library that is handed over; it imports no runtime and no library.
//
// Expected values are those of the files. A request is tried as pairs, and as other shapes that runtimes hand out.

/**
 * @param library the exports of hookseal/explain
 * @param files the contents of the case files by their names
 * @param options.look a way to look into a value more deeply than its JSON does
 * @param options.shapes whether to try requests in other shapes, too
 * @returns {{ passed: number, failed: number, failures: string[] }}
 */
export function runCases(library, files, options) {
  const result = { passed: 0, failed: 0, failures: [] };
  for (const [file, { cases }] of Object.entries(files)) {
    for (const example of cases) {
      try {
        checkCase(library, example, options);
        result.passed += 1;
      } catch (error) {
        result.failed += 1;
        result.failures.push(`${file}: ${example.name}: ${error.message}`);
      }
    }
    // A file that holds nothing proves nothing.
    if (cases.length === 0) result.failures.push(`${file}: no case`) && (result.failed += 1);
  }
  return result;
}

function checkCase(library, example, { look, shapes }) {
  const { provider, options, otherSecrets, body, headers, expect, silent, ...rest } = example;
  const { now, method, url, remoteAddress } = rest;
  const given = { now, method, url: url ?? undefined, remoteAddress: remoteAddress ?? undefined };
  given.otherSecrets = otherSecrets.map(readSecret);
  const pairs = headers.map(([name, value]) => [name, readText(value)]);
  const explain = (body, headers) => library.explain(provider, readSecrets(options), body, headers, given);
  const report = explain(readBody(body), pairs);
  checkSilence([JSON.stringify(report), `${report}`, report.toColouredString(), look(report)], silent);
  checkReport(report, expect, given.now);
  // What takes seconds is not asked for five times.
  if (!shapes || report.work.bytes > MUCH) return;
  for (const [shape, ...shaped] of shapesOf(body, pairs)) {
    same(`as ${shape}`, JSON.stringify(explain(...shaped)), JSON.stringify(report));
  }
}

function checkReport({ refusal, findings, clock, work, steps }, expect, now) {
  same("refusal", refusal?.code ?? null, expect.refusal);
  const codes = (wanted) => {
    const found = findings.filter(({ certainty }) => certainty === wanted);
    return [...new Set(found.map(({ code }) => code))];
  };
  same("proved", codes("proved").sort().join(), expect.proved.join());
  for (const certainty of ["observed", "hint"]) {
    const wanted = certainty === "hint" ? expect.hints : expect.observed;
    same(certainty, wanted.filter((code) => !codes(certainty).includes(code)).join(), "");
  }
  same("never", findings.map(({ code }) => code).filter((code) => expect.never.includes(code)).join(), "");
  const ranks = findings.map(({ certainty }) => CERTAINTIES.indexOf(certainty));
  same("order", ranks.join(), ranks.toSorted().join());
  same("findings of a refused request", refusal !== null && findings.length === 0, false);
  same("findings of an accepted one", refusal === null && ranks.some((rank) => rank < 2), false);
  if (clock !== null) same("clock", `${clock.difference} ${clock.now}`, `${clock.timestamp - now} ${now}`);
  same("work", work.macs <= 16384 && work.bytes <= MOST_BYTES && typeof work.complete === "boolean", true);
  same("failed steps of an accepted one", refusal === null && steps.some(({ state }) => state === "failed"), false);
}

/** Threat 119: neither a secret nor what is derived from one. */
function checkSilence(shown, silent) {
  const told = silent.filter((text) => shown.some((one) => one.includes(text)));
  // Not the texts themselves: they would stand in the log.
  same("texts that must occur nowhere", told.length, 0);
}

/** Other ways to hand over the same request, which must give the same report. */
function* shapesOf(body, pairs) {
  const bytes = readBody(body);
  yield ["rawHeaders", bytes, pairs.flat()];
  if (new Set(pairs.map(([name]) => name.toLowerCase())).size === pairs.length) {
    yield ["record", bytes, Object.fromEntries(pairs)];
    yield ["Map", bytes, new Map(pairs)];
  }
  if (!body?.form) return;
  const [data, parameters] = [new FormData(), new URLSearchParams()];
  for (const [name, value] of body.form) {
    data.append(name, value);
    parameters.append(name, value);
  }
  yield ["FormData", data, pairs];
  yield ["URLSearchParams", parameters, pairs];
}

function readSecrets({ secret, secrets, ...options }) {
  if (secret !== undefined) options.secret = readSecret(secret);
  if (secrets !== undefined) options.secrets = secrets.map(readSecret);
  return options;
}

function readSecret(secret) {
  return typeof secret === "string" ? secret : fromBase64(secret.base64);
}

function readBody(body) {
  if (body === null) return null;
  if (typeof body === "string") return fromBase64(body);
  if (body.pieces) return new TextEncoder().encode(readText(body));
  const form = Object.create(null);
  for (const [name, value] of body.form) form[name] = [...(form[name] ?? []), value];
  return form;
}

function readText(text) {
  return typeof text === "string" ? text : text.pieces.map(([piece, count]) => piece.repeat(count)).join("");
}

function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function same(what, found, expected) {
  const shown = (value) => String(value).slice(0, 300);
  if (found !== expected) throw new Error(`${what}: found ${shown(found)}, expected ${shown(expected)}`);
}

const MUCH = 1 << 20;
const CERTAINTIES = ["proved", "observed", "hint"];
const MOST_BYTES = 128 * 1024 * 1024;
