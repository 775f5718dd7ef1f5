import type { Finding, Report } from "../../model/report.ts";
import { type Standing, standingOf } from "./standing.ts";

export type ReportRule = Report["rules"][number];

/**
 * The findings of one report with what the interface asks of them over and over. What costs is worked out when it is first
 * asked for, so that a hundred thousand of them open at once.
 */
export class Data {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly rules: ReadonlyMap<string, ReportRule>;
  readonly #ownerOf: (finding: Finding) => string | undefined;
  readonly #haystacks: string[] = [];
  readonly #owners: (string | undefined)[] = [];
  #byFingerprint: ReadonlyMap<string, number> | undefined;

  /** @param ownerOf who answers for what a finding is about, where nothing that was decided on it says so */
  constructor(report: Report, ownerOf: (finding: Finding) => string | undefined) {
    this.report = report;
    this.findings = report.findings;
    this.rules = new Map(report.rules.map((rule) => [rule.id, rule]));
    this.#ownerOf = ownerOf;
  }

  get count(): number {
    return this.findings.length;
  }

  /** @throws RangeError where there is none */
  at(index: number): Finding {
    const finding = this.findings[index];
    if (!finding) throw new RangeError(`there is no finding ${index}`);
    return finding;
  }

  standing(index: number): Standing {
    return standingOf(this.at(index));
  }

  /** Who answers for it; the empty text where nobody does. */
  owner(index: number): string {
    const finding = this.at(index);
    this.#owners[index] ??= finding.waiver?.owner ?? finding.baseline?.owner ?? this.#ownerOf(finding) ?? "";
    return this.#owners[index];
  }

  controls(index: number): readonly string[] {
    return this.rules.get(this.at(index).rule)?.controls ?? [];
  }

  /** Whom it is about, as people call them. */
  who(index: number): string {
    const { name, subject } = this.at(index);
    return name ?? subject;
  }

  /** All that a search looks through, in small letters. */
  haystack(index: number): string {
    const { rule, title, msg, object, subject, name = "", app, note = "", fingerprint } = this.at(index);
    this.#haystacks[index] ??= [rule, title, msg, object, subject, name, app, note, fingerprint]
      .join("\n")
      .toLowerCase();
    return this.#haystacks[index];
  }

  indexOf(fingerprint: string): number | undefined {
    this.#byFingerprint ??= new Map(this.findings.map((finding, index) => [finding.fingerprint, index]));
    return this.#byFingerprint.get(fingerprint);
  }
}
