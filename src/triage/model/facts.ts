/** A key that was tried to find out whose an account is. */
export interface TriedKey {
  readonly by: string;
  readonly value: string;
  readonly confidence: string;
  readonly hits: readonly string[];
}

/** A record of the subject, with how it came to be theirs. */
export interface FactRecord {
  readonly id: string;
  readonly role: string;
  readonly link: string;
  readonly places: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
  readonly tried: readonly TriedKey[];
  readonly candidates: readonly string[];
}

/** How the subject comes to hold what the finding is about: from the account over groups to the entitlement. */
export interface FactGrant {
  readonly account: string;
  readonly via: readonly string[];
  readonly entitlement: string;
  readonly isPrivileged: boolean;
  readonly declared?: string | undefined;
  readonly role?: string | undefined;
}

/** What lies behind a finding, from the estate that it was found in. */
export interface Facts {
  readonly subject: string;
  readonly kind: string;
  readonly records: readonly FactRecord[];
  readonly grants: readonly FactGrant[];
  readonly owners: readonly string[];
}

/** The facts, or in words why there are none. */
export type FactsOrWhy = Facts | string;
