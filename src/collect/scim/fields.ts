import type { Email } from "../../model/records/common.ts";
import type { Instant } from "../../model/time.ts";
import { attribute, byPath, elements, isResource, type Resource, text } from "./resource.ts";

/** Reads the fields of one resource; what is there and cannot be read is named, never guessed. */
export class Fields {
  /** Fields of the record that stand in the resource in a form that cannot be read. */
  readonly unknown = new Set<string>();
  readonly resource: Resource;

  constructor(resource: Resource) {
    this.resource = resource;
  }

  /** The text at the first path that has one. */
  text(field: string, ...paths: string[]): string | undefined {
    for (const path of paths) {
      const value = byPath(this.resource, path);
      const found = text(value);
      if (found !== undefined) return found;
      if (value !== undefined) this.unknown.add(field);
    }
    return undefined;
  }

  /** An instant floored to the second. One without an offset is of no known zone, and stays unknown. */
  instant(field: string, path: string): Instant | undefined {
    const value = byPath(this.resource, path);
    if (value === undefined) return undefined;
    const written = typeof value === "string" ? value : "";
    const isDated = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:[Zz]|[+-]\d{2}:?\d{2})$/u.test(written);
    const moment = isDated ? new Date(written) : undefined;
    if (moment !== undefined && !Number.isNaN(moment.getTime())) return `${moment.toISOString().slice(0, 19)}Z`;
    this.unknown.add(field);
    return undefined;
  }

  /** Addresses in the order of type and value, whatever order the server keeps. */
  emails(): Email[] | undefined {
    const all = elements(this.resource, "emails").flatMap((element): Email[] => {
      const value = isResource(element) ? text(attribute(element, "value")) : text(element);
      if (value === undefined) {
        this.unknown.add("emails");
        return [];
      }
      const type = isResource(element) ? text(attribute(element, "type")) : undefined;
      const primary = isResource(element) ? attribute(element, "primary") : undefined;
      return [{ value, ...(type !== undefined && { type }), ...(typeof primary === "boolean" && { primary }) }];
    });
    const byKey = new Map(all.map((email) => [`${email.type ?? ""}\n${email.value}\n${email.primary ?? ""}`, email]));
    const sorted = [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, email]) => email);
    return sorted.length > 0 ? sorted : undefined;
  }

  /** The texts at these paths, by name; undefined where there is none at all. */
  texts(paths: Readonly<Record<string, string>>): Record<string, string> | undefined {
    const found = Object.entries(paths).flatMap(([name, path]): [string, string][] => {
      const value = byPath(this.resource, path);
      const read = typeof value === "boolean" ? String(value) : text(value);
      if (value !== undefined && read === undefined) this.unknown.add(name);
      return read === undefined ? [] : [[name, read]];
    });
    return found.length > 0 ? Object.fromEntries(found) : undefined;
  }

  /** The fields that could not be read so far, by the names that the record has for them. */
  unread(call = (name: string) => name): { unknown?: string[] } {
    const all = new Set([...this.unknown].map(call));
    return all.size > 0 ? { unknown: [...all].toSorted() } : {};
  }
}
