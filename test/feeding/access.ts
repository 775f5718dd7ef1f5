import { about, type Named } from "./cases.ts";
import { machines } from "./company.ts";
import { agreements, breakGlass, namedAdministrators } from "./rights.ts";
import type { Stage } from "./stage.ts";

/** The id of a record, or of an entry of the registry. */
export function idOf({ kind, system, name, part, tenant = "main" }: Named, stage: Pick<Stage, "native">): string {
  const below = part === undefined ? "" : `/${typeof part === "string" ? part : idOf(part, stage)}`;
  if (kind === "nhi") return `nhi:${name}${below}`;
  if (kind === "app") return `app:${system}${below}`;
  if (kind === "system") return system;
  return `${kind}:${system}/${tenant}/${stage.native?.({ kind, system, name }) ?? name}${below}`;
}

/** What is decided about the company, by path. */
export function accessFiles(stage: Stage): Record<string, string> {
  const declared = { app: {}, dir: {}, ...stage.apps };
  const filled = ["guild", "band"].map((name) => ({
    group: groupOf("app", name, stage),
    from: groupOf("dir", name, stage),
  }));
  const own: Readonly<Record<string, object>> = {
    app: {
      lifecycle: {
        ...{ channel: "scim", deactivationBlocksUse: "verified", onLeave: "disable" },
        covers: { users: ["create", "update", "deactivate"], groups: true },
      },
      ...{ groups: filled, ssoRequired: true },
    },
  };
  const listed = { mode: "listed" };
  const lifecycle = { channel: "manual", deactivationBlocksUse: "verified" };
  const apps = Object.entries(declared).map(([system, more]): [string, string] => {
    const people = peopleOf(stage, system);
    return [
      `access/apps/${system}.yaml`,
      JSON.stringify({
        ...{ owner: "person:ana", people, lifecycle, ...listed },
        ...own[system],
        ...more,
      }),
    ];
  });
  const entries = machines.map(({ login, entry }) => ({
    ...{ id: `nhi:${login}`, kind: "service", owner: "person:ana", purpose: "works", expires: "2027-05-31" },
    accounts: [idOf({ kind: "account", system: "app", name: login }, stage)],
    ...entry,
  }));
  return {
    ...Object.fromEntries(apps),
    "access/identities/machines.yaml": JSON.stringify([...entries, ...(stage.registry ?? [])]),
    "access/breakglass.yaml": JSON.stringify(
      breakGlass((name, system) => idOf({ kind: "account", system, name }, stage), "ds" in declared),
    ),
    "access/trusts.yaml": JSON.stringify(agreements),
    ...roleFiles(stage),
  };
}

/** A group, as access files name it. */
function groupOf(system: string, name: string, stage: Stage): string {
  return `group:${system}/${idOf(about("group", system, name), stage).split("/")[2]}`;
}

/** Who is to hold what, and who must not. */
function roleFiles(stage: Stage): Record<string, string> {
  const [admin, access] = [about("entitlement", "app", "admin"), about("entitlement", "dir", "access")].map((named) =>
    idOf(named, stage),
  );
  const guilds = [groupOf("app", "guild", stage), groupOf("dir", "guild", stage)];
  const people = (...names: readonly string[]) => names.map((name) => `person:${name}`);
  const later = (who: string) => ({ who, from: "2026-12-01" });
  const roles = [
    {
      id: "guild",
      grants: guilds,
      members: [...people("gia", "sid", "sue"), { who: "person:val", from: "2026-10-01" }],
    },
    { id: "admin", grants: [admin], members: people("abe", "sid", ...namedAdministrators) },
    { id: "access", grants: [access], members: people("abe", "ana", "ina", "sid") },
    { id: "floor", grants: [admin, access], selector: { department: "Floor" } },
    ...[{ id: "soon", grants: [admin, access, guilds[1]], members: ["person:sue", "person:ben"].map(later) }],
    {
      ...{ id: "loft", grants: [admin], selector: { department: "Loft" }, birthright: true },
      members: [{ who: "person:jed", from: "2026-10-01" }],
    },
    { id: "gifts", grants: [admin], members: [later("nhi:gift")] },
    ...(stage.roles ?? []),
  ];
  const sod = [
    { id: "app-apart", a: [admin], b: [guilds[0]] },
    { id: "dir-apart", a: [access], b: [guilds[1]] },
  ];
  return {
    "access/roles/all.yaml": JSON.stringify(roles.map((role) => ({ owner: "person:ana", ...role }))),
    "access/sod.yaml": JSON.stringify(sod),
    "access/authority.yaml": JSON.stringify([
      { field: "person.userName", from: ["hr"], level: "authoritative" },
      { field: "account.userName", from: ["dir"], level: "advisory", app: "app" },
    ]),
  };
}

/** The systems that a system's people come from: an application's from the directory, a directory's from HR. */
export function peopleOf({ apps }: Stage, system: string): readonly string[] {
  const declared = apps?.[system];
  const people = declared && "people" in declared ? declared.people : undefined;
  if (Array.isArray(people)) return people.map(String);
  return system === "hr" ? [] : [system === "app" ? "dir" : "hr"];
}
