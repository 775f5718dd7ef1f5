import { counted } from "../counted.ts";
import type { Impact, SettingsFile } from "../model/compared.ts";
import type { Finding, Report } from "../model/report.ts";

/** Whether a pull request has to do with a finding: what was there already would drown what it does. */
export function isNews({ change, observedDrift }: Finding): boolean {
  return observedDrift !== true && change !== "pre-existing" && change !== "fallen-due";
}

/** How many findings are left out because they are no news. */
export function othersText(others: number): string {
  return `${counted(others, "finding")} besides that ${others === 1 ? "was" : "were"} there already`;
}

/** What came of a finding, in words; undefined where nothing was compared. */
export function changeText({ change, before, severity, observedDrift }: Finding): string | undefined {
  if (change === undefined) return undefined;
  if (observedDrift) return `${change === "changed" ? "changed" : "new"} in the snapshot`;
  if (change === "changed" && before && before.severity !== severity) return `changed from ${before.severity}`;
  return change === "fallen-due" ? "fallen due" : change;
}

/** With what was compared and how findings divide; undefined where nothing was compared. */
export function comparedText({ compared }: Report): string | undefined {
  if (!compared) return undefined;
  const { base, mergeBase, counts, snapshot } = compared;
  const parted = mergeBase === base.commit ? "" : `, parted at ${mergeBase.slice(0, 12)}`;
  const on = snapshot === "head" ? ", on the snapshot that it brings" : "";
  const drift = counts.observedDrift > 0 ? ` (${counts.observedDrift} of them only seen by the new snapshot)` : "";
  const parts = [
    `${counts.introduced} introduced${drift}`,
    `${counts.changed} changed`,
    `${counts.fixed} fixed`,
    `${counts.preExisting} pre-existing`,
    ...(counts.fallenDue > 0 ? [`${counts.fallenDue} fallen due`] : []),
    ...(counts.undecided > 0 ? [`${counts.undecided} not decided any more`] : []),
  ];
  return `Compared with ${base.rev} (${base.commit.slice(0, 12)}${parted})${on}: ${parts.join(", ")}. ${gatedText(counts.gated)}`;
}

function gatedText(gated: number): string {
  return gated === 0 ? "None of them stops it." : `${gated} of them ${gated === 1 ? "stops" : "stop"} it.`;
}

/** What the settings of a pull request would change. */
export function impactText({ adds, removes, changes, gate }: Impact): string {
  const moved = changes > 0 ? `, and changes the severity of ${changes}` : "";
  const gates = gate ? ` The gate moves from ${gate.from} to ${gate.to}.` : "";
  return `This changes what is judged by, which its own check does not go by. Once it is merged it adds ${adds} and removes ${counted(removes, "finding")} on this snapshot${moved}.${gates}`;
}

/** A file with settings that was changed, and who has to approve that. */
export function settingsFileText({ file, change, part, owners }: SettingsFile, { codeOwners }: Impact): string {
  const who =
    owners.length > 0 ? `owned by ${owners.join(", ")}` : codeOwners ? `${codeOwners} names nobody for it` : "";
  return `${file} (${part}) ${change}${who === "" ? "" : `: ${who}`}`;
}

/** Said once where nobody has to approve anything. */
export function noOwnersText({ codeOwners }: Impact): string | undefined {
  return codeOwners === undefined
    ? "The base has no CODEOWNERS file, so nobody has to approve such changes in particular."
    : undefined;
}
