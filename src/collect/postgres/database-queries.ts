/**
 * What is asked within one database. Lists of privileges are read as they stand, never by `has_table_privilege` or the
 * information schema: these show a role without USAGE on the schema nothing at all, and no error either.
 */

/** Schemas for temporary and oversized values belong to no one. */
const lasting = "n.nspname !~ '^pg_(toast|temp_|toast_temp_)'";
/** What comes with every database; only what somebody changed there is worth telling. */
const isSystem = "n.nspname IN ('pg_catalog', 'information_schema')";

export const schemasQuery = `
SELECT n.oid::text AS oid, n.nspname::text AS name, n.nspowner::text AS owner, ${isSystem} AS system
FROM pg_namespace n WHERE ${lasting}`;

export const schemaPrivilegesQuery = `
SELECT n.oid::text AS object, a.grantee::text AS grantee, a.privilege_type AS privilege,
  bool_or(a.is_grantable) AS grantable, n.nspacl IS NULL AS builtin,
  array_agg(DISTINCT a.grantor::text) AS grantors
FROM pg_namespace n CROSS JOIN LATERAL aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
WHERE a.grantee <> n.nspowner AND ${lasting} AND NOT (${isSystem} AND ${isInitial("pg_namespace", "n.oid")})
GROUP BY n.oid, a.grantee, a.privilege_type, n.nspacl IS NULL`;

/**
 * Privileges on tables, views, sequences, columns, and functions. Of functions only those that work with their owner's
 * rights matter, and in system schemas those that not everybody may call.
 */
export function contentQuery(detail: "schema" | "table"): string {
  const name = detail === "table" ? "e.name" : "NULL::text";
  const columns =
    detail === "table"
      ? "CASE WHEN bool_or(e.column_name IS NULL) THEN NULL ELSE array_agg(DISTINCT e.column_name) END"
      : "NULL::text[]";
  return `
SELECT n.oid::text AS schema, e.class, ${name} AS name, ${columns} AS columns, e.grantee::text AS grantee,
  e.privilege, bool_or(e.grantable) AS grantable, bool_and(e.builtin) AS builtin,
  array_agg(DISTINCT e.grantor::text) AS grantors
FROM (${relations} UNION ALL ${columnsOfRelations} UNION ALL ${functions}) e JOIN pg_namespace n ON n.oid = e.schema
WHERE ${lasting}
GROUP BY n.oid, e.class, ${name === "e.name" ? "e.name, " : ""}e.grantee, e.privilege`;
}

/** Who owns anything in each schema, or each thing. */
export function ownersQuery(detail: "schema" | "table"): string {
  const name = detail === "table" ? "o.name" : "NULL::text";
  return `
SELECT DISTINCT n.oid::text AS schema, o.class, ${name} AS name, NULL::text[] AS columns, o.owner::text AS grantee,
  'OWNER' AS privilege, false AS grantable, false AS builtin, ARRAY[]::text[] AS grantors
FROM (
  SELECT c.relnamespace AS schema, ${classOfRelation} AS class, c.relname::text AS name, c.relowner AS owner
  FROM pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
  UNION ALL
  SELECT p.pronamespace, 'functions', ${signature}, p.proowner FROM pg_proc p WHERE p.prosecdef
) o JOIN pg_namespace n ON n.oid = o.schema
WHERE ${lasting} AND NOT ${isSystem}`;
}

export const defaultsQuery = `
SELECT d.defaclrole::text AS creator, d.defaclnamespace::text AS schema,
  CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions' WHEN 'T' THEN 'types'
    WHEN 'n' THEN 'schemas' ELSE 'large objects' END AS class,
  a.grantee::text AS grantee, a.privilege_type AS privilege, bool_or(a.is_grantable) AS grantable, false AS builtin,
  array_agg(DISTINCT a.grantor::text) AS grantors
FROM pg_default_acl d CROSS JOIN LATERAL aclexplode(d.defaclacl) a
WHERE a.grantee <> d.defaclrole
GROUP BY d.defaclrole, d.defaclnamespace, d.defaclobjtype, a.grantee, a.privilege_type`;

/** What a query of privileges gives of some roles alone, by their numbers. */
export function ofGrantees(query: string, oids: readonly string[]): string {
  return `SELECT * FROM (${query}) everybody WHERE grantee IN (${oids.map((oid) => `'${BigInt(oid)}'`).join(", ")})`;
}

const classOfRelation = "CASE c.relkind WHEN 'S' THEN 'sequences' ELSE 'tables' END";
const signature = "p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'";

const relations = `
  SELECT c.relnamespace AS schema, ${classOfRelation} AS class, c.relname::text AS name, NULL::text AS column_name,
    a.grantee, a.grantor, a.privilege_type AS privilege, a.is_grantable AS grantable, false AS builtin
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND a.grantee <> c.relowner
    AND NOT (${isSystem} AND ${isInitial("pg_class", "c.oid")})`;

const columnsOfRelations = `
  SELECT c.relnamespace, ${classOfRelation}, c.relname::text, t.attname::text,
    a.grantee, a.grantor, a.privilege_type, a.is_grantable, false
  FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL aclexplode(t.attacl) a
  WHERE t.attnum > 0 AND NOT t.attisdropped AND a.grantee <> c.relowner
    AND NOT (${isSystem} AND ${isInitial("pg_class", "c.oid", "t.attnum")})`;

const functions = `
  SELECT p.pronamespace, 'functions', ${signature}, NULL::text,
    a.grantee, a.grantor, a.privilege_type, a.is_grantable, p.proacl IS NULL
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    CROSS JOIN LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
  WHERE a.grantee <> p.proowner
    AND CASE WHEN ${isSystem} THEN p.proacl IS NOT NULL AND NOT ${isInitial("pg_proc", "p.oid")}
        AND (a.grantee <> 0 OR EXISTS (SELECT 1 FROM pg_init_privs i
          WHERE i.objoid = p.oid AND i.classoid = 'pg_catalog.pg_proc'::regclass))
      ELSE p.prosecdef END`;

/**
 * Whether an entry of the list came with the database. The information schema is made after the initial lists are noted,
 * so what everybody may read of it is known by itself.
 */
function isInitial(catalogue: string, oid: string, column = "0"): string {
  return `(n.nspname = 'information_schema' AND a.grantee = 0 AND a.privilege_type IN ('SELECT', 'USAGE')
    OR EXISTS (SELECT 1 FROM pg_init_privs i CROSS JOIN LATERAL aclexplode(i.initprivs) first
      WHERE i.objoid = ${oid} AND i.classoid = 'pg_catalog.${catalogue}'::regclass AND i.objsubid = ${column}
        AND first.grantee = a.grantee AND first.privilege_type = a.privilege_type))`;
}
