// @ts-check
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Where Debian keeps the programs of each version. */
const versions = "/usr/lib/postgresql";
/** How many roles are in each group, and can use each schema. */
const together = 10;

/**
 * Starts PostgreSQL, reached by its socket alone, with roles, groups and schemas that make so many records.
 * @param {number} records @returns {Promise<{ socket: string, user: string, stop: () => Promise<void> }>}
 */
export async function startCluster(records) {
  const bin = programs();
  const folder = mkdtempSync(join(tmpdir(), "entitlint-cluster-"));
  const as = unprivileged();
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, "data");
  const here = { ...as, cwd: folder };
  execFileSync(join(bin, "initdb"), ["-D", data, "-A", "trust", "-U", "postgres", "--no-sync", "--locale=C"], {
    ...here,
    stdio: "pipe",
  });
  const settings = ["listen_addresses=", `unix_socket_directories=${folder}`, "fsync=off", "synchronous_commit=off"];
  const server = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((one) => ["-c", one])], {
    ...here,
    stdio: "ignore",
  });
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill("SIGINT");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const psql = [join(bin, "psql"), "-h", folder, "-U", "postgres", "-q", "-v", "ON_ERROR_STOP=1"];
  try {
    for (let tries = 0; spawnSync(join(bin, "pg_isready"), ["-h", folder]).status !== 0; tries++) {
      if (tries > 200 || server.exitCode !== null) throw new Error("PostgreSQL did not start");
      await sleep(50);
    }
    execFileSync(psql[0] ?? "", psql.slice(1), { ...here, input: seed(Math.ceil(records / 4)), stdio: "pipe" });
  } catch (error) {
    await stop();
    throw error;
  }
  return { socket: folder, user: "postgres", stop };
}

/** Every statement is a transaction of its own: one of all would hold a lock on each role. @param {number} roles */
function seed(roles) {
  const groups = Math.ceil(roles / together);
  const members = `(SELECT string_agg('u' || n, ', ') FROM generate_series(i * ${together}, i * ${together} + ${together - 1}) n)`;
  const each = (/** @type {number} */ count, /** @type {string} */ made) =>
    `SELECT ${made} FROM generate_series(0, ${count - 1}) i \\gexec\n`;
  return [
    each(groups * together, "format('CREATE ROLE u%s LOGIN', i)"),
    each(groups, `format('CREATE ROLE g%s ROLE %s', i, ${members})`),
    each(groups, "format('CREATE SCHEMA s%s AUTHORIZATION g%s', i, i)"),
    each(groups, `format('GRANT USAGE, CREATE ON SCHEMA s%s TO %s', i, ${members})`),
  ].join("");
}

function programs() {
  const found = (existsSync(versions) ? readdirSync(versions) : [])
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(versions, version, "bin"))
    .find((bin) => existsSync(join(bin, "initdb")));
  if (found === undefined) throw new Error(`PostgreSQL is not installed below ${versions}`);
  return found;
}

/** PostgreSQL refuses to run as root. @returns {{ uid?: number, gid?: number }} */
function unprivileged() {
  if (process.getuid?.() !== 0) return {};
  const number = (/** @type {string} */ flag) =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: number("-u"), gid: number("-g") };
}
