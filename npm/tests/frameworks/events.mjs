// The events by which AWS hands a request to a function, in the shapes that its developer guides document.

/** By name: from a request of the table to an event. */
export const EVENTS = { "REST API": restApi, "HTTP API": httpApi, "function URL": functionUrl };

/** API Gateway REST API, "Input format of a Lambda function for proxy integration", with all types binary. */
function restApi({ method, path, headers, body }) {
  const [pathname, query = ""] = path.split("?");
  const lists = new Map();
  for (const [name, value] of headers) lists.set(name, [...(lists.get(name) ?? []), value]);
  const parameters = [...new URLSearchParams(query)];
  const last = (pairs) => Object.fromEntries(pairs);
  return {
    resource: "/{proxy+}",
    path: pathname,
    httpMethod: method,
    // Of a header that was sent twice, only the last value.
    headers: last(headers),
    multiValueHeaders: Object.fromEntries(lists),
    queryStringParameters: query ? last(parameters) : null,
    multiValueQueryStringParameters: query
      ? last(
          parameters.map(([name]) => [name, parameters.filter(([other]) => other === name).map(([, value]) => value)]),
        )
      : null,
    pathParameters: { proxy: pathname.slice(1) },
    stageVariables: null,
    requestContext: {
      accountId: "123456789012",
      apiId: "abcdef1234",
      httpMethod: method,
      identity: { sourceIp: "127.0.0.1", userAgent: "hooks/1.0" },
      path: `/prod${pathname}`,
      protocol: "HTTP/1.1",
      requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      resourcePath: "/{proxy+}",
      stage: "prod",
    },
    body: body.length > 0 ? body.toString("base64") : null,
    isBase64Encoded: body.length > 0,
  };
}

/** API Gateway HTTP API, "Payload format version 2.0": names in lower case, values of one name joined by commas. */
function httpApi({ method, path, headers, body }) {
  const [rawPath, rawQueryString = ""] = path.split("?");
  const joined = new Map();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    joined.set(lower, joined.has(lower) ? `${joined.get(lower)},${value}` : value);
  }
  const text = isText(joined.get("content-type"), body);
  const event = {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    headers: Object.fromEntries(joined),
    requestContext: {
      accountId: "123456789012",
      apiId: "abcdef1234",
      domainName: "abcdef1234.execute-api.eu-west-1.amazonaws.com",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "hooks/1.0" },
      requestId: "JKJaXmPLvHcESHA=",
      routeKey: "$default",
      stage: "$default",
      timeEpoch: 1795640000000,
    },
    isBase64Encoded: body.length > 0 && !text,
  };
  if (rawQueryString) event.queryStringParameters = Object.fromEntries(new URLSearchParams(rawQueryString));
  // Without a body the member is not there.
  if (body.length > 0) event.body = body.toString(text ? "utf8" : "base64");
  return event;
}

/** Lambda, "Request payload" of function URLs: as version 2.0, under a domain of its own. */
function functionUrl(request) {
  const event = httpApi(request);
  event.requestContext.domainName = "abcdefghij.lambda-url.eu-west-1.on.aws";
  event.requestContext.authentication = null;
  return event;
}

function isText(type = "", body) {
  return /^(text\/|application\/(json|xml|javascript))/.test(type) && Buffer.from(body.toString()).equals(body);
}
