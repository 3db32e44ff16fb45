// Receives Transcodely's job events, each exactly when it should: what a handler writes and the claim commit together.

import express from "express";
import { webhook } from "hookseal/express";
import { PostgresStore } from "hookseal/replay/postgres";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const replay = new PostgresStore(pool);
await replay.migrate();
await pool.query("CREATE TABLE IF NOT EXISTS jobs (id text PRIMARY KEY, status text NOT NULL)");
const save = (status) => (client, job) =>
  client.query("INSERT INTO jobs VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET status = $2", [job.id, status]);
const handlers = {
  "job.completed": save("ready"),
  "job.succeeded": save("ready"), // so it is called in the event envelope
  "job.partial": save("partly ready"),
  "job.failed": save("failed"),
  "job.canceled": save("canceled"),
  "job.awaiting_confirmation": save("waits for you"),
};
const options = { secret: process.env.TRANSCODELY_SECRET, replay };

express().post("/transcodely", webhook("transcodely", options, async (delivery, { claim }) => {
  const event = delivery.json();
  const handle = handlers[event.event ?? event.type];
  if (handle === undefined) return;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await handle(client, event.job ?? event.data);
    await claim.complete(client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
})).listen(process.env.PORT ?? 3000, "127.0.0.1");
