import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { coverageOf } from "./coverage.ts";
import { fieldsText } from "./entry-text.ts";
import type { Holders } from "./holders.ts";

/** What the documents of entitlements are made from. */
export interface EntitlementGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  /** Told of every subject. */
  readonly holders: Holders;
  readonly observedAt: (system: string) => string;
}

/** Numbers of the entitlements that have a document: those that somebody holds, and privileged ones. */
export function judgedEntitlements({ estate, holders }: EntitlementGround): number[] {
  return estate.entitlements.flatMap(({ keys }, number) => (keys.privileged || holders.isHeld(number) ? [number] : []));
}

/** Appends the document of one entitlement. */
export function writeEntitlement(writer: ByteWriter, number: number, ground: EntitlementGround): void {
  const { estate, correlation, holders, observedAt } = ground;
  const row = estate.entitlements[number];
  if (!row) return;
  const { keys, system } = row;
  writer.text(`{"id":${JSON.stringify(row.id)},"scope":"entitlement","home":${JSON.stringify(system)},"record":`);
  writer.bytes(row.bytes);
  writer.text(
    `${fieldsText({
      observedAt: observedAt(system),
      privileged: keys.privileged || undefined,
      privilegeUnread: keys.privilegeUnread,
      isDefault: keys.isDefault || undefined,
      environment: keys.environment,
      covered: coverageOf(row, correlation.apps.get(system)),
      holders: holders.of(number),
    })}}`,
  );
}
