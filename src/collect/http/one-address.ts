import type { RecordMapping } from "../../mapping/record-schema.ts";
import { fill, namesIn, type Template, templateOf } from "../../mapping/template.ts";
import { recordSchemas } from "../../model/record.ts";
import { parseRecordId } from "../../model/record-id.ts";
import type { Known } from "../look-up.ts";

export const onlyPath = "must be a path from `base` on, without scheme, host, query or fragment";

/** Whether a text is a path and nothing else, so that no template can choose another server. */
export function isPath(text: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^\/\/|[?#]|\\(?![{}])/iu.test(text);
}

interface OneOfRead {
  readonly one?: string | undefined;
  readonly oneAt?: string | undefined;
  readonly records: readonly RecordMapping[];
}

/** What is wrong with the address of single items. */
export function oneProblems({ one, oneAt, records }: OneOfRead): { path: string[]; message: string }[] {
  if (one === undefined) return oneAt === undefined ? [] : [{ path: ["oneAt"], message: "`oneAt` needs `one`" }];
  const known = new Set(["id", ...records.flatMap(namesOf)]);
  const odd = namesIn(templateOf(one)).filter((name) => !known.has(name));
  const unused = "a read that makes no records is never asked for one of them";
  return [
    ...(isPath(one) ? [] : [{ path: ["one"], message: onlyPath }]),
    ...(records.length === 0 ? [{ path: ["one"], message: unused }] : []),
    ...odd.map((name) => ({
      path: ["one"],
      message: `{${name}} stands in no \`id\` of its records, and is no field of theirs`,
    })),
  ];
}

/** What can be filled in from a record that a mapping makes. */
function namesOf({ kind, id, tenant }: RecordMapping): string[] {
  const inIds = [id, ...(tenant === undefined ? [] : [tenant])].flatMap((text) => namesIn(templateOf(text)));
  return [...inIds, ...Object.keys(recordSchemas[kind].shape)];
}

/** Where the item of a record is read; `other` where the mapping cannot have made it, `unclear` where it cannot be told. */
export type OneAddress =
  | {
      readonly is: "address";
      readonly path: string;
      /** What the names of the record's id stood for. */
      readonly names: ReadonlyMap<string, string>;
    }
  | { readonly is: "other" }
  | { readonly is: "unclear" };

/** The address of the item that a mapping made a record of. */
export function oneAddress(one: string | undefined, mapping: RecordMapping, { record }: Known): OneAddress {
  const parts = parseRecordId(record.id);
  const native = decodeURIComponent(parts?.nativeId ?? "");
  const fromId = caughtIn(mapping.id, native);
  const fromTenant =
    mapping.tenant === undefined ? [] : caughtIn(mapping.tenant, decodeURIComponent(parts?.tenant ?? ""));
  if (fromId === "other" || fromTenant === "other") return { is: "other" };
  if (fromId === "unclear" || fromTenant === "unclear" || one === undefined) return { is: "unclear" };
  const names = new Map([...fromTenant, ...fromId]);
  const fields = new Map<string, unknown>(Object.entries(record));
  const path = filledPath(templateOf(one), (name) => {
    const value = names.get(name) ?? (name === "id" ? native : fields.get(name));
    return typeof value === "string" ? value : undefined;
  });
  return path === undefined ? { is: "unclear" } : { is: "address", path, names };
}

/** What each name of a template stands for in a text. */
function caughtIn(text: string, whole: string): [string, string][] | "other" | "unclear" {
  const template = templateOf(text);
  const caught = (any: string) => {
    const pattern = template.map((part) => (typeof part === "string" ? literal(part) : `(${any})`)).join("");
    return new RegExp(`^${pattern}$`, "su").exec(whole)?.slice(1);
  };
  const short = caught(".+?");
  if (short === undefined) return "other";
  // Where the shortest and the longest way to read it are one, there is no other.
  if (short.join("\0") !== caught(".+")?.join("\0")) return "unclear";
  return namesIn(template).map((name, index) => [name, short[index] ?? ""]);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

/** Every part encoded as one segment. What would step up the path is none: an id may not choose another address. */
function filledPath(template: Template, lookUp: (name: string) => string | undefined): string | undefined {
  let isStep = false;
  const path = fill(template, (name) => {
    const value = lookUp(name);
    isStep ||= /^\.{1,2}$/u.test(value ?? "");
    return value === undefined ? undefined : encodeURIComponent(value.toWellFormed());
  });
  return isStep ? undefined : path;
}
