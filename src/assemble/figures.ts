import { byCodeUnit } from "../canonical.ts";
import type { Correlation } from "../correlate/index.ts";
import type { Subject } from "../correlate/subjects.ts";
import type { LoadedEstate } from "../load/index.ts";
import type { DeclaredApp } from "../model/access.ts";
import { type AppPosture, type Arrivals, type Share, type Shares, topLength } from "../model/posture.ts";
import type { AccountPart } from "./account-parts.ts";
import { arrivalsOf } from "./arrivals.ts";

/** What is counted of the whole estate while its documents are written: shares by application, and who holds how much. */
export class Figures {
  readonly #estate: LoadedEstate;
  readonly #apps: Correlation["apps"];
  readonly #counts = new Map<string, Shares>();
  /** By entitlement number, asked for every grant. */
  readonly #covered: readonly (boolean | undefined)[];
  readonly kinds = { people: 0, machines: 0, unclassified: 0 };
  /** How many subjects hold so many grants. */
  readonly fans = new Map<number, number>();
  /** The subjects that hold most, the most first; no more than are shown. */
  readonly most: { readonly subject: string; readonly value: number }[] = [];

  constructor(estate: LoadedEstate, { apps }: Correlation) {
    this.#estate = estate;
    this.#apps = apps;
    this.#covered = estate.entitlements.map(({ system, keys }) => isCovered(keys, apps.get(system)));
  }

  /** Takes one subject with what reaches it. */
  take(subject: Subject, parts: readonly AccountPart[]): void {
    this.kinds[kindOf(subject)] += 1;
    let held = 0;
    for (const { row, link, grants } of parts) {
      const counts = this.#of(row.system);
      add(counts.linked, link?.situation === "linked" || link?.situation === "deleted");
      add(counts.statusKnown, row.keys.status !== "unknown");
      for (const { grant } of grants) {
        if (this.#estate.grants.denies(grant)) continue;
        held += 1;
        this.#grant(grant, !subject.unmatched);
      }
    }
    if (held > 0) this.#fan(subject.id, held);
  }

  /** How long changes took to arrive. */
  get arrivals(): Arrivals[] {
    return arrivalsOf(this.#estate);
  }

  /** By application, sorted. */
  get apps(): AppPosture[] {
    return [...this.#counts].sort(([a], [b]) => byCodeUnit(a, b)).map(([app, counts]) => ({ app, ...counts }));
  }

  #grant(grant: number, isKnown: boolean): void {
    const { grants, entitlements } = this.#estate;
    const system = grants.system(grant);
    const counts = this.#of(system);
    const entitlement = grants.entitlement(grant);
    const covered = this.#covered[entitlement];
    add(counts.covered, covered);
    if (entitlements[entitlement]?.keys.privileged) add(counts.coveredPrivileged, covered);
    add(counts.traced, grants.declared(grant) !== undefined || grants.traced(grant));
    add(counts.reviewable, isKnown && this.#apps.has(system));
  }

  #fan(subject: string, value: number): void {
    this.fans.set(value, (this.fans.get(value) ?? 0) + 1);
    const last = this.most.at(-1);
    if (this.most.length === topLength && last && last.value >= value) return;
    const at = this.most.findIndex((other) => other.value < value);
    this.most.splice(at < 0 ? this.most.length : at, 0, { subject, value });
    this.most.length = Math.min(this.most.length, topLength);
  }

  #of(app: string): Shares {
    const known = this.#counts.get(app);
    if (known) return known;
    const none = (): Share => ({ count: 0, of: 0, unknown: 0 });
    const counts: Shares = {
      covered: none(),
      coveredPrivileged: none(),
      traced: none(),
      reviewable: none(),
      linked: none(),
      statusKnown: none(),
    };
    this.#counts.set(app, counts);
    return counts;
  }
}

function add(share: Share, met: boolean | undefined): void {
  if (met === undefined) share.unknown += 1;
  else {
    share.of += 1;
    if (met) share.count += 1;
  }
}

/** Somebody or something other than a person, as far as anything tells. */
export function isMachine(subject: Subject): boolean {
  return kindOf(subject) === "machines";
}

function kindOf({ kind, machine }: Subject): "people" | "machines" | "unclassified" {
  if (kind === "human" || kind === "external" || kind === "break-glass") return "people";
  return kind === "unknown" && !machine ? "unclassified" : "machines";
}

/** Whether the channel reaches an entitlement: by the system's own word, else by what `access/apps` declares. */
function isCovered(
  { kind, scimCovered }: LoadedEstate["entitlements"][number]["keys"],
  app: DeclaredApp | undefined,
): boolean | undefined {
  if (scimCovered !== undefined && scimCovered !== "unknown") return scimCovered === "yes";
  const covers = app?.lifecycle.covers;
  if (!covers) return undefined;
  if (covers.entitlements === "all" || covers.entitlements.includes(kind)) return true;
  return covers.groups && (kind === "group" || kind === "team");
}
