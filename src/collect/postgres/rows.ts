import * as z from "zod";

/** Numbers of objects travel as text: names may be in another encoding in every database, numbers are the cluster's. */
const Oid = z.string().regex(/^\d+$/u);

/** No server has longer ones than 63 bytes, unless it was built to. */
const Name = z.string().max(10_000);

/** A role, as `pg_roles` tells everybody. */
export const RoleRow = z.object({
  oid: Oid,
  name: Name,
  login: z.boolean(),
  superuser: z.boolean(),
  inherit: z.boolean(),
  createrole: z.boolean(),
  createdb: z.boolean(),
  replication: z.boolean(),
  bypassrls: z.boolean(),
  connlimit: z.number(),
  /** `infinity`, or an instant; null where it was never set. */
  validuntil: z.string().nullable(),
});
export type RoleRow = z.infer<typeof RoleRow>;

/** One line of `pg_auth_members`; from version 16 on there may be several of one role and member, by grantor. */
export const MemberRow = z.object({
  role: Oid,
  member: Oid,
  grantor: Oid,
  admin: z.boolean(),
  inherit: z.boolean(),
  set: z.boolean(),
});
export type MemberRow = z.infer<typeof MemberRow>;

export const DatabaseRow = z.object({
  oid: Oid,
  name: z.string(),
  owner: Oid,
  connectable: z.boolean(),
  template: z.boolean(),
});
export type DatabaseRow = z.infer<typeof DatabaseRow>;

export const SchemaRow = z.object({ oid: Oid, name: Name, owner: Oid, system: z.boolean() });
export type SchemaRow = z.infer<typeof SchemaRow>;

const acl = {
  grantee: Oid,
  /** Everybody who granted it. */
  grantors: z.array(Oid),
  privilege: z.string(),
  grantable: z.boolean(),
  /** Whether nobody granted it: it is what PostgreSQL gives where nothing was said. */
  builtin: z.boolean(),
};

/** A privilege on a database or schema as a whole. */
export const AclRow = z.object({ object: Oid, ...acl });
export type AclRow = z.infer<typeof AclRow>;

const classes = z.enum(["tables", "sequences", "functions", "types", "schemas", "large objects"]);
export type ObjectClass = z.infer<typeof classes>;

/** A privilege on what lies in a schema: on any object of the class, or on the one named. */
export const ContentRow = z.object({
  schema: Oid,
  class: classes,
  /** The table, sequence or function; null where a whole schema is summed up. */
  name: z.string().nullable(),
  /** The columns where it holds for these alone; null where it holds for the whole object. */
  columns: z.array(z.string()).nullable(),
  ...acl,
});
export type ContentRow = z.infer<typeof ContentRow>;

/** A privilege that objects will have which a role creates. `schema` is 0 where it is about all schemas. */
export const DefaultRow = z.object({ creator: Oid, schema: Oid, class: classes, ...acl });
export type DefaultRow = z.infer<typeof DefaultRow>;
