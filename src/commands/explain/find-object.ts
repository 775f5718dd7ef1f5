import { parseReference } from "../../access/reference.ts";
import { Directory } from "../../correlate/directory.ts";
import { EntitlintError } from "../../errors.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import { locateApp } from "./locate-app.ts";
import { type LocatedRecord, locateRecord } from "./locate-record.ts";

/** The record that an id means, or a reference as access files write it; undefined where there is none. */
export function findObject(text: string, open: OpenEstate): LocatedRecord | undefined {
  const { systems } = open.estate;
  const located = locateRecord(text, systems) ?? locateApp(text, open);
  if (located) return located;
  const found = referred(text, open);
  const [only, second] = found;
  if (second !== undefined) throw ambiguous(text, found);
  return only === undefined ? undefined : locateRecord(only, systems);
}

function referred(text: string, { estate }: OpenEstate): string[] {
  const reference = parseReference(text);
  if (reference?.kind === "group") {
    const numbers = new Directory(estate.principals, []).groups(reference.system, reference.name);
    return numbers.flatMap((number) => estate.principals.groupAt(number)?.id ?? []);
  }
  if (reference?.kind !== "entitlement") return [];
  const { app, entitlementKind, name } = reference;
  return estate.entitlements
    .filter(({ id, system, keys }) => {
      const isNamed = keys.name === name || parseRecordId(id)?.nativeId === name;
      return system === app && keys.kind === entitlementKind && isNamed;
    })
    .map(({ id }) => id);
}

/** The error for a name that several things have. */
export function ambiguous(text: string, ids: readonly string[]): EntitlintError {
  return new EntitlintError({
    code: "estate/ambiguous-object",
    message: `${JSON.stringify(text)} may be any of ${ids.toSorted().join(", ")}`,
    next: "Ask again with one of these ids.",
  });
}
