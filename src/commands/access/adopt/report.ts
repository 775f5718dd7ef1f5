import { counted } from "../../../counted.ts";
import { safeJson } from "../../../report/safe-json.ts";
import { safeText } from "../../../report/safe-text.ts";
import type { CommandContext } from "../../context.ts";
import { unifiedDiff } from "../unified-diff.ts";
import { type Evidence, evidences } from "./clues.ts";
import type { Found, Unregistered } from "./find-unregistered.ts";
import type { PlannedFile } from "./plan-files.ts";
import type { Stub } from "./stub.ts";

/** What adopting came to. */
export interface Adoption extends Found {
  readonly stubs: readonly Stub[];
  /** Machines that nothing hints at an owner of. */
  readonly without: readonly Unregistered[];
  readonly files: readonly PlannedFile[];
  readonly decideBy: string;
  readonly isWritten: boolean;
}

const evidenceText: Readonly<Record<Evidence, string>> = {
  owner: "an owner that a system names",
  linked: "the person whom its account is linked to",
  creator: "who created it",
  key: "who made its newest key",
  group: "the owner of a group that is for it alone",
  application: "the owner of its application",
  asked: "who was named with --owner",
};

/** Machines without a proposal that are shown by name. */
const shown = 10;

/** Tells what was adopted, from what, and what was not; without writing, what would be. */
export function tellAdoption(
  adoption: Adoption,
  { format }: { readonly format: "text" | "json" },
  { stdout }: CommandContext,
): void {
  if (format === "json") stdout.write(`${safeJson(asJson(adoption), 2)}\n`);
  else stdout.write(`${[...diffLines(adoption), ...textLines(adoption)].map(safeText).join("\n")}\n`);
}

function diffLines({ files, isWritten }: Adoption): string[] {
  if (isWritten || files.length === 0) return [];
  return [...files.flatMap(({ path, before, edits }) => unifiedDiff(path, before, edits)), ""];
}

function textLines(adoption: Adoption): string[] {
  const { machines, stubs, without, files, decideBy, isWritten, decided, unclassified } = adoption;
  if (machines.length === 0)
    return ["Every machine that was observed is registered.", ...leftAlone(decided, unclassified)];
  const later = machines.length - stubs.length - without.length;
  return [
    `${isWritten ? "Adopted" : "Would adopt"} ${stubs.length} of ${counted(machines.length, "machine")} that nobody has registered${stubs.length > 0 ? `, to be decided by ${decideBy}` : ""}.`,
    ...byEvidence(stubs).map(([evidence, count]) => `  ${count} by ${evidenceText[evidence]}`),
    ...files.map(
      (file) =>
        `  ${file.path}: ${counted(file.stubs.length, "stub")}${file.before === undefined ? ", a new file" : ""}`,
    ),
    ...(later > 0 ? [`${counted(later, "machine")} more for another run, beyond --limit.`] : []),
    ...withoutProposal(without),
    ...leftAlone(decided, unclassified),
  ];
}

function withoutProposal(without: readonly Unregistered[]): string[] {
  if (without.length === 0) return ["0 without any proposal."];
  const more = without.length > shown ? [`  and ${without.length - shown} more`] : [];
  return [
    `${without.length} without any proposal, and so without a stub: register them by hand, or name somebody with --owner.`,
    ...without.slice(0, shown).map(({ ids }) => `  ${ids.join(", ")}`),
    ...more,
  ];
}

function leftAlone(decided: number, unclassified: number): string[] {
  const undecided = counted(unclassified, "account is", "accounts are");
  return [
    ...(decided > 0 ? [`${counted(decided, "account")} of machines left to links.yaml and breakglass.yaml.`] : []),
    ...(unclassified > 0 ? [`${undecided} of a kind that nothing tells: say it with kinds: in access/apps.`] : []),
  ];
}

function byEvidence(stubs: readonly Stub[]): [Evidence, number][] {
  return evidences.flatMap((evidence): [Evidence, number][] => {
    const count = stubs.filter(({ proposal }) => proposal.evidence === evidence).length;
    return count > 0 ? [[evidence, count]] : [];
  });
}

function asJson({ machines, stubs, without, files, decideBy, isWritten, decided, unclassified }: Adoption): object {
  return {
    version: 1,
    written: isWritten,
    unregistered: machines.length,
    decideBy,
    adopted: files.flatMap((file) =>
      file.stubs.map(({ id, machine, proposal }) => ({
        ...{ id, file: file.path, kind: machine.kind, accounts: machine.ids },
        ...proposal,
      })),
    ),
    byEvidence: Object.fromEntries(byEvidence(stubs)),
    withoutProposal: without.map(({ ids, kind }) => ({ accounts: ids, kind })),
    beyondLimit: machines.length - stubs.length - without.length,
    leftToOtherFiles: decided,
    unclassified,
  };
}
