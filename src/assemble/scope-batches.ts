import type { Correlation } from "../correlate/index.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DocumentBatch } from "../model/batch.ts";
import { appDocument, judgedApps } from "./app-documents.ts";
import { judgedEntitlements, writeEntitlement } from "./entitlement-documents.ts";
import { GroupDocuments, judgedGroups } from "./group-documents.ts";
import type { Holders } from "./holders.ts";
import { inBatches } from "./in-batches.ts";
import type { Tally } from "./tally.ts";

/** What the documents of groups, entitlements and applications are made from. */
export interface ScopeGround {
  readonly estate: LoadedEstate;
  readonly correlation: Correlation;
  readonly tally: Tally;
  /** Has been told of every subject. */
  readonly holders: Holders;
  readonly observed: (system: string, kind: "membership" | "grant" | "account") => string;
}

/** One document per group, entitlement and application. */
export function* scopeBatches({
  estate,
  correlation,
  tally,
  holders,
  observed,
}: ScopeGround): Generator<DocumentBatch> {
  const groups = new GroupDocuments(estate, correlation, observed);
  yield* inBatches(
    "group",
    judgedGroups(estate),
    ({ id }) => id,
    (writer, group) => {
      tally.add("group", group.system);
      groups.write(writer, group);
      return group.id;
    },
  );
  const shared = { estate, correlation, holders };
  const ground = { ...shared, observedAt: (system: string) => observed(system, "grant") };
  yield* inBatches(
    "entitlement",
    judgedEntitlements(ground),
    (number) => estate.entitlements[number]?.id ?? "",
    (writer, number) => {
      const { id = "", system = "" } = estate.entitlements[number] ?? {};
      tally.add("entitlement", system);
      writeEntitlement(writer, number, ground);
      return id;
    },
  );
  const ofApps = { ...shared, accountsAt: (system: string) => observed(system, "account") };
  yield* inBatches(
    "app",
    judgedApps(ofApps),
    (name) => name,
    (writer, name) => {
      tally.add("app", name);
      const document = appDocument(name, ofApps);
      writer.text(JSON.stringify(document));
      return document.id;
    },
  );
}
