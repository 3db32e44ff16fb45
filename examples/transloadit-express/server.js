// Receives Transloadit's Assembly Notifications: prints what was uploaded and what came of it.

import express from "express";
import { webhook } from "hookseal/express";
import { MemoryStore } from "hookseal/replay/memory";

const options = { secret: process.env.TRANSLOADIT_SECRET, replay: new MemoryStore() };
const app = express();

app.post("/transloadit", webhook("transloadit", options, (delivery) => {
  const assembly = delivery.json();
  console.log(`--> ${assembly.ok ?? assembly.error} ${assembly.assembly_ssl_url}`);
  for (const upload of assembly.uploads ?? []) {
    console.log(`    uploaded ${upload.name}: ${upload.ssl_url}`);
  }
  for (const [step, results] of Object.entries(assembly.results ?? {})) {
    for (const result of results) console.log(`    ${step} made ${result.name}: ${result.ssl_url}`);
  }
}));

app.listen(process.env.PORT ?? 3000, "127.0.0.1");
