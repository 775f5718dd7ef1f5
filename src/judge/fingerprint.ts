import { createHash } from "node:crypto";

/**
 * What makes a finding the same finding: the rule, the object, the account through which a shared object (a group's
 * grant) reaches it, and the class of the reason. No text, no time, no severity.
 */
export function fingerprint(parts: {
  rule: string;
  object: string;
  account?: string | undefined;
  reasonClass: string;
}): string {
  const account = parts.account === parts.object ? undefined : parts.account;
  const identity = JSON.stringify([parts.rule, parts.object, account ?? "", parts.reasonClass]);
  return createHash("sha256").update(identity).digest("hex");
}
