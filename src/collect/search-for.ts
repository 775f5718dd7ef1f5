import type { Asker } from "./asker.ts";
import type { Known, Name, Search, Wanted } from "./look-up.ts";

/** A record that a search found, and by which name. */
export interface FoundRecord {
  readonly known: Known;
  readonly name: Name;
}

/** Searches by every name for records that are not the subject's in the snapshot. */
export async function searchFor(
  wanted: Wanted,
  asker: Asker,
): Promise<{ readonly searches: readonly Search[]; readonly found: readonly FoundRecord[] }> {
  const own = new Set(wanted.own.map(({ record }) => record.id));
  const found = new Map<string, FoundRecord>();
  const searches: Search[] = [];
  const proofs = new Map<Name["by"], Promise<Proof>>();
  for (const name of wanted.names) {
    const answer = await asker.search(name);
    const hits = answer.is === "hits" ? answer.hits : [];
    const others = hits.filter(({ record }) => !own.has(record.id));
    for (const known of others) if (!found.has(known.record.id)) found.set(known.record.id, { known, name });
    if (answer.is === "not-searched") searches.push({ ...name, is: "not-searched" });
    else if (answer.is === "failed") searches.push({ ...name, is: "unsaid", reason: answer.reason });
    // A search that found the subject's own record has shown that it works.
    else if (hits.length > 0) searches.push({ ...name, is: others.length > 0 ? "found" : "none" });
    else searches.push({ ...name, ...(await once(name.by)) });
  }
  return { searches, found: [...found.values()] };

  function once(by: Name["by"]): Promise<Proof> {
    const proof = proofs.get(by) ?? proofOf(by, wanted, asker);
    proofs.set(by, proof);
    return proof;
  }
}

/** What it means that a search finds nobody. */
type Proof = Pick<Search, "is" | "reason">;

/**
 * Tries a search with others whom the snapshot knows, as they are written and in other capitals: servers answer filters that
 * they do not know with an empty list, and some tell `Dana` from `dana`.
 */
async function proofOf(by: Name["by"], wanted: Wanted, asker: Asker): Promise<Proof> {
  const fits = (other: Known) => {
    const name = nameOf(other, by);
    return name !== undefined && flippedCase(name) !== name && asker.isWitness(other);
  };
  const others = [...wanted.witnesses("account", fits), ...wanted.witnesses("identity", fits)];
  if (others.length === 0) return { is: "not-searched", reason: `nobody else has a ${by} by which to try the search` };
  for (const other of others) {
    const value = nameOf(other, by) ?? "";
    if (!(await finds(other, { by, value }, asker))) continue;
    if (await finds(other, { by, value: flippedCase(value) }, asker)) return { is: "none" };
    const reason = "the search tells capitals from small letters, and the name may be written otherwise";
    return { is: "unsaid", reason };
  }
  return { is: "unsaid", reason: "the search finds none of others that the snapshot knows either" };
}

async function finds(other: Known, name: Name, asker: Asker): Promise<boolean> {
  const answer = await asker.search(name);
  return answer.is === "hits" && answer.hits.some(({ record }) => record.id === other.record.id);
}

function nameOf({ kind, record }: Known, by: Name["by"]): string | undefined {
  if (kind !== "account" && kind !== "identity") return undefined;
  return by === "login" ? record.userName : record.emails?.[0]?.value;
}

/** Every capital letter small, and every small one a capital. */
function flippedCase(text: string): string {
  return [...text].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("");
}
