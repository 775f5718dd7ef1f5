import picomatch from "picomatch";
import type { DeclaredApp, EntitlementFacts } from "../model/access.ts";
import type { SystemInput } from "../model/estate-input.ts";
import type { Entitlement } from "../model/records/entitlement.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export interface EntitlementKeys {
  readonly kind: Entitlement["kind"];
  readonly name: string;
  readonly privileged: boolean;
  /** True where nobody could tell whether it is privileged. */
  readonly privilegeUnread?: true;
  readonly isDefault: boolean;
  /** What separation of duties is declared with: the system's own tags and those of `access/apps`. */
  readonly sodTags: readonly string[];
  readonly environment?: string | undefined;
  /** Ids of entitlements that it brings with it. */
  readonly contains?: readonly string[] | undefined;
  readonly parent?: string | undefined;
  /** The system's own word on whether the application's channel carries it. */
  readonly scimCovered?: Entitlement["scimCovered"];
  /** True where it lets people change what others may do. */
  readonly administers?: true;
  /** What it lets one do, where that is more than the ordinary: where one may administer. */
  readonly capability?: Entitlement["capability"];
  /** True where it is known to let people read and do nothing else. */
  readonly readOnly?: true;
}
export type EntitlementRow = Row<EntitlementKeys>;

/** Reads the entitlements of a system, with the facts that `access/apps` adds where the system tells none. */
export function readEntitlements(
  system: SystemInput,
  app: DeclaredApp | undefined,
  faults: SystemFault[],
): EntitlementRow[] {
  const facts = (app?.entitlements ?? []).map((fact) => ({ fact, matches: picomatch(fact.match, { dot: true }) }));
  return readRows(system, {
    kind: "entitlement",
    faults,
    keys: (record) => {
      const said = facts.filter(({ matches }) => matches(`${record.kind}/${record.name}`)).map(({ fact }) => fact);
      const isSaid = said.some(({ privileged }) => privileged !== undefined);
      return {
        kind: record.kind,
        name: record.name,
        privileged: said.find((fact) => fact.privileged !== undefined)?.privileged ?? record.privileged ?? false,
        ...(!isSaid && record.unknown?.includes("privileged") && { privilegeUnread: true }),
        sodTags: tagsOf(record, said),
        isDefault: said.find((fact) => fact.default !== undefined)?.default ?? record.isDefault ?? false,
        environment: said.find((fact) => fact.environment !== undefined)?.environment ?? record.environment,
        contains: record.contains,
        parent: record.parentId,
        ...(record.scimCovered && { scimCovered: record.scimCovered }),
        ...(record.capability?.includes("admin") && { administers: true }),
        ...(record.capability?.includes("admin") && { capability: record.capability }),
        ...(isReadOnly(record) && { readOnly: true }),
      };
    },
  });
}

function isReadOnly({ capability = [] }: Entitlement): boolean {
  return capability.length > 0 && capability.every((one) => one === "read");
}

const untagged: readonly string[] = [];

function tagsOf({ sodTags = [] }: Entitlement, said: readonly EntitlementFacts[]): readonly string[] {
  const tags = [...sodTags, ...said.flatMap((fact) => fact.sodTags)];
  return tags.length > 0 ? [...new Set(tags)].sort() : untagged;
}
