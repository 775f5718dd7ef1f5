import type { LoadedEstate } from "../load/index.ts";
import type { LifecycleStatus } from "../model/records/common.ts";
import type { Joined } from "./joined.ts";
import type { Subject } from "./subjects.ts";

/** Whether somebody is still here, as their records tell. */
export type Standing = "here" | "left" | "unknown";

const over: ReadonlySet<LifecycleStatus> = new Set<LifecycleStatus>(["disabled", "terminated", "deleted"]);

/**
 * How a subject stands at an instant: by its authoritative records, where there are none by those of directories, else by
 * all there are. A registered machine without records is here.
 */
export function standingOf(subject: Subject, estate: LoadedEstate, correlation: Joined, now: string): Standing {
  const states = deciding(subject, estate).map((number) => stateOf(number, estate, correlation, now));
  if (states.includes("here")) return "here";
  if (states.includes("unknown")) return "unknown";
  if (states.length > 0) return "left";
  return subject.machine ? "here" : "unknown";
}

function deciding({ identities }: Subject, { principals }: LoadedEstate): readonly number[] {
  const withRole = (role: string) => identities.filter((number) => principals.identities[number]?.keys.role === role);
  const authoritative = withRole("authoritative-identity");
  if (authoritative.length > 0) return authoritative;
  const directory = withRole("directory");
  return directory.length > 0 ? directory : identities;
}

function stateOf(number: number, { principals }: LoadedEstate, { people }: Joined, now: string): Standing {
  const keys = principals.identities[number]?.keys;
  if (!keys) return "unknown";
  // A directory's record whose authority has dropped the person says no more than that nobody has cleaned up.
  const isDropped = people.authoritative.get(number)?.situation === "deleted";
  if (over.has(keys.status) || isDropped || (keys.ends !== undefined && keys.ends < now)) return "left";
  return keys.status === "unknown" ? "unknown" : "here";
}
