// `hookseal listen`: receives deliveries on this machine, says what they are, keeps them, and passes them on.

import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { Command } from "commander";
import { Argument } from "commander";
import { command, GROUPS } from "./command.js";
import { addEndpoint, webhookOf } from "./endpoint.js";
import { INTERRUPTED, ReadError, UsageError } from "./failure.js";
import { Listener } from "./listen/listener.js";
import { isLoopback, leadsTo } from "./listen/own-address.js";
import { line, paint, print, remark } from "./output.js";
import { readTarget } from "./post.js";

/** The command. */
export function listenCommand(): Command {
  const listen = command("listen", DESCRIPTION, EXAMPLES);
  listen.addArgument(new Argument("<port>", "the port; 0 for any that is free").argParser(readPort));
  const readEndpoint = addEndpoint(listen);
  return listen
    .optionsGroup(GROUPS.listener)
    .option("--host <address>", "where to listen; at any but the default other machines may reach it", "127.0.0.1")
    .option("--forward-to <url>", "pass each request on, as it came, and answer what comes back")
    .option("--save <folder>", "keep each request as a file, for `--request` and `hookseal replay`")
    .option("--save-tokens", "keep tokens and secrets as they are, which are masked otherwise")
    .optionsGroup(GROUPS.output)
    .option("--json", "print a line of JSON for each request")
    .action(async (port: number, { host, forwardTo, save, saveTokens, json, color }: Given) => {
      const forward = forwardTo === undefined ? null : readTarget(forwardTo);
      if (forward !== null && leadsTo(forward, host, port)) {
        throw new UsageError("--forward-to names this listener itself");
      }
      // Without a secret requests are received all the same, only not judged.
      const endpoint = await readEndpoint("leave");
      const judged = endpoint.options.secrets !== undefined || endpoint.options.allowUnauthenticated === true;
      // Options that are wrong are told at once, without a secret too: the place of a token is among them.
      const webhook = webhookOf(endpoint, judged ? {} : { secrets: [UNKNOWN] });
      if (save !== undefined) await makeFolder(save);
      const listener = new Listener({
        endpoint,
        webhook: judged ? webhook : null,
        forward,
        save: save ?? null,
        saveTokens: saveTokens === true,
        json: json === true,
        colored: paint(color),
      });
      const server = createServer((request, response) => void listener.receive(request, response));
      if (!isLoopback(host)) remark("warning: other machines may reach this listener through the address of --host");
      const bound = await bind(server, port, host);
      const note = judged ? "" : ", without a secret: nothing is verified";
      print(json ? line({ listening: bound }) : `listening at ${bound}${note}\n`);
      process.removeAllListeners("SIGINT");
      process.once("SIGINT", () => {
        server.close(() => process.exit(INTERRUPTED));
        server.closeAllConnections?.();
      });
    });
}

function bind(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(ReadError.of(`cannot listen at port ${port}`, error)));
    server.listen(port, host, () => {
      const address = server.address() as { readonly address: string; readonly family: string; readonly port: number };
      resolve(`http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}/`);
    });
  });
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw ReadError.of("cannot make the folder of --save", error);
  }
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65535) throw new UsageError("the port is a whole number from 0 to 65535");
  return port;
}

interface Given {
  readonly host: string;
  readonly forwardTo?: string;
  readonly save?: string;
  readonly saveTokens?: true;
  readonly json?: true;
  readonly color: boolean;
}

/** Stands for a secret that is not given, and is in no request. */
const UNKNOWN = "0".repeat(64);

const DESCRIPTION =
  "Receive deliveries on this machine: verify, explain, save, pass on. Without a secret nothing is verified";
const EXAMPLES = [
  ["What does the provider send, and does it verify?", "hookseal listen 3000 -p transcodely --secret-env SECRET"],
  [
    "Between a tunnel and the application; each request is kept",
    "hookseal listen 3000 -p transloadit --secret-env SECRET \\\n" +
      "      --forward-to http://127.0.0.1:8000/hook --save deliveries",
  ],
] as const;
