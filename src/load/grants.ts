import type { DeclaredAt } from "../model/document.ts";
import type { KindLines, SystemInput } from "../model/estate-input.ts";
import type { Gap } from "../model/history.ts";
import type { Grant } from "../model/records/entitlement.ts";
import { type Adjacency, packEdges } from "./adjacency.ts";
import type { EntitlementRow } from "./entitlements.ts";
import { eachLine } from "./lines.ts";
import { lastSecond } from "./moments.ts";
import type { Principals } from "./principals.ts";
import { declaredOf, lineFault, readRecord, type SystemFault } from "./rows.ts";

/**
 * All grants of the estate as columns: where each line lies, whose it is, what it gives. There are millions of them, so
 * none becomes an object of its own.
 */
export interface Grants {
  readonly count: number;
  /** Number of the entitlement, or -1. */
  entitlement(grant: number): number;
  /** The system whose records hold the grant. */
  system(grant: number): string;
  /** The line as it stands. */
  line(grant: number): Uint8Array;
  expires(grant: number): string | undefined;
  declared(grant: number): DeclaredAt | undefined;
  observed(grant: number): boolean;
  /** Whether it takes away instead of giving. */
  denies(grant: number): boolean;
  /** Whether the system says that it follows from another one, further up. */
  inherited(grant: number): boolean;
  /** Whether it is no more than the right to switch it on. */
  eligible(grant: number): boolean;
  /** Whether an approval, or a source that acts on a decision, says by whose decision it is there; undefined: not read. */
  traced(grant: number): boolean | undefined;
  /** Whether its record names an approval. */
  approved(grant: number): boolean;
  /** The span in which it holds, where it has one beside its end. */
  window(grant: number): GrantWindow | undefined;
  /** The last time it was away, where it came back. */
  away(grant: number): Gap | undefined;
  /** Grant numbers of a principal. */
  readonly byPrincipal: Adjacency;
  /** Grants to groups that do not exist, by the group's id. */
  readonly astray: ReadonlyMap<string, readonly number[]>;
}

export interface GrantWindow {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** What a grant is beside its ends, in one number. */
const traits = { denies: 1, inherited: 2, eligible: 4, traced: 8, traceUnread: 16, approved: 32 } as const;

/** Sources that act on somebody's decision, which stands elsewhere; of `manual` and `system` nobody can say by whose. */
const decidedElsewhere: ReadonlySet<Grant["source"]> = new Set<Grant["source"]>([
  "scim",
  "connector",
  "policy",
  "inherited",
]);

function traitsOf({ effect, source, eligibleOnly, approvalRef, unknown = [] }: Grant): number {
  const traced = approvalRef !== undefined || decidedElsewhere.has(source);
  const unread = unknown.includes("approvalRef") || unknown.includes("source");
  return (
    (traced ? traits.traced : 0) |
    (unread ? traits.traceUnread : 0) |
    (effect === "deny" ? traits.denies : 0) |
    (source === "inherited" ? traits.inherited : 0) |
    (eligibleOnly === true ? traits.eligible : 0) |
    (approvalRef ? traits.approved : 0)
  );
}

interface Chunk {
  readonly system: string;
  readonly bytes: Uint8Array;
  readonly observed: boolean;
}

/** Reads all grants of all systems. Those that name nobody or nothing become faults. */
export function readGrants(
  systems: readonly SystemInput[],
  principals: Principals,
  entitlements: readonly EntitlementRow[],
  returned: ReadonlyMap<string, Gap>,
  faults: SystemFault[],
): Grants {
  const columns = new GrantColumns();
  const entitlementNumbers = new Map(entitlements.map((row, index) => [row.id, index]));
  for (const system of systems) {
    const declared = declaredOf(system, "grant");
    const seen = new Set<string>();
    const fault = (reason: "invalid" | "duplicate" | "dangling", object: string, detail: string) => {
      faults.push(lineFault(reason, system.system, "grant", object, detail));
    };
    let before = "";
    const add = (chunk: number, file: KindLines, line: number, start: number, end: number) => {
      const record = readRecord("grant", file, start, end);
      if (!record) {
        fault("invalid", `${file.path}:${line}`, "this line is no record");
        return;
      }
      // Lines are sorted by id, so the one before is enough to know; a set of millions of ids would not be cheap.
      if (record.id === before) {
        fault("duplicate", record.id, `again at ${file.path}:${line}`);
        return;
      }
      before = record.id;
      const known = declared.size > 0 ? declared.get(record.id) : undefined;
      if (known) seen.add(record.id);
      const principal = principals.numberOf(record.principal);
      const entitlement = entitlementNumbers.get(record.entitlement) ?? -1;
      if (principal < 0) {
        fault("dangling", record.id, `${record.principal} does not exist`);
        columns.stray(record);
      }
      if (entitlement < 0) fault("dangling", record.id, `${record.entitlement} does not exist`);
      const expires = record.expiresAt && lastSecond(record.expiresAt, system.zone);
      const { window } = record;
      const place = known?.declared;
      const away = returned.get(record.id);
      const own = { expires, place, window, away, traits: traitsOf(record) };
      columns.push({ chunk, start, end, principal, entitlement, ...own });
    };
    for (const file of system.lines.grant ?? []) {
      const chunk = columns.chunk({ system: system.system, bytes: file.bytes, observed: true });
      let line = 0;
      eachLine(file.bytes, (start, end) => add(chunk, file, ++line, start, end));
      before = "";
    }
    for (const line of declared.values()) {
      if (seen.has(line.id)) continue;
      const bytes = Buffer.from(line.json);
      const chunk = columns.chunk({ system: system.system, bytes, observed: false });
      add(chunk, { path: line.declared.file, bytes }, line.declared.line, 0, bytes.length);
    }
  }
  return columns.finish(principals.size);
}

interface GrantLine {
  readonly chunk: number;
  readonly start: number;
  readonly end: number;
  readonly principal: number;
  readonly entitlement: number;
  readonly expires: string | undefined;
  readonly place: DeclaredAt | undefined;
  readonly window: GrantWindow | undefined;
  readonly away: Gap | undefined;
  readonly traits: number;
}

/** Numbers that a grant's row has. */
const width = 6;

class GrantColumns {
  readonly chunks: Chunk[] = [];
  readonly ends = new Map<number, string>();
  readonly places = new Map<number, DeclaredAt>();
  readonly windows = new Map<number, GrantWindow>();
  readonly gaps = new Map<number, Gap>();
  readonly astray = new Map<string, number[]>();
  count = 0;
  #rows = new Int32Array(width * 4096);

