import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, requireProgram, startServer } from "../ldap/processes.ts";

export interface RabbitMq {
  /** Where its management API begins. */
  readonly base: string;
  readonly admin: { readonly user: string; readonly password: string };
  stop(): Promise<void>;
}

const admin = { user: "guest", password: "guest" };

/** Starts RabbitMQ with its management plugin, and a name server of Erlang's of its own. */
export async function startRabbitMq(): Promise<RabbitMq> {
  requireProgram("rabbitmq-server", "rabbitmq-server");
  const folder = mkdtempSync(join(tmpdir(), "entitlint-rabbitmq-"));
  const [port, distribution, names, http] = [await freePort(), await freePort(), await freePort(), await freePort()];
  for (const name of ["mnesia", "log", "home"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "plugins"), "[rabbitmq_management].\n");
  writeFileSync(
    join(folder, "rabbitmq.conf"),
    `management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = ${http}\nlisteners.tcp.default = 127.0.0.1:${port}\n`,
  );
  const env = {
    ...{ PATH: process.env.PATH, HOME: join(folder, "home"), LANG: "C.UTF-8" },
    ...{ RABBITMQ_NODENAME: `peer${process.pid}@localhost`, RABBITMQ_CONFIG_FILE: join(folder, "rabbitmq.conf") },
    ...{ RABBITMQ_MNESIA_BASE: join(folder, "mnesia"), RABBITMQ_LOG_BASE: join(folder, "log") },
    ...{ RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, "plugins"), RABBITMQ_PID_FILE: join(folder, "pid") },
    ...{ RABBITMQ_DIST_PORT: String(distribution), ERL_EPMD_PORT: String(names), ERL_EPMD_ADDRESS: "127.0.0.1" },
  };
  // Debian's own script would change to the user rabbitmq; this is the program behind it.
  const server = startServer("/usr/lib/rabbitmq/bin/rabbitmq-server", [], env);
  const stop = async () => {
    await server.stop();
    spawnSync("epmd", ["-port", String(names), "-kill"], { env });
    rmSync(folder, { recursive: true, force: true });
  };
  const base = `http://127.0.0.1:${http}/api`;
  const end = Date.now() + 300_000;
  while (!(await answers(base))) {
    if (server.child.exitCode === null && Date.now() < end) continue;
    await stop();
    throw new Error(`RabbitMQ does not answer: ${server.said()}`);
  }
  return { base, admin, stop };
}

async function answers(base: string): Promise<boolean> {
  await new Promise((done) => setTimeout(done, 300));
  const authorization = `Basic ${Buffer.from(`${admin.user}:${admin.password}`).toString("base64")}`;
  return await fetch(`${base}/overview`, { headers: { authorization } }).then(
    (answer) => answer.ok,
    () => false,
  );
}
