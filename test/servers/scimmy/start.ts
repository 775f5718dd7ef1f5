import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { create, groupBody, type Seeded, seedUser, userBody } from "./seed.ts";

export type ExpressVersion = 4 | 5;

export interface Scimmy {
  readonly base: string;
  readonly token: string;
  /** Requests so far, as `GET /scim/v2/Users?…`. */
  readonly asked: () => readonly string[];
  stop(): Promise<void>;
}

const folder = import.meta.dirname;

/** Starts scimmy behind one generation of Express, empty, at a free port of this machine alone. */
export async function startScimmy(express: ExpressVersion): Promise<Scimmy> {
  if (!existsSync(resolve(folder, "../node_modules/scimmy-routers")))
    throw new Error("scimmy is not installed; run npm ci in test/servers");
  const token = `scimmy-token-${express}-Qp3xV9`;
  const preload = express === 4 ? ["--import", join(folder, "express4.mjs")] : [];
  const child = spawn(process.execPath, [...preload, join(folder, "server.mjs"), token], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  const end = Date.now() + 30_000;
  for (;;) {
    const [, port] = /^listening (\d+)$/mu.exec(said) ?? [];
    const asked = () => said.split("\n").filter((line) => /^[A-Z]+ \//u.test(line));
    if (port !== undefined) return { base: `http://127.0.0.1:${port}/scim/v2`, token, asked, stop };
    if (child.exitCode !== null || Date.now() > end) {
      await stop();
      throw new Error(`scimmy did not start: ${said}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Fills a server: users, a group of everybody, one in another, one of nobody, and one with a member who never was. */
export async function seedScimmy({ base, token }: Scimmy, count: number): Promise<Seeded> {
  const users = new Map<number, string>();
  for (let number = 1; number <= count; number++)
    users.set(number, await create(base, token, "Users", userBody(seedUser(number), users.get(1))));
  const groups = new Map<string, string>();
  const edges: string[] = [];
  const add = async (name: string, members: readonly { value: string; type?: string }[]) => {
    const id = await create(base, token, "Groups", groupBody(name, members));
    groups.set(name, id);
    for (const { value } of members) if (value !== "ghost") edges.push(`${id} ${value}`);
  };
  const ids = [...users.values()];
  await add(
    "everybody",
    ids.map((value) => ({ value, type: "User" })),
  );
  await add(
    "editors",
    ids.filter((_, index) => (index + 1) % 3 === 0).map((value) => ({ value })),
  );
  await add("writers", [{ value: groups.get("editors") ?? "", type: "Group" }, { value: users.get(4) ?? "" }]);
  await add("nobody", []);
  await add("haunted", [{ value: "ghost" }, { value: users.get(1) ?? "", type: "User" }]);
  return { users, groups, edges: edges.toSorted() };
}
