import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ldapRevoker } from "../../../src/collect/ldap/revoke.ts";
import type { Known } from "../../../src/collect/look-up.ts";
import { runToEnd } from "./processes.ts";
import type { Line } from "./project.ts";

/** Who may change entries, and where. */
export interface Administered {
  readonly system: string;
  readonly url: string;
  readonly admin: string;
  readonly password: string;
}

/** Runs the command that switches a user off, as it would be printed. @throws where there is none, or it fails */
export function switchOff(record: Line, { system, url, admin, password }: Administered): void {
  const revoker = ldapRevoker(
    { system, tenant: "main" },
    { url, startTls: false, base: undefined, flavour: undefined },
  );
  const told = revoker({ kind: "identity", record } as unknown as Known);
  if (!told) throw new Error(`no command switches ${record.id} off`);
  const folder = mkdtempSync(join(tmpdir(), "entitlint-revoke-"));
  try {
    writeFileSync(join(folder, "password"), password);
    const env = { PATH: process.env.PATH, LDAP_ADMIN: admin, LDAP_PASSWORD_FILE: join(folder, "password") };
    // Whether a certificate is the right one is tried elsewhere; here it is that of a test.
    runToEnd("sh", ["-eu"], { input: `${told.lines.join("\n")}\n`, env: { ...env, LDAPTLS_REQCERT: "never" } });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
