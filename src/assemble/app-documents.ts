import { lineText } from "../load/lines.ts";
import { lastSecond } from "../load/moments.ts";
import type { AppRow } from "../load/provisioning.ts";
import { parseRecord } from "../load/rows.ts";
import type { DeclaredApp } from "../model/access.ts";
import type { AppDocument } from "../model/app-document.ts";
import { recordKinds } from "../model/record-id.ts";
import type { AppGround } from "./app-ground.ts";
import { authorityParts } from "./authority-parts.ts";
import { emergencyAccounts } from "./emergency-accounts.ts";
import { entitlementsByKind } from "./entitlements-by-kind.ts";

/** Names of everything that has accounts: declared applications, and the applications and directories that are read. */
export function judgedApps({ estate, correlation }: Pick<AppGround, "estate" | "correlation">): string[] {
  const read = estate.systems.filter(({ role }) => role === "application" || role === "directory");
  const people = new Set(
    estate.systems.flatMap(({ system, role }) => (role === "application" || role === "directory" ? [] : [system])),
  );
  const declared = [...correlation.apps.keys()].filter((app) => !people.has(app));
  return [...new Set([...read.map(({ system }) => system), ...declared])].toSorted();
}

/** One application as a document. */
export function appDocument(name: string, ground: AppGround): AppDocument {
  const { estate, correlation } = ground;
  const system = estate.systems.find((candidate) => candidate.system === name);
  const app = correlation.apps.get(name);
  const covers = app?.lifecycle.covers;
  const { channels, probes } = estate.provisioning;
  return {
    ...{ id: `app:${name}`, scope: "app", home: name },
    ...(system && { role: system.role }),
    ...(app?.place.file && { declared: { file: app.place.file, line: app.place.line ?? 1 } }),
    ...(app?.flat && { flat: true }),
    ...(covers && {
      covers: {
        users: [...covers.users],
        groups: covers.groups,
        entitlements: covers.entitlements === "all" ? "all" : [...covers.entitlements],
      },
    }),
    ...(app?.fallbackDeactivation && { fallback: fallbackOf(app.fallbackDeactivation) }),
    kinds: recordKinds.flatMap((kind) => {
      const entry = system?.kinds[kind];
      return entry ? [{ kind, completeness: entry.completeness, count: entry.count }] : [];
    }),
    entitlements: entitlementsByKind(name, ground),
    channels: recordsOf(channels, name),
    probes: recordsOf(probes, name),
    ...authorityParts(name, ground),
    ...emergencyAccounts(name, ground),
  };
}

function fallbackOf({ method, testedAt }: NonNullable<DeclaredApp["fallbackDeactivation"]>): AppDocument["fallback"] {
  return { method, ...(testedAt !== undefined && { testedAt: lastSecond(testedAt, "UTC") }) };
}

function recordsOf<T extends { id: string }>(rows: readonly AppRow[], app: string): T[] {
  return rows.flatMap(({ keys, bytes }) => {
    const record = keys.app === app ? parseRecord<T>(lineText(bytes, 0, bytes.length)) : undefined;
    return record ? [record] : [];
  });
}
