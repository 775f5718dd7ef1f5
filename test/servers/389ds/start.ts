import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ldif } from "../ldap/ldif.ts";
import { freePort, requireProgram, runToEnd, startServer, waitForPorts } from "../ldap/processes.ts";
import { access, entries, suffix } from "./seed.ts";

export interface DirectoryServer {
  readonly ldap: string;
  readonly ldaps: string;
  /** The name in its certificate, which is not the address it is reached at. */
  readonly serverName: string;
  /** PEM file of the authority. */
  readonly ca: string;
  /** nsUniqueId by DN in lower case, as the server's own tool prints it. */
  ids(): ReadonlyMap<string, string>;
  readonly manager: { readonly admin: string; readonly password: string };
  /** Changes entries as the manager, by LDIF. */
  change(changes: string): void;
  stop(): Promise<void>;
}

const serverName = "ds.example.test";
const manager = ["-x", "-D", "cn=Directory Manager", "-w", "Secret-of-the-manager-1"] as const;

/** Creates an instance of 389 Directory Server, whose config can only lie below /etc/dirsrv, starts and seeds it. */
export async function start389ds(): Promise<DirectoryServer> {
  requireProgram("ns-slapd", "389-ds-base python3-lib389");
  requireProgram("ldapadd", "ldap-utils");
  const folder = mkdtempSync(join(tmpdir(), "entitlint-389ds-"));
  const [port, securePort] = [await freePort(), await freePort()];
  const name = `entitlint${process.pid}`;
  const config = `/etc/dirsrv/slapd-${name}`;
  mkdirSync(join(folder, "run"));
  runToEnd("/usr/bin/python3", [
    join(import.meta.dirname, "create.py"),
    name,
    folder,
    String(port),
    String(securePort),
    manager[4],
    serverName,
  ]);
  const dse = readFileSync(join(config, "dse.ldif"), "utf8");
  const local = "nsslapd-listenhost: 127.0.0.1\nnsslapd-securelistenhost: 127.0.0.1\n";
  writeFileSync(join(config, "dse.ldif"), dse.replace(/^nsslapd-port:/mu, `${local}nsslapd-port:`));
  const server = startServer("ns-slapd", ["-D", config, "-i", join(folder, "run/pid"), "-d", "0"]);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(config, { recursive: true, force: true });
  };
  const ldap = `ldap://127.0.0.1:${port}`;
  try {
    await waitForPorts(server.child, [port, securePort], server.said);
    runToEnd("ldapadd", [...manager, "-H", ldap], { input: backend });
    runToEnd("ldapadd", [...manager, "-H", ldap], { input: ldif(entries) });
    runToEnd("ldapmodify", [...manager, "-H", ldap], { input: access });
  } catch (error) {
    await stop();
    throw error;
  }
  const ids = () =>
    idsIn(
      runToEnd("ldapsearch", [
        ...manager,
        "-H",
        ldap,
        "-LLL",
        "-o",
        "ldif-wrap=no",
        "-b",
        suffix,
        "(objectClass=*)",
        "nsUniqueId",
      ]),
    );
  const change = (changes: string) => {
    runToEnd("ldapmodify", [...manager, "-H", ldap], { input: changes });
  };
  const [, , admin, , password] = manager;
  return {
    manager: { admin, password },
    change,
    ldap,
    ldaps: `ldaps://127.0.0.1:${securePort}`,
    serverName,
    ca: join(config, "ca.crt"),
    ids,
    stop,
  };
}

const backend = `dn: cn=userroot,cn=ldbm database,cn=plugins,cn=config
objectClass: top
objectClass: extensibleObject
objectClass: nsBackendInstance
cn: userroot
nsslapd-suffix: ${suffix}

dn: cn="${suffix}",cn=mapping tree,cn=config
objectClass: top
objectClass: extensibleObject
objectClass: nsMappingTree
cn: ${suffix}
nsslapd-state: backend
nsslapd-backend: userroot
`;

function idsIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of text.split(/\n\n/u)) {
    const [, dn = ""] = /^dn: (.*)$/mu.exec(entry) ?? [];
    const [, id] = /^nsuniqueid: (.*)$/imu.exec(entry) ?? [];
    if (id !== undefined) found.set(dn.toLowerCase(), id);
  }
  return found;
}
