// `hookseal explain`: why a request is refused, and what to do.

import type { Command } from "commander";
import { command, GROUPS, whole } from "./command.js";
import { addEndpoint } from "./endpoint.js";
import { REFUSED } from "./failure.js";
import { isColored, line, print } from "./output.js";
import { addRequest } from "./request.js";
import { addOtherSecrets } from "./secrets.js";

/** The command. */
export function explainCommand(): Command {
  const explain = command("explain", "Say why a request is refused, and what to do; or that it is not", EXAMPLES);
  const readEndpoint = addEndpoint(explain);
  const readOtherSecrets = addOtherSecrets(explain);
  const readRequest = addRequest(explain);
  return explain
    .optionsGroup(GROUPS.seldom)
    .addOption(whole("--now <seconds>", "the time in Unix seconds; default: the clock"))
    .optionsGroup(GROUPS.output)
    .option("--json", "print one line of JSON")
    .action(async ({ now, json, color }: Given) => {
      const { provider, options, token } = await readEndpoint();
      const otherSecrets = await readOtherSecrets();
      const { body, headers, method, url, remoteAddress } = await readRequest(token);
      const given = {
        now,
        method: method ?? undefined,
        url: url ?? undefined,
        remoteAddress: remoteAddress ?? undefined,
        otherSecrets,
      };
      // Only here: its module is larger than the rest.
      const { explain: explainRequest } = await import("../explain.js");
      const report = explainRequest(provider, options, body, headers, given);
      if (report.refusal !== null) process.exitCode = REFUSED;
      print(json ? line(report) : isColored(color) ? report.toColouredString() : report.toString());
    });
}

interface Given {
  readonly now?: number;
  readonly json?: true;
  readonly color: boolean;
}

const EXAMPLES = [
  [
    "A saved request, the secret in the environment",
    "hookseal explain -p transcodely --secret-env SECRET --request request.http",
  ],
  [
    "Was it signed with the old secret, or another endpoint's?",
    "hookseal explain -p transcodely --secret-env SECRET \\\n" +
      "      --other-secret-env OLD_SECRET --request delivery.json",
  ],
] as const;
