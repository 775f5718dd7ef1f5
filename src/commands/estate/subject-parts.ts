import { ByteWriter } from "../../assemble/byte-writer.ts";
import { SubjectDocuments } from "../../assemble/subject-document.ts";
import { Tally } from "../../assemble/tally.ts";
import { byCodeUnit } from "../../canonical.ts";
import type { Subject } from "../../correlate/subjects.ts";
import { type DeclaredAt, SubjectDocument } from "../../model/document.ts";
import type { OpenEstate } from "./open-estate.ts";

/** Makes the document of one subject, as rules see it. */
export function subjectDocuments(open: OpenEstate): (subject: Subject) => SubjectDocument {
  let documents: SubjectDocuments | undefined;
  return (subject) => {
    documents ??= new SubjectDocuments(open.estate, open.correlation, new Tally(), open.now, {
      ...(open.compares && { compares: true }),
    });
    const writer = new ByteWriter();
    documents.write(writer, subject);
    return SubjectDocument.parse(JSON.parse(Buffer.from(new Uint8Array(writer.take())).toString("utf8")));
  };
}

/**
 * Finds the line in Git of what has no record: access that a role gives, and for a conflict of duties the line that
 * completes it. Both are named below their subject.
 */
export function declaredParts(open: OpenEstate): (object: string, subject: string) => DeclaredAt | undefined {
  if (!open.correlation.declared) return () => undefined;
  const documentOf = subjectDocuments(open);
  const known = new Map<string, SubjectDocument | undefined>();
  return (object, id) => {
    if (!object.startsWith(`${id}/`)) return undefined;
    if (!known.has(id)) {
      const subject = open.correlation.subjects.all.find((candidate) => candidate.id === id);
      known.set(id, subject && documentOf(subject));
    }
    const { expected = [], applied = [], duties = [] } = known.get(id) ?? {};
    const part = [...expected, ...applied].find((entry) => entry.id === object);
    if (part) return part.declared;
    const lines = duties.filter(({ conflict, declared }) => declared && object === `${id}/${conflict}`);
    // What nobody has applied yet completes what is there; of two lines in force the later one does.
    const [completing] = lines.toSorted(
      (a, b) =>
        Number(a.observed ?? false) - Number(b.observed ?? false) ||
        byCodeUnit(b.since ?? "", a.since ?? "") ||
        byCodeUnit(b.side, a.side),
    );
    return completing?.declared;
  };
}
