import type { CollectContext } from "../collector.ts";
import { nativeIdOf } from "../native-id.ts";
import { shellWord } from "../quoting.ts";
import type { Revoker } from "../revoke.ts";
import { accountDisabled } from "./account-status.ts";
import type { Flavour } from "./flavour.ts";
import type { LdapOptions } from "./schema.ts";
import { guidBytes } from "./windows-ids.ts";

type Options = Pick<LdapOptions, "url" | "startTls" | "base" | "flavour">;

/**
 * How entries are switched off. The entry is found by its unchanging id, so that neither a name nor a move leads to somebody
 * else, and its DN goes from one program to the next without being read by the shell.
 */
export function ldapRevoker(
  source: Pick<CollectContext, "system" | "tenant">,
  { url, startTls, base, flavour }: Options,
): Revoker {
  const as = `-x -H ${shellWord(url)}${startTls ? " -ZZ" : ""} -D "$LDAP_ADMIN" -y "$LDAP_PASSWORD_FILE"`;
  return (known) => {
    if (known.kind !== "identity") return undefined;
    const { rawStatus = "", orgUnit = "" } = known.record;
    const server = flavour ?? flavourOf(rawStatus);
    const filter = server && filterOf(nativeIdOf(known, source), server);
    const lock = server && lockOf(server, rawStatus);
    const below = shellWord(base ?? orgUnit);
    if (!filter || !lock || below === undefined) return undefined;
    const search = `ldapsearch -LLL -o ldif-wrap=no ${as} -b ${below} '${filter}' 1.1`;
    const change = ["changetype: modify", `replace: ${lock[0]}`, lock.join(": ")];
    const edit = `awk '/^dn:/ { print; ${change.map((line) => `print "${line}"`).join("; ")}; exit }'`;
    return {
      by: "sh, with LDAP_ADMIN, the DN of who may change entries, and LDAP_PASSWORD_FILE, a file that holds their password alone",
      lines: [`${search} | ${edit} | ldapmodify ${as}`],
    };
  };
}

/** Each server goes by attributes of its own, and the status names them. */
function flavourOf(rawStatus: string): Flavour | undefined {
  if (/pwdAccountLockedTime|pwdStartTime/u.test(rawStatus)) return "openldap";
  if (/nsAccountLock|accountUnlockTime/u.test(rawStatus)) return "389ds";
  return rawStatus.startsWith("userAccountControl ") ? "ad" : undefined;
}

/** The attribute that locks an entry, and its value; in Active Directory a bit beside others, which stay as they were read. */
function lockOf(flavour: Flavour, rawStatus: string): readonly [attribute: string, value: string] | undefined {
  if (flavour === "openldap") return ["pwdAccountLockedTime", "000001010000Z"];
  if (flavour === "389ds") return ["nsAccountLock", "TRUE"];
  const [, flags] = /^userAccountControl (-?\d+)/u.exec(rawStatus) ?? [];
  return flags === undefined ? undefined : ["userAccountControl", String(Number(flags) | accountDisabled)];
}

function filterOf(id: string | undefined, flavour: Flavour): string | undefined {
  if (id === undefined || !/^[0-9A-Fa-f-]+$/u.test(id)) return undefined;
  if (flavour !== "ad") return `(${flavour === "389ds" ? "nsUniqueId" : "entryUUID"}=${id})`;
  return `(objectGUID=${[...guidBytes(id)].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("")})`;
}
