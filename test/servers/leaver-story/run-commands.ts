import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Revocation } from "../../../src/collect/revoke.ts";
import { runToEnd } from "../ldap/processes.ts";
import { suffix } from "../openldap/seed.ts";
import type { Estate } from "./estate.ts";

/** Runs commands as they were printed, by the program and as whom they say. @throws where one of them fails */
export function runCommands({ directory, database, crm }: Estate, commands: readonly Revocation[]): void {
  const passwordFile = join(directory.folder, "admin-password");
  writeFileSync(passwordFile, directory.rootPassword);
  const env = {
    ...{ PATH: process.env.PATH, SCIM_TOKEN: crm.token, PGPASSWORD: database.password },
    ...{ LDAP_ADMIN: `cn=root,${suffix}`, LDAP_PASSWORD_FILE: passwordFile },
    LDAPTLS_CACERT: join(directory.folder, "ca.pem"),
  };
  for (const { by, lines } of commands) {
    const [program = ""] = /^\w+/u.exec(by) ?? [];
    const input = `${lines.join("\n")}\n`;
    if (program === "sh") runToEnd("sh", ["-eu"], { input, env });
    else if (program === "psql") psql({ ...database, by, input, env });
    else throw new Error(`nobody knows how to run ${program}`);
  }
}

function psql(run: { superuser: string; by: string; input: string; env: NodeJS.ProcessEnv }): void {
  const [, at = "", port = ""] = /^psql at (\S+):(\d+)/u.exec(run.by) ?? [];
  const [, database = '"postgres"'] = /in the database (".*"), as a superuser$/u.exec(run.by) ?? [];
  const to = ["-h", at, "-p", port, "-U", run.superuser, "-d", JSON.parse(database)];
  runToEnd("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", ...to], { input: run.input, env: run.env });
}
