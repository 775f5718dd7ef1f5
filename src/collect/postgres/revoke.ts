import type { RecordOf } from "../../model/record.ts";
import type { CollectContext } from "../collector.ts";
import { nativeIdIn } from "../native-id.ts";
import { sqlName, sqlText } from "../quoting.ts";
import type { Revocation, Revoker } from "../revoke.ts";
import type { PostgresOptions } from "./schema.ts";

/** How roles lose what they have. What they own is not lost: it becomes that of whoever takes it away. */
export function postgresRevoker(
  source: Pick<CollectContext, "system" | "tenant">,
  { host, port }: Pick<PostgresOptions, "host" | "port">,
): Revoker {
  return ({ kind, record }) => {
    if (kind === "account") return switchOff(nameOf("account", record.id));
    if (kind === "membership") return withdraw(record);
    return kind === "grant" ? take(record) : undefined;
  };

  function nameOf(kind: "account" | "group", id: string): string | undefined {
    return nativeIdIn(kind, id, source);
  }

  function sql(lines: readonly string[], where = ""): Revocation {
    return { by: `psql at ${host}:${port}${where}, as a superuser`, lines };
  }

  function switchOff(name: string | undefined): Revocation | undefined {
    if (name === undefined) return undefined;
    return sql([
      `ALTER ROLE ${sqlName(name)} NOLOGIN;`,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ${sqlText(name)};`,
    ]);
  }

  function withdraw({ group, member, addedBy }: RecordOf<"membership">): Revocation | undefined {
    const [from, whose] = [nameOf("group", group), nameOf("account", member) ?? nameOf("group", member)];
    if (from === undefined || whose === undefined) return undefined;
    const by = addedBy === undefined ? undefined : (nameOf("account", addedBy) ?? nameOf("group", addedBy));
    const grantor = by === undefined ? "" : ` GRANTED BY ${sqlName(by)}`;
    return sql([`REVOKE ${sqlName(from)} FROM ${sqlName(whose)}${grantor};`]);
  }

  /** What lies in a database is taken away there, an attribute of the role anywhere. */
  function take({ principal, entitlement }: RecordOf<"grant">): Revocation | undefined {
    const name = nameOf("account", principal);
    const right = nativeIdIn("entitlement", entitlement, source);
    if (name === undefined || right === undefined) return undefined;
    const [, attribute] = /^attribute:(\w+)$/u.exec(right) ?? [];
    if (attribute !== undefined) return sql([`ALTER ROLE ${sqlName(name)} NO${attribute.toUpperCase()};`]);
    const [, database] = /^(?!admin:|role:)[a-z-]+:([^/:]+)/u.exec(right) ?? [];
    if (database === undefined) return undefined;
    return sql(
      [`REASSIGN OWNED BY ${sqlName(name)} TO CURRENT_USER;`, `DROP OWNED BY ${sqlName(name)};`],
      `, in the database ${JSON.stringify(decodeURIComponent(database))}`,
    );
  }
}
