import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import type { AppRow } from "../load/provisioning.ts";
import { parseRecord } from "../load/rows.ts";
import type { AppDocument, EntitlementsOfKind } from "../model/app-document.ts";
import { recordKinds } from "../model/record-id.ts";
import { authorityParts } from "./authority-parts.ts";
import { coverageOf } from "./coverage.ts";
import type { Holders } from "./holders.ts";

/** Names of entitlements that a document gives as examples. */
const examples = 5;

/** What the documents of applications are made from. */
export interface AppGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  /** Told of every subject. */
  readonly holders: Holders;
}

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
    kinds: recordKinds.flatMap((kind) => {
      const entry = system?.kinds[kind];
      return entry ? [{ kind, completeness: entry.completeness, count: entry.count }] : [];
    }),
    entitlements: entitlementsOf(name, ground),
    channels: recordsOf(channels, name),
    probes: recordsOf(probes, name),
    ...authorityParts(name, ground),
  };
}

function recordsOf<T extends { id: string }>(rows: readonly AppRow[], app: string): T[] {
  return rows.flatMap(({ keys, bytes }) => {
    const record = keys.app === app ? parseRecord<T>(lineText(bytes, 0, bytes.length)) : undefined;
    return record ? [record] : [];
  });
}

/** Entitlements of an application, kind by kind, with how many its channel does not carry. */
function entitlementsOf(name: string, { estate, correlation, holders }: AppGround): EntitlementsOfKind[] {
  const app = correlation.apps.get(name);
  const found = new Map<string, EntitlementsOfKind & { plain: string[]; privileged: string[] }>();
  estate.entitlements.forEach((row, number) => {
    if (row.system !== name) return;
    const { kind, privileged, isDefault, readOnly } = row.keys;
    const entry = found.get(kind) ?? {
      ...{ kind, count: 0, held: 0, uncovered: 0, uncoveredPrivileged: 0, uncoveredHarmless: 0, untold: 0 },
      ...{ examples: [], plain: [], privileged: [] },
    };
    found.set(kind, entry);
    entry.count += 1;
    if (!holders.isHeld(number)) return;
    entry.held += 1;
    const covered = coverageOf(row, app);
    if (covered === "unknown") entry.untold += 1;
    if (covered === undefined || covered === "unknown" || covered === "yes") return;
    entry.uncovered += 1;
    if (privileged) entry.uncoveredPrivileged += 1;
    else if (isDefault || readOnly) entry.uncoveredHarmless += 1;
    const names = privileged ? entry.privileged : entry.plain;
    if (privileged || !(isDefault || readOnly)) names.push(row.keys.name);
  });
  return [...found.values()]
    .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    .map(({ plain, privileged, ...entry }) => ({
      ...entry,
      examples: [...privileged.toSorted(), ...plain.toSorted()].slice(0, examples),
    }));
}
