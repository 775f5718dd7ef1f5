import type { Named } from "./cases.ts";
import { machines } from "./company.ts";
import type { Stage } from "./stage.ts";

/** The id of a record, or of an entry of the registry. */
export function idOf({ kind, system, name }: Named, { native }: Pick<Stage, "native">): string {
  if (kind === "nhi") return `nhi:${name}`;
  return `${kind}:${system}/main/${native?.({ kind, system, name }) ?? name}`;
}

/** What is decided about the company, by path. */
export function accessFiles(stage: Stage): Record<string, string> {
  const declared = { app: {}, dir: {}, ...stage.apps };
  const apps = Object.entries(declared).map(([system, more]): [string, string] => {
    const people = peopleOf(stage, system);
    return [
      `access/apps/${system}.yaml`,
      JSON.stringify({ owner: "person:ana", people, lifecycle: { channel: "manual" }, ...more }),
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
  };
}

/** The systems that a system's people come from: an application's from the directory, a directory's from HR. */
export function peopleOf({ apps }: Stage, system: string): readonly string[] {
  const declared = apps?.[system];
  const people = declared && "people" in declared ? declared.people : undefined;
  if (Array.isArray(people)) return people.map(String);
  return system === "hr" ? [] : [system === "app" ? "dir" : "hr"];
}
