// @ts-check
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { startCluster } from "./cluster.mjs";
import { reader, startSlapd } from "./slapd.mjs";

/**
 * A system that can be read, at some size: the keys of its source, and the command of a client that makes the same
 * requests and does nothing with the answers; absent where there are none. `distance` is how many milliseconds away it is
 * when it is raced, `recordsEach` how many records one person makes, with groups and memberships; one unless given.
 * @typedef {{ keys: object, bare?: readonly string[], stop: () => Promise<void> }} Running
 * @typedef {{ name: string, distance?: number, recordsEach?: number, start: (folder: string, count: number, distance: number) => Promise<Running> }} System
 */

const here = import.meta.dirname;
const token = "bench-token";
const nothing = async () => {};
/** A page of this many, this many milliseconds away: what a service on the internet is like at its quickest. */
const size = "100";
const away = 100;

/** Attributes that the collector asks OpenLDAP for, and its searches. */
const ldap = {
  attributes: [
    "objectClass",
    "cn",
    "uid",
    "mail",
    "employeeNumber",
    "title",
    "manager",
    "entryUUID",
    "createTimestamp",
  ],
  people: "(objectClass=inetOrgPerson)",
  groups: "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))",
};

/** @type {readonly System[]} */
export const systems = [
  {
    name: "command",
    async start(_folder, count) {
      const run = [process.execPath, join(here, "write-lines.mjs"), String(count)];
      return { keys: { collector: "command", run, timeLimit: "PT30M" }, stop: nothing };
    },
  },
  {
    name: "files",
    async start(folder, count) {
      writeCsv(join(folder, "people.csv"), count);
      const exportedAt = { from: "value", value: "2026-11-21T03:00:00Z" };
      return {
        keys: { collector: "files", exportedAt, reads: [{ path: "people.csv", records: [record] }] },
        stop: nothing,
      };
    },
  },
  {
    name: "http",
    distance: away,
    async start(_folder, count, distance) {
      const { base, stop } = await startApi(count, distance);
      const users = { path: "users", items: "users", total: "total", key: "{id}", records: [record] };
      const paging = { by: "offset", parameter: "offset", size: { parameter: "limit", value: Number(size) } };
      const keys = { collector: "http", base, auth: { bearer: "env:TOKEN" }, reads: { users: { ...users, paging } } };
      return { keys, stop, bare: [process.execPath, join(here, "bare-http.mjs"), "offset", base, token, size] };
    },
  },
  {
    name: "scim",
    recordsEach: 2.1,
    distance: away,
    async start(_folder, count, distance) {
      const { base: root, stop } = await startApi(count, distance);
      const base = `${root}/scim/v2`;
      const keys = { collector: "scim", base, auth: { bearer: "env:TOKEN" }, pageSize: Number(size) };
      return { keys, stop, bare: [process.execPath, join(here, "bare-http.mjs"), "scim", base, token, size] };
    },
  },
  {
    name: "ldap",
    recordsEach: 2.1,
    async start(folder, count) {
      const { url, ca, stop } = await startSlapd(folder, count);
      const { base, user, password } = reader;
      const keys = { collector: "ldap", role: "directory", url, ca: "ca.pem", user, password: "env:PASSWORD" };
      const search = [url, user, password, ca, base, "500", ...ldap.attributes, "--", ldap.people, ldap.groups];
      return { keys, stop, bare: [process.execPath, join(here, "bare-ldap.mjs"), ...search] };
    },
  },
  {
    name: "github",
    async start(_folder, count) {
      const { base, stop } = await startServer("github-api.mjs", String(count));
      const keys = { collector: "github", organization: "acme", baseUrl: base, auth: { token: "env:TOKEN" } };
      return { keys, stop };
    },
  },
  {
    name: "postgres",
    async start(_folder, count) {
      const { socket, user, stop } = await startCluster(count);
      return { keys: { collector: "postgres", host: socket, user, tls: "disable" }, stop };
    },
  },
];

/** What sources need of the environment. */
export const environment = { TOKEN: token, PASSWORD: reader.password };

const record = {
  ...{ kind: "account", id: "{id}", expect: { min: 1 } },
  fields: {
    ...{ kind: { value: "human" }, status: "status", userName: "name", displayName: "title", createdAt: "created" },
    emails: "mail",
  },
};

/** @param {string} path @param {number} count */
function writeCsv(path, count) {
  const file = openSync(path, "w");
  writeSync(file, "id,name,mail,title,status,created\n");
  for (let from = 0; from < count; from += 1000)
    writeSync(
      file,
      Array.from({ length: 1000 }, (_, index) => {
        const at = from + index;
        return `u${at},user${at},user${at}@example.com,Keeper of thing ${at % 90},active,2024-03-05T10:00:00Z\n`;
      }).join(""),
    );
  closeSync(file);
}

/** @param {number} count @param {number} distance */
function startApi(count, distance) {
  return startServer("json-api.mjs", String(count), String(distance));
}

/** @param {string} program @param {string[]} args @returns {Promise<{ base: string, stop: () => Promise<void> }>} */
async function startServer(program, ...args) {
  const server = spawn(process.execPath, [join(here, program), ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(server, "exit");
  const [said] = await once(server.stdout, "data");
  const [, port] = /listening (\d+)/u.exec(String(said)) ?? [];
  const stop = async () => void (server.stdin.end() && (await ended));
  return { base: `http://127.0.0.1:${port}`, stop };
}

/** Writes the config of a repository with this one source. @param {string} folder @param {object} keys */
export function writeConfig(folder, keys) {
  // JSON is YAML.
  const source = { role: "application", ...keys };
  writeFileSync(
    join(folder, "entitlint.yaml"),
    `${JSON.stringify({ version: 1, sources: { app: source } }, undefined, 2)}\n`,
  );
}

export const tool = resolve(here, "../../dist/cli.js");
