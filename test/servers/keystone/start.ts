import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, requireProgram, runToEnd, startServer, waitForPorts } from "../ldap/processes.ts";

export interface Keystone {
  /** Where its API begins, without the version. */
  readonly base: string;
  readonly adminPassword: string;
  /** The last that it wrote to its log. */
  said(): string;
  stop(): Promise<void>;
}

const adminPassword = "Admin-Of-Keystone-1";

/** Starts OpenStack Keystone with a database of its own, empty but for its administrator. */
export async function startKeystone(): Promise<Keystone> {
  requireProgram("keystone-manage", "keystone");
  requireProgram("uwsgi", "uwsgi-core uwsgi-plugin-python3");
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "entitlint-keystone-"));
  const config = join(folder, "keystone.conf");
  for (const keys of ["fernet", "credential"]) mkdirSync(join(folder, keys));
  writeFileSync(config, configOf(folder));
  const port = await freePort();
  const manage = (...args: string[]) => runToEnd("keystone-manage", ["--config-file", config, ...args]);
  manage("db_sync");
  for (const keys of ["fernet_setup", "credential_setup"])
    manage(keys, "--keystone-user", "root", "--keystone-group", "root");
  manage("bootstrap", "--bootstrap-password", adminPassword);
  const server = startServer(
    "uwsgi",
    [
      ...[
        "--socket-timeout",
        "60",
        "--plugin",
        "python3",
        "--http-socket",
        `127.0.0.1:${port}`,
        "--buffer-size",
        "65535",
        "--die-on-term",
      ],
      ...["--wsgi-file", "/usr/bin/keystone-wsgi-public", "--need-app", "--add-header", "Connection: close"],
    ],
    { ...process.env, OS_KEYSTONE_CONFIG_DIR: folder, OS_KEYSTONE_CONFIG_FILES: config },
  );
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const said = () => server.said().slice(-2000) + readFileSync(join(folder, "keystone.log"), "utf8").slice(-3000);
  const base = `http://127.0.0.1:${port}`;
  try {
    await waitForPorts(server.child, [port], server.said);
    // The port is open before the application has been loaded.
    await fetch(`${base}/v3`, { signal: AbortSignal.timeout(60_000) });
  } catch (error) {
    await stop();
    throw error;
  }
  return { base, adminPassword, said, stop };
}

function configOf(folder: string): string {
  return `[DEFAULT]
log_file = ${folder}/keystone.log
[database]
connection = sqlite:///${folder}/keystone.db
[fernet_tokens]
key_repository = ${folder}/fernet
[credential]
key_repository = ${folder}/credential
[identity]
password_hash_rounds = 4
[cache]
enabled = false
`;
}
