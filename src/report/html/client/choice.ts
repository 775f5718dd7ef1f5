import { placeText } from "../../place-text.ts";
import type { PageRule } from "../page-data.ts";
import type { ShownFinding } from "../shown-finding.ts";

/** What somebody asked to see; an empty text asks for everything. */
export interface Choice {
  readonly text: string;
  /** Severities that are wanted; none stands for all. */
  readonly severities: readonly string[];
  readonly rule: string;
  readonly app: string;
  readonly control: string;
  readonly standing: string;
  readonly change: string;
  readonly owner: string;
}

export const everything: Choice = {
  ...{ text: "", severities: [], rule: "", app: "", control: "", standing: "", change: "", owner: "" },
};

/** A finding with what it can be found by, worked out once. */
export interface Entry {
  readonly finding: ShownFinding;
  readonly rule: PageRule | undefined;
  readonly ruleAt: number;
  /** The place among all findings, the gravest first. */
  readonly at: number;
  /** All its texts, in small letters. */
  readonly words: string;
}

/** Findings as they can be searched. */
export function entriesOf(findings: readonly ShownFinding[], rules: readonly PageRule[]): Entry[] {
  const places = new Map(rules.map(({ id }, at) => [id, at]));
  return findings.map((finding, at) => {
    const ruleAt = places.get(finding.rule) ?? -1;
    const rule = rules[ruleAt];
    return { finding, rule, ruleAt, at, words: wordsOf(finding, rule) };
  });
}

function wordsOf(finding: ShownFinding, rule: PageRule | undefined): string {
  const { msg, object, subject, name, title, reason, app, identity, account, grant, credential } = finding;
  const { place, declared, causes, steps = [], waiver, baseline, note, fingerprint } = finding;
  const texts = [
    ...[finding.rule, msg, object, subject, name, title, reason, app, identity, account, grant, credential],
    ...[placeText(place), declared && placeText(declared), waiver?.id, waiver?.owner, waiver?.reason, baseline?.owner],
    ...causes.flatMap((cause) => [cause.rule, cause.reason, cause.msg]),
    ...[...steps.map(({ text }) => text), ...(rule?.controls ?? []), note, fingerprint],
  ];
  return texts.join("\n").toLowerCase();
}

/** Who is to do something about a finding that was put off or let stand. */
export function ownersOf({ waiver, baseline }: ShownFinding): string[] {
  return [waiver?.owner, baseline?.owner].filter((owner) => owner !== undefined);
}

/** Findings that were asked for, in their order. Every word that is searched for has to stand somewhere. */
export function chosen(entries: readonly Entry[], choice: Choice): Entry[] {
  const wanted = choice.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => isAsked(entry, choice) && wanted.every((word) => entry.words.includes(word)));
}

function isAsked({ finding, rule }: Entry, choice: Choice): boolean {
  const { severities, control, standing, change, owner } = choice;
  return (
    (severities.length === 0 || severities.includes(finding.severity)) &&
    (choice.rule === "" || finding.rule === choice.rule) &&
    (choice.app === "" || finding.app === choice.app) &&
    (control === "" || rule?.controls.includes(control) === true) &&
    (standing === "" || (standing === "gated" ? finding.gated === true : finding.standing === standing)) &&
    (change === "" || finding.changed === change) &&
    (owner === "" || ownersOf(finding).includes(owner))
  );
}
