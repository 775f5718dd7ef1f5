import type { RecordOf } from "../../model/record.ts";
import type { Role } from "./roles.ts";
import type { ContentRow, ObjectClass, RoleRow } from "./rows.ts";

/** Something that a role can be given: all of its record but the ids of system and tenant. */
export interface Right {
  readonly nativeId: string;
  readonly kind: RecordOf<"entitlement">["kind"];
  readonly name: string;
  readonly privileged?: boolean;
  readonly capability: NonNullable<RecordOf<"entitlement">["capability"]>;
}

/** Each attribute of a role that lets it do more than others; true where it leads to everything, or past all privileges. */
const attributes = {
  superuser: true,
  createrole: true,
  createdb: false,
  replication: true,
  bypassrls: true,
} as const;

/** Predefined roles that see or change all data, or reach the machine that the server runs on. */
const powerful: ReadonlyMap<string, Right["capability"]> = new Map([
  ["pg_read_all_data", ["read", "data"]],
  ["pg_write_all_data", ["write", "data"]],
  ["pg_read_server_files", ["read", "data"]],
  ["pg_write_server_files", ["admin"]],
  ["pg_execute_server_program", ["admin"]],
  ["pg_create_subscription", ["admin"]],
  ["pg_maintain", ["write"]],
]);

const capabilities: Readonly<Record<string, Right["capability"]>> = {
  SELECT: ["read"],
  CONNECT: ["read"],
  USAGE: ["read"],
  EXECUTE: ["api"],
  OWNER: ["admin"],
};

/** The attributes that a role has, as rights. */
export function attributesOf(role: RoleRow): Right[] {
  return (Object.keys(attributes) as (keyof typeof attributes)[])
    .filter((name) => role[name])
    .map((name) => ({
      nativeId: `attribute:${name}`,
      kind: "role",
      name: name.toUpperCase(),
      ...(attributes[name] && { privileged: true }),
      capability: ["admin"],
    }));
}

/** What a predefined role lets its members do. */
export function predefined({ name }: Role): Right {
  const capability = powerful.get(name);
  const right = { nativeId: `role:${name}`, kind: "role", name } as const;
  return capability ? { ...right, privileged: true, capability } : { ...right, capability: ["api"] };
}

/** The right to make anybody, oneself among them, a member of a role. */
export function adminOf({ name, isMighty }: Role): Right {
  return {
    ...{ nativeId: `admin:${part(name)}`, kind: "role", name: `${name} ADMIN OPTION`, capability: ["admin"] },
    ...((isMighty || powerful.has(name)) && { privileged: true }),
  };
}

export function onDatabase(database: string, privilege: string): Right {
  return {
    nativeId: `database:${part(database)}:${privilege}`,
    ...{ kind: "database", name: `${database} ${privilege}`, capability: capabilityOf(privilege) },
  };
}

export function onSchema(database: string, schema: string, privilege: string): Right {
  return {
    nativeId: `schema:${part(database)}/${part(schema)}:${privilege}`,
    ...{ kind: "namespace", name: `${database}.${schema} ${privilege}`, capability: capabilityOf(privilege) },
  };
}

/** A privilege on anything of one class in a schema, or on the one object that is named. */
export function onContent(
  database: string,
  schema: string,
  { class: of, name, privilege }: Pick<ContentRow, "class" | "name" | "privilege">,
): Right {
  const place = `${part(database)}/${part(schema)}`;
  const capability = capabilityOf(privilege);
  return name === null
    ? {
        nativeId: `${of}:${place}:${privilege}`,
        ...{ kind: "namespace", name: `${database}.${schema} ${of} ${privilege}`, capability },
      }
    : {
        nativeId: `${of}:${place}/${part(name)}:${privilege}`,
        ...{ kind: "custom", name: `${database}.${schema}.${name} ${privilege}`, capability },
      };
}

/** A privilege on objects that will be created in a schema, or anywhere in the database. */
export function onFuture(database: string, schema: string | undefined, of: ObjectClass, privilege: string): Right {
  const place = schema === undefined ? part(database) : `${part(database)}/${part(schema)}`;
  return {
    nativeId: `future-${of.replace(" ", "-")}:${place}:${privilege}`,
    kind: schema === undefined ? "database" : "namespace",
    name: `${schema === undefined ? database : `${database}.${schema}`} future ${of} ${privilege}`,
    capability: capabilityOf(privilege),
  };
}

/** The same right, together with the right to hand it on. */
export function handedOn(right: Right): Right {
  const { nativeId, name, capability, ...rest } = right;
  return {
    ...rest,
    nativeId: `${nativeId}:grant-option`,
    name: `${name} WITH GRANT OPTION`,
    capability: [...new Set([...capability, "admin" as const])],
  };
}

/** A name within a native id, where slashes and colons separate names. */
export function part(name: string): string {
  return name.replace(/[%/:]/gu, encodeURIComponent);
}

function capabilityOf(privilege: string): Right["capability"] {
  return capabilities[privilege] ?? ["write"];
}
