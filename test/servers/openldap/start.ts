import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificates } from "../ldap/certificates.ts";
import { ldif, type SeedEntry } from "../ldap/ldif.ts";
import { freePort, requireProgram, runToEnd, startServer, waitForPorts } from "../ldap/processes.ts";
import { entries, suffix } from "./seed.ts";

export interface OpenLdap {
  readonly ldap: string;
  readonly ldaps: string;
  /** ldaps with a certificate that names another host. */
  readonly misnamed: string;
  readonly port: number;
  readonly securePort: number;
  /** The folder with `ca.pem`. */
  readonly folder: string;
  readonly rootPassword: string;
  stop(): Promise<void>;
}

const rootPassword = "root-password";

/** Starts slapd with these entries below `suffix`, on free ports of this machine alone. */
export async function startOpenLdap(seed: readonly SeedEntry[] = entries): Promise<OpenLdap> {
  requireProgram("slapd", "slapd ldap-utils");
  requireProgram("openssl", "openssl");
  const folder = mkdtempSync(join(tmpdir(), "entitlint-slapd-"));
  makeCertificates(folder);
  const [port, securePort, misnamedPort] = [await freePort(), await freePort(), await freePort()];
  mkdirSync(join(folder, "db"));
  writeFileSync(join(folder, "slapd.conf"), config(folder, "server"));
  writeFileSync(join(folder, "misnamed.conf"), config(folder, "other"));
  runToEnd("slapadd", ["-f", join(folder, "slapd.conf"), "-b", suffix, "-q"], { input: ldif(seed) });
  const main = startServer("slapd", [
    "-f",
    join(folder, "slapd.conf"),
    "-h",
    `ldap://127.0.0.1:${port}/ ldaps://127.0.0.1:${securePort}/`,
    "-d",
    "0",
  ]);
  const misnamed = startServer("slapd", [
    "-f",
    join(folder, "misnamed.conf"),
    "-h",
    `ldaps://127.0.0.1:${misnamedPort}/`,
    "-d",
    "0",
  ]);
  const stop = async () => {
    await Promise.all([main.stop(), misnamed.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForPorts(main.child, [port, securePort], main.said);
    await waitForPorts(misnamed.child, [misnamedPort], misnamed.said);
  } catch (error) {
    await stop();
    throw error;
  }
  const [ldap, ldaps] = [`ldap://127.0.0.1:${port}`, `ldaps://127.0.0.1:${securePort}`];
  return { ldap, ldaps, misnamed: `ldaps://127.0.0.1:${misnamedPort}`, port, securePort, folder, rootPassword, stop };
}

function config(folder: string, certificate: string): string {
  const reader = (name: string) => `dn.exact="cn=${name},${suffix}"`;
  return `${[
    ...["core", "cosine", "nis", "inetorgperson", "dyngroup"].map((name) => `include /etc/ldap/schema/${name}.schema`),
    "modulepath /usr/lib/ldap",
    ...["back_mdb", "memberof", "refint", "ppolicy"].map((name) => `moduleload ${name}`),
    `TLSCACertificateFile ${folder}/ca.pem`,
    `TLSCertificateFile ${folder}/${certificate}.pem`,
    `TLSCertificateKeyFile ${folder}/${certificate}.key`,
    "sizelimit 500",
    "database mdb",
    `suffix "${suffix}"`,
    `rootdn "cn=root,${suffix}"`,
    `rootpw ${rootPassword}`,
    `directory ${folder}/db`,
    "maxsize 268435456",
    "index objectClass,entryUUID eq",
    ...["reader", "blind", "half", "nogroups"].map(
      (name) => `limits ${reader(name)} size.soft=500 size.hard=unlimited size.pr=1000 size.prtotal=unlimited`,
    ),
    `limits ${reader("capped")} size.soft=500 size.hard=500 size.prtotal=hard`,
    // The rights of the collector's page.
    "access to attrs=userPassword by anonymous auth by * none",
    `access to attrs=pwdAccountLockedTime by ${reader("blind")} none by * read`,
    `access to attrs=member by ${reader("half")} none by * read`,
    `access to dn.subtree="ou=groups,${suffix}" by ${reader("nogroups")} none by users read by * none`,
    "access to * by users read by anonymous auth",
    "overlay memberof",
    "overlay refint",
    "refint_attributes member manager",
    "overlay ppolicy",
  ].join("\n")}\n`;
}
