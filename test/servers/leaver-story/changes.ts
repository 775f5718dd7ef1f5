import { runToEnd } from "../ldap/processes.ts";
import { suffix } from "../openldap/seed.ts";
import type { Estate } from "./estate.ts";

/** Changes the directory as its administrator. */
export function ldapmodify({ directory }: Estate, ldif: string): void {
  const as = ["-x", "-H", directory.ldap, "-D", `cn=root,${suffix}`, "-w", directory.rootPassword];
  runToEnd("ldapmodify", as, { input: ldif });
}

/** Sends a request to the application behind SCIM, as whoever provisions it. */
export async function scim({ crm }: Estate, method: string, path: string): Promise<number> {
  const answer = await fetch(`${crm.base}${path}`, { method, headers: { authorization: `Bearer ${crm.token}` } });
  return answer.status;
}
