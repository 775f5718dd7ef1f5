/**
 * What is asked of the whole cluster. Columns are always named: the ones of joined catalogues share names. `pg_roles` is
 * asked and never `pg_authid`, which holds password hashes. Comments and settings of roles are never asked for: people put
 * secrets there.
 */

/** `infinity` would become a number that JSON does not have, so it stays text. */
export const rolesQuery = `
SELECT r.oid::text AS oid, r.rolname::text AS name, r.rolcanlogin AS login, r.rolsuper AS superuser,
  r.rolinherit AS inherit, r.rolcreaterole AS createrole, r.rolcreatedb AS createdb, r.rolreplication AS replication,
  r.rolbypassrls AS bypassrls, r.rolconnlimit AS connlimit,
  CASE WHEN r.rolvaliduntil IS NULL OR NOT isfinite(r.rolvaliduntil) THEN r.rolvaliduntil::text
    ELSE to_char(r.rolvaliduntil AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') END AS validuntil
FROM pg_roles r`;

/** Before version 16, whether a member inherits is the member's own property, and every member may take on the role. */
export function membersQuery(version: number): string {
  const options =
    version >= 160_000
      ? "m.inherit_option AS inherit, m.set_option AS set"
      : "coalesce(r.rolinherit, true) AS inherit, true AS set";
  return `
SELECT m.roleid::text AS role, m.member::text AS member, m.grantor::text AS grantor, m.admin_option AS admin, ${options}
FROM pg_auth_members m LEFT JOIN pg_roles r ON r.oid = m.member`;
}

/** A limit of -2 marks a database whose removal was interrupted. */
export const databasesQuery = `
SELECT d.oid::text AS oid, d.datname::text AS name, d.datdba::text AS owner, d.datallowconn AS connectable,
  d.datistemplate AS template
FROM pg_database d WHERE d.datconnlimit <> -2`;

/** Where nobody said anything the list is null, and means what PostgreSQL gives by itself. */
export const databasePrivilegesQuery = `
SELECT d.oid::text AS object, a.grantee::text AS grantee, a.privilege_type AS privilege,
  bool_or(a.is_grantable) AS grantable, d.datacl IS NULL AS builtin,
  array_agg(DISTINCT a.grantor::text) AS grantors
FROM pg_database d CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
WHERE a.grantee <> d.datdba
GROUP BY d.oid, a.grantee, a.privilege_type, d.datacl IS NULL`;
