import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificates } from "../ldap/certificates.ts";
import { ldif } from "../ldap/ldif.ts";
import { requireProgram, runToEnd, startServer, waitForPorts } from "../ldap/processes.ts";
import { changes, entries, goner } from "./seed.ts";

export interface Samba {
  readonly folder: string;
  readonly adminPassword: string;
  /** objectGUID by sAMAccountName, else by common name, as the server's own tool prints it. */
  guids(): ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

const adminPassword = "Passw0rd!x";

/** Provisions a domain with the seed and starts its controller, whose ports (389, 636) cannot be chosen. */
export async function startSamba(): Promise<Samba> {
  requireProgram(
    "samba",
    "samba samba-ad-dc samba-ad-provision samba-dsdb-modules samba-vfs-modules winbind krb5-user ldb-tools acl attr",
  );
  requireProgram("ldbadd", "ldb-tools");
  const folder = mkdtempSync(join(tmpdir(), "entitlint-samba-"));
  makeCertificates(folder);
  const dc = join(folder, "dc");
  const conf = join(folder, "smb.conf");
  const options = ["interfaces=lo", "bind interfaces only=yes", "server services=ldap"].map(
    (option) => `--option=${option}`,
  );
  runToEnd("samba-tool", [
    ...["domain", "provision", "--realm=AD.EXAMPLE.TEST", "--domain=EXAMPLE", "--server-role=dc", "--dns-backend=NONE"],
    ...[
      `--adminpass=${adminPassword}`,
      `--targetdir=${dc}`,
      "--use-rfc2307",
      "--host-name=dc1",
      "--host-ip=127.0.0.1",
      ...options,
    ],
  ]);
  writeFileSync(conf, config(folder, dc));
  mkdirSync(join(folder, "run"));
  const sam = ["-H", join(dc, "private/sam.ldb"), `--configfile=${conf}`];
  runToEnd("ldbadd", sam, { input: ldif(entries) });
  const now = (BigInt(Math.floor(Date.now() / 1000)) + 11_644_473_600n) * 10_000_000n;
  runToEnd("ldbmodify", sam, { input: changes.replace("LOCKED", String(now)) });
  runToEnd("ldbdel", [...sam, goner]);
  const server = startServer("samba", ["-s", conf, "-F", "-M", "single", "--no-process-group", "--debug-stdout"]);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await waitForPorts(server.child, [389, 636], server.said);
  } catch (error) {
    await stop();
    throw error;
  }
  const guids = () =>
    guidsIn(runToEnd("ldbsearch", [...sam, "--show-deleted", "(objectGUID=*)", "sAMAccountName", "cn", "objectGUID"]));
  return { folder, adminPassword, guids, stop };
}

function config(folder: string, dc: string): string {
  return `${[
    "[global]",
    "netbios name = DC1",
    "realm = AD.EXAMPLE.TEST",
    "workgroup = EXAMPLE",
    "server role = active directory domain controller",
    "server services = ldap",
    "interfaces = lo",
    "bind interfaces only = yes",
    "idmap_ldb:use rfc2307 = yes",
    `private dir = ${dc}/private`,
    `state directory = ${dc}/state`,
    `cache directory = ${dc}/cache`,
    `lock directory = ${dc}`,
    `binddns dir = ${dc}/bind-dns`,
    `pid directory = ${folder}/run`,
    `ncalrpc dir = ${folder}/run/ncalrpc`,
    `log file = ${folder}/samba.log`,
    "tls enabled = yes",
    `tls certfile = ${folder}/server.pem`,
    `tls keyfile = ${folder}/server.key`,
    `tls cafile = ${folder}/ca.pem`,
    "[sysvol]",
    `path = ${dc}/state/sysvol`,
    "read only = no",
  ].join("\n")}\n`;
}

function guidsIn(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of text.replace(/\n /gu, "").split(/\n\n/u)) {
    const value = (name: string) => new RegExp(`^${name}: (.*)$`, "mu").exec(entry)?.[1];
    const name = value("sAMAccountName") ?? value("cn");
    const guid = value("objectGUID");
    if (name !== undefined && guid !== undefined) found.set(name, guid);
  }
  return found;
}
