import type { Impact, ImpactFinding, SettingsFile } from "../model/compared.ts";
import { isOpen } from "../model/gate.ts";
import type { Finding, Report } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";
import { by } from "./order.ts";

/** The settings that a pull request changes, and two reports of the same estate: by the base's settings, and by its own. */
export interface SettingsChange {
  readonly now: Report;
  readonly then: Report;
  readonly files: readonly SettingsFile[];
  readonly codeOwners: string | undefined;
}

/** What a pull request's settings would change once they hold. Its own check does not go by them. */
export function impactOf({ now, then, files, codeOwners }: SettingsChange): Impact {
  const [before, after] = [openFindings(now), openFindings(then)];
  const findings = [
    ...[...after.values()].flatMap((finding) => effectOn(finding, before.get(finding.fingerprint))),
    ...[...before.values()].filter(({ fingerprint }) => !after.has(fingerprint)).map((gone) => entry("removed", gone)),
  ].sort(by(({ effect, rule, app, object, fingerprint }) => [effect, rule, app, object, fingerprint]));
  const count = (...effects: readonly ImpactFinding["effect"][]) =>
    findings.filter(({ effect }) => effects.includes(effect)).length;
  const known = new Set([...now.obstacles, ...now.notices].map(({ text }) => text));
  return {
    files: files.toSorted(by(({ file }) => [file])),
    ...(codeOwners !== undefined && { codeOwners }),
    adds: count("added"),
    removes: count("removed"),
    changes: count("graver", "milder"),
    ...(now.gate.failOn !== then.gate.failOn && { gate: { from: now.gate.failOn, to: then.gate.failOn } }),
    obstacles: then.obstacles.map(({ text }) => text).filter((text) => !known.has(text)),
    findings,
  };
}

/** A finding that is waived, or fixed, is nobody's work any more. */
function openFindings({ findings }: Report): Map<string, Finding> {
  return new Map(findings.filter(isOpen).map((finding) => [finding.fingerprint, finding]));
}

function effectOn(finding: Finding, before: Finding | undefined): ImpactFinding[] {
  if (before === undefined) return [entry("added", finding)];
  const graver = compareSeverity(finding.severity, before.severity);
  return graver === 0 ? [] : [entry(graver > 0 ? "graver" : "milder", finding)];
}

function entry(effect: ImpactFinding["effect"], finding: Finding): ImpactFinding {
  const { fingerprint, rule, severity, app, object, msg } = finding;
  return { effect, fingerprint, rule, severity, app, object, msg };
}