  chunk(chunk: Chunk): number {
    return this.chunks.push(chunk) - 1;
  }

  /** Notes whose the next row is, where that is a group; nothing has the id of its principal. */
  stray({ principal: group, principalType }: Grant): void {
    if (principalType !== "group") return;
    const known = this.astray.get(group);
    if (known) known.push(this.count);
    else this.astray.set(group, [this.count]);
  }

  push(row: GrantLine): void {
    const at = this.count * width;
    if (at + width > this.#rows.length) {
      const wider = new Int32Array(this.#rows.length * 2);
      wider.set(this.#rows);
      this.#rows = wider;
    }
    this.#rows[at] = row.chunk;
    this.#rows[at + 1] = row.start;
    this.#rows[at + 2] = row.end;
    this.#rows[at + 3] = row.principal;
    this.#rows[at + 4] = row.entitlement;
    this.#rows[at + 5] = row.traits;
    if (row.window) this.windows.set(this.count, row.window);
    if (row.expires) this.ends.set(this.count, row.expires);
    if (row.away) this.gaps.set(this.count, row.away);
    if (row.place) this.places.set(this.count, row.place);
    this.count += 1;
  }

  finish(principals: number): Grants {
    const rows = this.#rows;
    const { chunks, ends, places, windows, gaps, astray, count } = this;
    const has = (grant: number, trait: number) => ((rows[grant * width + 5] ?? 0) & trait) !== 0;
    const chunkOf = (grant: number) => chunks[rows[grant * width] ?? 0];
    return {
      count,
      entitlement: (grant) => rows[grant * width + 4] ?? -1,
      system: (grant) => chunkOf(grant)?.system ?? "",
      line: (grant) =>
        (chunkOf(grant)?.bytes ?? new Uint8Array()).subarray(rows[grant * width + 1], rows[grant * width + 2]),
      expires: (grant) => ends.get(grant),
      declared: (grant) => places.get(grant),
      observed: (grant) => chunkOf(grant)?.observed ?? false,
      denies: (grant) => has(grant, traits.denies),
      inherited: (grant) => has(grant, traits.inherited),
      eligible: (grant) => has(grant, traits.eligible),
      traced: (grant) => has(grant, traits.traced) || (has(grant, traits.traceUnread) ? undefined : false),
      approved: (grant) => has(grant, traits.approved),
      window: (grant) => windows.get(grant),
      away: (grant) => gaps.get(grant),
      astray,
      byPrincipal: packEdges(principals, count, (grant) => {
        const entitlement = rows[grant * width + 4] ?? -1;
        return entitlement < 0 ? -1 : (rows[grant * width + 3] ?? -1);
      }),
    };
  }
}
