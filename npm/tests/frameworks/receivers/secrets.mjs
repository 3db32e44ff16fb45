// What the receivers and the signer share. Made up for these tests.

export const SECRETS = {
  transloadit: "0b5c6f8e1d2a49379c64d1e8a7f3b250",
  transcodely: "whsec_f3c1b07d9a5e48629d7e0c14b8a6352f",
  assemblyai: "tok-5e0d7c6b1a2f43988f7e",
  line: "9d3e5b7a1c0f42688e21",
  connect: "c7a41d90e2b84f6fa35c",
  "standard-webhooks": `whsec_${Buffer.from("a key of thirty-two bytes, as is").toString("base64")}`,
};

/** A scheme that signs the request's method and URL. */
export const SIGNED_LINE = {
  name: "line",
  signature: { header: "X-Line-Signature", encoding: "base64" },
  algorithms: ["sha256"],
  content: "{method}{url}{body}",
};

export const TOKEN_HEADER = "X-My-Webhook-Secret";
