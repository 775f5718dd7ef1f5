import { Directory } from "../../correlate/directory.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { OpenEstate } from "../estate/open-estate.ts";
import type { Leaver } from "./who.ts";

/** Tells whether a reference in a record or an access file means the person: by a record's id, or by what they are called. */
export function meansLeaver(
  { id, subject, document }: Leaver,
  references: Iterable<string>,
  { estate, correlation }: OpenEstate,
): (reference: string | undefined) => boolean {
  const records = new Set([
    id,
    ...[...document.identities, ...document.accounts].map(({ record }) => record.id),
    ...document.accounts.flatMap(({ link }) => (link.gone ?? []).map((gone) => gone.id)),
  ]);
  const directory = new Directory(estate.principals, [...references].map(bare));
  const { firstIdentity } = estate.principals;
  return (reference) => {
    if (reference === undefined) return false;
    if (records.has(reference)) return true;
    if (parseRecordId(reference)) return false;
    const found = new Set(
      directory.people(bare(reference)).map((number) => correlation.subjects.ofPrincipal(firstIdentity + number)),
    );
    return found.size === 1 && subject !== undefined && found.has(subject);
  };
}

function bare(reference: string): string {
  return reference.startsWith("person:") ? reference.slice("person:".length) : reference;
}
