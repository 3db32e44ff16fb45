// HMAC by itself, through a custom scheme: the cases of RFC 2202 and 4231 and of Project Wycheproof.
//
// A tag of full length must verify as marked. A truncated one must be refused, and be the start of our own signature.

export function runHmacCases(library, path, content, run) {
  if (content.cases) {
    content.cases.forEach((example, index) => {
      run(`${path} ${index}`, () => {
        const { algorithm, key, data, digest } = example;
        check(library, algorithm, fromHex(key), fromHex(data), digest, true);
      });
    });
    return;
  }
  const algorithm = /hmac_(sha\d+)/.exec(path)[1];
  const cases = content.testGroups.flatMap(({ tests }) => tests);
  for (const { tcId, key, msg, tag, result } of cases) {
    run(`${path} ${tcId}`, () => check(library, algorithm, fromHex(key), fromHex(msg), tag, result === "valid"));
  }
}

function check(library, algorithm, key, message, tag, valid) {
  const scheme = {
    name: "hmac",
    signature: { header: "x-tag", encoding: "hex" },
    algorithms: [algorithm],
    content: "{body}",
  };
  if (key.length === 0) {
    equal(codeOf(() => new library.Webhook(scheme, key)), "missing_secret");
    return;
  }
  const webhook = new library.Webhook(scheme, key);
  const ours = webhook.sign(message, { timestamp: 1 }).headers["x-tag"];
  equal(ours.startsWith(tag), valid);
  const full = tag.length === ours.length;
  const expected = full ? (valid ? "accepted" : "signature_mismatch") : "signature_malformed";
  equal(codeOf(() => webhook.verify(message, { "x-tag": tag }, { now: 1 })), expected);
}

function codeOf(act) {
  try {
    act();
    return "accepted";
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    return error.code;
  }
}

function equal(found, expected) {
  if (found !== expected) throw new Error(`found ${found}, expected ${expected}`);
}

function fromHex(text) {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}
