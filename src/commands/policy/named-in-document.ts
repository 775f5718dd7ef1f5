import type { AnyDocument } from "../../model/document.ts";
import type { RawFinding } from "../../model/finding.ts";
import { parseRecordId } from "../../model/record-id.ts";

/** What a finding about a document may name. */
export interface NamedInDocument {
  readonly id: string;
  /** Where the document is counted. */
  readonly home: string;
  readonly apps: readonly string[];
  /** Every text of the document, ids of records among them. */
  readonly texts: ReadonlySet<string>;
}

const recordFields = ["identity", "account", "grant", "credential"] as const;

/** Gathers the applications and the names that a document holds. */
export function namedInDocument(document: AnyDocument): NamedInDocument {
  const { id } = document;
  const texts = new Set(textsIn(document));
  if (document.scope === "source") return { id, home: document.system, apps: [document.system], texts };
  if (document.scope === "channel") return { id, home: document.app, apps: [document.app], texts };
  if (document.scope !== "subject") return { id, home: document.home, apps: [document.home], texts };
  const { home, identities, accounts, credentials } = document;
  const systems = [...identities, ...accounts.flatMap(({ grants }) => grants)].map(({ system }) => system);
  return { id, home, apps: [home, ...systems, ...[...accounts, ...credentials].map(({ app }) => app)], texts };
}

/** What a finding names that its document does not hold, each as a sentence about the rule. */
export function strangersIn(finding: RawFinding, { id, texts }: NamedInDocument): string[] {
  const strange = recordFields.flatMap((field) => {
    const name = finding[field];
    if (name === undefined || (texts.has(name) && parseRecordId(name)?.kind === field)) return [];
    return [`it names the ${field} ${JSON.stringify(name)}, which the document does not hold`];
  });
  const isKnown = texts.has(finding.id) || finding.id.startsWith(`${id}/`) || isPartOf(finding.id, texts);
  return isKnown
    ? strange
    : [`it is about ${JSON.stringify(finding.id)}, which the document does not hold`, ...strange];
}

/** Parts without an id of their own, such as a field, are named below the document's or a record's. */
function isPartOf(id: string, texts: ReadonlySet<string>): boolean {
  const above = [...id.matchAll(/\//g)].map(({ index }) => id.slice(0, index));
  return above.some((text) => texts.has(text) && parseRecordId(text) !== undefined);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
