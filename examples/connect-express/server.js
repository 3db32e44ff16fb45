// Receives Connect's events: writes each down, answers well within 3 seconds, works later. Needs Node 22.13 or newer.

import { DatabaseSync } from "node:sqlite";
import express from "express";
import { webhook } from "hookseal/express";
import { SqliteStore } from "hookseal/replay/sqlite";

const database = new DatabaseSync(process.env.DATABASE ?? "connect.sqlite");
database.exec("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, body TEXT)");
const replay = new SqliteStore(database);
await replay.migrate();

// You register https://your-host/connect?token=<CONNECT_SECRET>.
const options = { urlParameter: "token", secret: process.env.CONNECT_SECRET, replay };
express().post("/connect", webhook("connect", options, (delivery) => {
  database.prepare("INSERT INTO events (body) VALUES (?)").run(JSON.stringify(delivery.json()));
})).listen(process.env.PORT ?? 3000, "127.0.0.1");

// A failed event stays in its row and is tried again.
setInterval(() => {
  for (const { id, body } of database.prepare("SELECT id, body FROM events ORDER BY id").all()) {
    console.log(`worked on ${JSON.parse(body).event}`);
    database.prepare("DELETE FROM events WHERE id = ?").run(id);
  }
}, 1000);
