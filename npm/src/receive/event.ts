// Reads an event of AWS Lambda: that of API Gateway, in both payload formats, or of a function URL.

/** What is used of an event, of either payload format. */
export interface LambdaEvent {
  readonly headers?: Values | null;
  readonly multiValueHeaders?: Values | null;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly httpMethod?: string;
  readonly path?: string;
  readonly queryStringParameters?: Values | null;
  readonly multiValueQueryStringParameters?: Values | null;
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly requestContext?: any;
}

/** The peer, as API Gateway and function URLs give it. */
export function sourceIp({ requestContext }: LambdaEvent, _context?: unknown): string | undefined {
  return requestContext?.http?.sourceIp ?? requestContext?.identity?.sourceIp;
}

/** A name and a value for each header or parameter. */
export function pairsOf(values: Values | null | undefined): string[][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one]));
}

export function methodOf({ httpMethod, requestContext }: LambdaEvent): string | undefined {
  return requestContext?.http?.method ?? httpMethod;
}

/** Path and query. */
export function urlOf(event: LambdaEvent): string {
  const { rawPath, rawQueryString, path = "/", queryStringParameters, multiValueQueryStringParameters } = event;
  // API Gateway gives a REST API's parameters decoded only.
  const parameters = () => `${new URLSearchParams(pairsOf(multiValueQueryStringParameters ?? queryStringParameters))}`;
  const query = rawPath === undefined ? parameters() : rawQueryString;
  return (rawPath ?? path) + (query ? `?${query}` : "");
}

/** The bytes; whatever else a middleware has put there, or null, is for the receiver to refuse. */
export function bodyOf({ body, isBase64Encoded }: LambdaEvent): unknown {
  if (typeof body !== "string") return body ?? new Uint8Array();
  if (!isBase64Encoded) return new TextEncoder().encode(body);
  try {
    const text = atob(body);
    const bytes = new Uint8Array(text.length);
    for (let index = 0; index < bytes.length; index++) bytes[index] = text.charCodeAt(index);
    return bytes;
  } catch {
    return null;
  }
}

type Values = { readonly [name: string]: string | readonly string[] | undefined };
