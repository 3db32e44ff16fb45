// What a receiver cannot show, and what it answers otherwise than the rest, each with the reason.

/**
 * `lacks` holds the reason for each need, or name, of the rows that are left out; `otherwise` what replaces the
 * expectation of a row, and `why`.
 *
 * @param name as in receivers.mjs
 */
export function differencesOf(name) {
  return { lacks: {}, otherwise: {}, ...DIFFERENCES[name] };
}

const ANOTHER_ROUTE = { status: 404, log: [], constant: false, why: "it is another route" };
const CORS_ANSWERS = { status: 204, log: [], constant: false, why: "the CORS middleware answers it" };
const JOINED = { log: ["token_mismatch"], why: "the two arrive as one value, and a token may hold a comma" };
const STAYS_OPEN = { closed: false, why: "Deno reads the rest of every body, whatever is answered" };
const LOCAL_PROXY = { status: 500, why: "the proxy of `wrangler dev` answers, as its connection has ended" };
const BY_PARSER = { status: 400, text: undefined, calls: [], log: [], constant: false };
const NO_JSON = { ...BY_PARSER, why: "Nest's parser refuses what is no JSON" };
const NO_BODY = { ...BY_PARSER, why: "Fastify refuses an empty body of this content type" };
const NO_TYPE = { ...BY_PARSER, status: 415, why: "Fastify refuses what is no content type" };

const CONSUMED = "whoever reads the body of a request has consumed it";
const FETCH_LACKS = {
  kept: CONSUMED,
  raw: CONSUMED,
  form: CONSUMED,
  multipart: CONSUMED,
  routes: "nothing is set up that other routes could notice",
};
const FETCH_OTHERWISE = { "a path with a slash at its end": ANOTHER_ROUTE, "a token header twice": JOINED };

const NEST_LACKS = { reads: "Nest's parser reads the body before, and waits as long as Node does" };
const NEST_LIMIT = { ...BY_PARSER, status: 413, why: "Nest's parser has a limit of its own, and answers first" };
const NEST_LIMITS = {
  "above the default limit": NEST_LIMIT,
  "above the limit, where refused requests are allowed": NEST_LIMIT,
  "above the limit, read before": NEST_LIMIT,
};
const ENDED = { log: [], why: "Nest's parser notices and answers" };
const INFLATED = "Nest's parser has inflated it, which it does up to 100 kB";

const OWN_PARSER = "the plugin has a parser of its own, so that no other comes before it";

const UNKNOWN_PEER = "a route handler is not told who calls";
const NEXT = {
  lacks: { ...FETCH_LACKS, peer: UNKNOWN_PEER },
  otherwise: {
    ...FETCH_OTHERWISE,
    "the peer is no allowed sender": { log: ["address_missing"], why: UNKNOWN_PEER },
    "a path with a slash at its end": { ...ANOTHER_ROUTE, status: 308, why: "it is redirected to the path without" },
  },
};

const LAMBDA = {
  lacks: { ...FETCH_LACKS, framing: "the gateway has read the whole request before" },
  otherwise: { "a path with a slash at its end": ANOTHER_ROUTE },
};

const NOT_TRIED = "not tried";

const DIFFERENCES = {
  fastify: {
    lacks: { raw: OWN_PARSER, form: OWN_PARSER, multipart: OWN_PARSER },
    otherwise: { "a path with a slash at its end": ANOTHER_ROUTE, "a content type that is none": NO_TYPE },
  },
  hono: {
    otherwise: {
      ...FETCH_OTHERWISE,
      "a preflight of CORS": CORS_ANSWERS,
      "OPTIONS without a signature": CORS_ANSWERS,
    },
  },
  "nest-express": {
    lacks: NEST_LACKS,
    otherwise: {
      ...NEST_LIMITS,
      "a body that is no text": NO_JSON,
      "a compressed body, signed as it is sent": {
        ...BY_PARSER,
        status: 401,
        log: ["signature_mismatch"],
        why: INFLATED,
      },
      "a compressed body, signed before": { status: 200, calls: [{}], log: [], constant: false, why: INFLATED },
      "a body that would inflate": { ...BY_PARSER, status: 413, why: INFLATED },
      "shorter than announced": ENDED,
      "chunked, without the last chunk": ENDED,
      "longer than announced": NO_JSON,
    },
  },
  "nest-fastify": {
    lacks: NEST_LACKS,
    otherwise: {
      ...NEST_LIMITS,
      "a path with a slash at its end": ANOTHER_ROUTE,
      "a content type that is none": NO_TYPE,
      "an empty body": NO_BODY,
      "an empty body that is not announced": NO_BODY,
      "an empty body in chunks": NO_BODY,
      "an empty body read before": NO_BODY,
      "a body that is no text": NO_JSON,
      "a compressed body, signed as it is sent": NO_JSON,
      "a compressed body, signed before": NO_JSON,
      "a body that would inflate": NO_JSON,
      "shorter than announced": ENDED,
      "chunked, without the last chunk": ENDED,
      "longer than announced": NO_JSON,
    },
  },
  next15: NEXT,
  next16: NEXT,
  bun: { lacks: FETCH_LACKS, otherwise: FETCH_OTHERWISE },
  deno: {
    lacks: FETCH_LACKS,
    otherwise: {
      ...FETCH_OTHERWISE,
      "far above the limit, and the rest is never sent": STAYS_OPEN,
      "a body that never ends": STAYS_OPEN,
      "a body that drips": STAYS_OPEN,
    },
  },
  workerd: {
    lacks: {
      ...FETCH_LACKS,
      "CF-Connecting-IP of a stranger": "Cloudflare's edge sets this header, and `wrangler dev` has no edge before it",
    },
    otherwise: {
      ...FETCH_OTHERWISE,
      "shorter than announced": LOCAL_PROXY,
      "chunked, without the last chunk": LOCAL_PROXY,
      "a length and chunks, both announced": { status: 200, calls: [{}], why: "the server goes by the chunks" },
    },
  },
  "lambda-rest": LAMBDA,
  "lambda-http": { ...LAMBDA, otherwise: { ...LAMBDA.otherwise, "a token header twice": JOINED } },
  "lambda-url": { ...LAMBDA, otherwise: { ...LAMBDA.otherwise, "a token header twice": JOINED } },
  control: { lacks: { framing: NOT_TRIED, parallel: NOT_TRIED, parsed: NOT_TRIED, peer: NOT_TRIED } },
};
