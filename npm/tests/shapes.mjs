// The shapes in which runtimes and frameworks hand out one and the same request.

/** Each way to hand over a vector's request: a name for messages, body and headers. */
export function shapes(request) {
  const pairs = readHeaders(request);
  const body = readBody(request.body);
  const found = [
    { name: "pairs", body, headers: pairs },
    { name: "rawHeaders", body, headers: pairs.flat() },
    { name: "headersDistinct", body, headers: lists(pairs) },
  ];
  if (typeof request.body.text === "string") found.push({ name: "text", body: request.body.text, headers: pairs });
  if (new Set(pairs.map(([name]) => name.toLowerCase())).size === pairs.length) {
    found.push({ name: "record", body, headers: Object.fromEntries(pairs) });
    if (typeof Headers === "function" && pairs.every(([, value]) => FETCHABLE.test(value))) {
      found.push({ name: "Headers", body, headers: new Headers(pairs) });
    }
  }
  if (request.body.form && typeof FormData === "function") {
    const [data, parameters] = [new FormData(), new URLSearchParams()];
    for (const [name, value] of request.body.form) {
      data.append(name, value);
      parameters.append(name, value);
    }
    found.push({ name: "FormData", body: data, headers: pairs });
    found.push({ name: "URLSearchParams", body: parameters, headers: pairs });
  }
  return found;
}

export function readHeaders(request) {
  return request.headers.map(([name, value]) => [name, value]);
}

export function readBody(body) {
  if (body.text !== undefined) return new TextEncoder().encode(body.text);
  if (body.base64 !== undefined) return fromBase64(body.base64);
  if (body.repeat !== undefined) return new TextEncoder().encode(body.repeat[0].repeat(body.repeat[1]));
  const form = Object.create(null);
  for (const [name, value] of body.form) form[name] = [...(form[name] ?? []), value];
  // One value is a text, as most form parsers have it.
  const single = ([name, values]) => [name, values.length > 1 ? values : values[0]];
  return Object.fromEntries(Object.entries(form).map(single));
}

export function fromBase64(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function lists(pairs) {
  const found = Object.create(null);
  for (const [name, value] of pairs) (found[name.toLowerCase()] ??= []).push(value);
  return found;
}

// `Headers` refuses or trims what no server would hand out.
const FETCHABLE = /^[\x21-\x7e\x80-\xff](?:[\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/;
