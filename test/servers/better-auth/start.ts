import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPostgres } from "../postgres/start.ts";
import { create, groupBody, type Seeded, seedUser, userBody } from "../scimmy/seed.ts";

export interface BetterAuth {
  readonly base: string;
  readonly tokens: typeof tokens;
  /** Requests so far, as `GET /api/auth/scim/v2/Users?…`. */
  readonly asked: () => readonly string[];
  stop(): Promise<void>;
}

/** Tokens by what they may do; all but the stranger's are of one connection. */
const tokens = {
  secret: "better-auth-secret-of-the-test-instance-0001",
  writer: "better-auth-writer-token-aB3dE5gH7jK9mN1p",
  reader: "better-auth-reader-token-qR2tU4wX6zA8cD0f",
  usersOnly: "better-auth-users-only-token-gH1jK3mN5pQ7",
  groupsOnly: "better-auth-groups-only-token-rS9uV7xY5zB3",
  stranger: "better-auth-stranger-token-dE2fG4hJ6kL8mN",
};

const folder = import.meta.dirname;

/** Starts better-auth on a PostgreSQL of its own, empty, at a free port of this machine alone. */
export async function startBetterAuth(): Promise<BetterAuth> {
  if (!existsSync(resolve(folder, "../node_modules/@better-auth/scim")))
    throw new Error("@better-auth/scim is not installed; run npm ci in test/servers");
  const postgres = await startPostgres(15);
  const database = {
    ...{ host: "127.0.0.1", port: postgres.port, user: postgres.superuser, password: postgres.password },
    database: "postgres",
  };
  const child = spawn(process.execPath, [join(folder, "server.mjs")], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, SETTINGS: JSON.stringify({ database, tokens }) },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
    await postgres.stop();
  };
  const end = Date.now() + 60_000;
  for (;;) {
    const [, port] = /^listening (\d+)$/mu.exec(said) ?? [];
    const asked = () => said.split("\n").filter((line) => /^[A-Z]+ \//u.test(line));
    if (port !== undefined) return { base: `http://127.0.0.1:${port}/api/auth/scim/v2`, tokens, asked, stop };
    if (child.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`better-auth did not start: ${said}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Fills a server: users with their manager, a group of everybody, one of every third, one of nobody. */
export async function seedBetterAuth({ base }: BetterAuth, count: number): Promise<Seeded> {
  const users = new Map<number, string>();
  for (let number = 1; number <= count; number++)
    users.set(number, await create(base, tokens.writer, "Users", userBody(seedUser(number), users.get(1))));
  const groups = new Map<string, string>();
  const edges: string[] = [];
  const add = async (name: string, members: readonly string[]) => {
    const id = await create(base, tokens.writer, "Groups", groupBody(name, []));
    groups.set(name, id);
    // The server looks up a hundred members at a time and takes any others for strangers.
    for (let at = 0; at < members.length; at += 90) await addMembers(base, id, members.slice(at, at + 90));
    edges.push(...members.map((member) => `${id} ${member}`));
  };
  const ids = [...users.values()];
  await add("everybody", ids);
  await add(
    "editors",
    ids.filter((_, index) => (index + 1) % 3 === 0),
  );
  await add("nobody", []);
  return { users, groups, edges: edges.toSorted() };
}

async function addMembers(base: string, group: string, members: readonly string[]): Promise<void> {
  const value = members.map((member) => ({ value: member }));
  const answer = await fetch(`${base}/Groups/${group}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${tokens.writer}`, "content-type": "application/scim+json" },
    body: JSON.stringify({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [{ op: "add", path: "members", value }],
    }),
  });
  if (!answer.ok) throw new Error(`PATCH Groups: ${answer.status} ${await answer.text()}`);
}
