import picomatch from "picomatch";
import { byCodeUnit } from "../canonical.ts";
import type { DeclaredWaiver } from "../model/declared/waiver.ts";
import type { WaiverMatch } from "../model/waiver-document.ts";
import type { JudgedRule, JudgedRules, SettledUnknown } from "./settle.ts";
import type { SettledEvaluation } from "./settle-evaluation.ts";
import { apartFromTime } from "./severity-steps.ts";

/** A waiver, and the ids of the one object that it names. */
export interface WaiverTarget {
  readonly waiver: DeclaredWaiver;
  readonly ids: ReadonlySet<string>;
}

/** What a waiver is about, whether or not it holds. */
export interface MatchedWaiver {
  readonly target: WaiverTarget;
  readonly rule: JudgedRule | undefined;
  /** Sorted by object and fingerprint. */
  readonly matches: readonly (WaiverMatch & { readonly subject: string })[];
  /** Whether something that could not be decided may be what it is about. */
  readonly isDoubtful: boolean;
}

/** Matches waivers to findings by exact rule and exact object, or by a pattern. What judges waivers is never waived. */
export function matchWaivers(
  targets: readonly WaiverTarget[],
  { findings, asCause, unknowns }: SettledEvaluation,
  rules: JudgedRules,
): MatchedWaiver[] {
  const standing = byRule(findings);
  const causes = byRule(asCause);
  const undecided = byRule(unknowns);
  return targets.map((target) => {
    const rule = ruleNamed(target.waiver.rule.id, rules);
    if (!rule || rule.rule.scope === "waiver") return { target, rule, matches: [], isDoubtful: false };
    const { id } = rule.rule;
    const isMeant = meant(target);
    const toMatch = (found: typeof findings, asCause: boolean) =>
      found
        .filter(({ object }) => isMeant(object))
        // How long it lasts is what the waiver's last day is for.
        .map((finding) => ({ ...finding, severity: apartFromTime(finding) }))
        .map(({ fingerprint, object, app, severity, subject }) => ({
          ...{ fingerprint, object, app, severity, subject },
          ...(asCause && { asCause: true as const }),
        }));
    const matches = [...toMatch(standing.get(id) ?? [], false), ...toMatch(causes.get(id) ?? [], true)];
    return {
      ...{ target, rule },
      matches: matches.toSorted((a, b) => byCodeUnit(a.object, b.object) || byCodeUnit(a.fingerprint, b.fingerprint)),
      isDoubtful: (undecided.get(id) ?? []).some(({ object }) => isMeant(object)),
    };
  });
}

/** The rule of that id, or of that earlier id. */
function ruleNamed(name: string, rules: JudgedRules): JudgedRule | undefined {
  return rules.get(name) ?? [...rules.values()].find(({ rule }) => rule.aliases?.includes(name));
}

function meant({ waiver: { object }, ids }: WaiverTarget): (id: string) => boolean {
  return object.kind === "pattern" ? picomatch(object.pattern, { dot: true }) : (id) => ids.has(id);
}

function byRule<T extends Pick<SettledUnknown, "rule">>(entries: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const entry of entries) {
    const known = found.get(entry.rule);
    if (known) known.push(entry);
    else found.set(entry.rule, [entry]);
  }
  return found;
}
