import { EntitlintError } from "../../errors.ts";
import type { Finding, Report } from "../../model/report.ts";

/** Fingerprints are quoted by their first digits; fewer than these name too many. */
const fewestDigits = 6;

/** Whether a word can be a fingerprint, or the beginning of one. */
export function isFingerprint(word: string): boolean {
  return new RegExp(`^[0-9a-f]{${fewestDigits},64}$`).test(word);
}

/** The finding whose fingerprint begins so. @throws EntitlintError where there is none, or where there are several */
export function findFinding(mark: string, { findings }: Pick<Report, "findings">): Finding {
  const found = findings.filter(({ fingerprint }) => fingerprint.startsWith(mark));
  const [only, second] = found;
  if (only === undefined)
    throw new EntitlintError({
      code: "decision/unknown-finding",
      message: `no finding has a fingerprint that begins with ${mark}`,
      next: "Fingerprints stand in `entitlint check --format json`.",
    });
  if (second === undefined) return only;
  throw new EntitlintError({
    code: "decision/ambiguous-finding",
    message: `${found.length} findings have a fingerprint that begins with ${mark}`,
    next: "Give more of its digits.",
    details: found.slice(0, 10).map(({ fingerprint, rule, object }) => `  ${fingerprint}  ${rule} on ${object}`),
  });
}
