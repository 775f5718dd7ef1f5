import type { KindEntry } from "../model/manifest.ts";
import { type RecordKind, recordKinds } from "../model/record-id.ts";
import { isSystemName } from "../model/system-name.ts";

/** What a file of a kind holds: its records, when they were last used, or what is remembered of them. */
export type Part = "records" | "activity" | "history";
export type Layout = KindEntry["layout"];

export interface FileName {
  readonly system: string;
  readonly kind: RecordKind;
  readonly part: Part;
  /** First two hex digits of SHA-256 of the ids it holds; absent where the kind lies in one file. */
  readonly shard?: string;
}

export const manifestName = "manifest.json";

/** More records than this are split, so that a diff stays readable; fewer than `joinBelow` are joined again. */
export const splitAbove = 10_000;
const joinBelow = 5_000;

/** The layout of a kind with so many records; between the two limits it stays what it was. */
export function layoutFor(count: number, earlier: Layout | undefined): Layout {
  if (count > splitAbove) return "sharded";
  return earlier === "sharded" && count >= joinBelow ? "sharded" : "single";
}

/** `github/account.ndjson`, `github/account.history.ndjson`; split `github/account/0f.ndjson`, `github/account/0f.history.ndjson`. */
export function filePath({ system, kind, part, shard }: FileName): string {
  const suffix = part === "records" ? "" : `.${part}`;
  return `${system}/${kind}${shard === undefined ? "" : `/${shard}`}${suffix}.ndjson`;
}

/** Takes a path apart; undefined for what can be no file of a snapshot. */
export function parseFilePath(path: string): FileName | undefined {
  const match =
    /^(?<system>[^/]+)\/(?<kind>[a-z]+)(?:\/(?<shard>[0-9a-f]{2}))?(?:\.(?<part>activity|history))?\.ndjson$/.exec(
      path,
    );
  const { system, kind, shard, part } = match?.groups ?? {};
  const known = recordKinds.find((one) => one === kind);
  if (system === undefined || !known || !isSystemName(system)) return undefined;
  return {
    system,
    kind: known,
    part: part === "activity" || part === "history" ? part : "records",
    ...(shard === undefined ? {} : { shard }),
  };
}
