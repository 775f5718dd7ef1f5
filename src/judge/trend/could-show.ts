import { isOpenCase } from "../undecided.ts";
import type { JudgedState, SeenFinding } from "./state.ts";

/** What was not read in full says nothing of what it does not hold. */
const incomplete: ReadonlySet<string> = new Set(["partial", "denied", "not-collected"]);

/**
 * Whether a snapshot could have shown a finding: only then does it mean something that it does not. Its rule has to have
 * judged there, and all that it rests on to have been read, as far as it was where the finding is seen.
 */
export function couldShow(finding: SeenFinding, state: JudgedState, where: JudgedState): boolean {
  const { rule, app, reason } = finding;
  if (state.doubts.length > 0 || state.broken.includes(rule)) return false;
  if (isOpenCase(finding, state.unknowns)) return false;
  const isBlind = state.notEvaluable.some(
    (entry) => entry.rule === rule && entry.app === app && (!entry.reasons || entry.reasons.includes(reason)),
  );
  return !isBlind && restsOn(finding).every((part) => isRead(part, state, where));
}

interface Part {
  readonly system: string;
  readonly kind?: string;
}

/** The systems and kinds of records that a finding names. */
function restsOn({ app, object, subject, identity, account, grant, credential }: SeenFinding): Part[] {
  const ids = [object, subject, identity, account, grant, credential].flatMap((id) => id ?? []);
  const named = ids.flatMap((id): Part[] => {
    const [, kind, system] = /^([a-z]+):([^/]+)\//.exec(id) ?? [];
    return kind !== undefined && system !== undefined ? [{ kind, system }] : [];
  });
  return [{ system: app }, ...named];
}

function isRead({ system, kind }: Part, state: JudgedState, where: JudgedState): boolean {
  if (state.failed.includes(system)) return false;
  const [here, there] = [ownKinds(state, system), ownKinds(where, system)];
  if (there === undefined) return true;
  if (here === undefined) return false;
  if (kind === undefined) return true;
  const isThere = Object.hasOwn(here, kind);
  return isThere ? !incomplete.has(here[kind] ?? "") : !Object.hasOwn(there, kind);
}

function ownKinds({ read }: JudgedState, system: string): Readonly<Record<string, string>> | undefined {
  return Object.hasOwn(read, system) ? read[system] : undefined;
}
