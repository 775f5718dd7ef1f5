import {
  type AttributeBag,
  attributeValues,
  emailKey,
  exactKey,
  foldName,
  strongEmails,
  weakEmails,
} from "../load/match-keys.ts";
import type { CorrelationPair } from "../model/access.ts";
import type { Confidence } from "../model/document.ts";
import { keysByAttribute, keysOfPerson, type Populations, pairKey } from "./population.ts";

/** One key that was tried: which, with what value, and whom it found. */
export interface Trial {
  readonly by: string;
  readonly value: string;
  readonly confidence: Confidence;
  /** Identity numbers. */
  readonly hits: readonly number[];
}

/** What is looked for: an account, or a directory's record of which the authoritative one is sought. */
export interface Wanted {
  readonly keys: AttributeBag & { readonly assignedTo?: string | undefined };
  readonly people: readonly string[];
  readonly pairs: readonly CorrelationPair[];
}

/**
 * Tries every key in the order of trust and gives all trials that had a value to look for. Display names are never a
 * key. Whether trials agree is for the caller to say, who knows which identities are one subject.
 */
export function tryKeys(wanted: Wanted, populations: Populations): Trial[] {
  return [...tryStrongKeys(wanted, populations), ...tryWeakKeys(wanted, populations)];
}

type Look = (
  by: string,
  confidence: Confidence,
  values: readonly string[],
  keysOf: (row: Parameters<typeof keysOfPerson.userName>[0]) => readonly string[],
  index?: string,
) => void;

function looker(people: readonly string[], populations: Populations, trials: Trial[]): Look {
  return (by, confidence, values, keysOf, index = by) => {
    for (const value of values) {
      if (value !== "") trials.push({ by, value, confidence, hits: populations.find(people, index, keysOf, value) });
    }
  };
}

/** The keys that link by themselves. */
export function tryStrongKeys(wanted: Wanted, populations: Populations): Trial[] {
  const { keys } = wanted;
  const trials: Trial[] = [];
  const look = looker(wanted.people, populations, trials);
  look("externalId", "certain", present(keys.externalId), keysOfPerson.immutableId);
  look("assignment", "certain", present(keys.assignedTo), keysOfPerson.recordId);
  for (const pair of wanted.pairs) {
    const values = attributeValues(keys, pair.account).map((value) => pairKey(value, pair.ignoreCase));
    const name = `${pair.account} = ${pair.person}`;
    look(name, "strong", values, keysByAttribute(pair.person, pair.ignoreCase), `${pair.person} ${pair.ignoreCase}`);
  }
  look("employeeId", "strong", present(keys.employeeId).map(exactKey), keysOfPerson.employeeId);
  look("userName", "strong", present(keys.userName).map(foldName), keysOfPerson.userName);
  look("email", "strong", unique([...strongEmails(keys.emails), ...addressOf(keys.userName)]), keysOfPerson.email);
  return trials;
}

/** Other addresses, which count only where nothing else found anybody. */
export function tryWeakKeys({ keys, people }: Wanted, populations: Populations): Trial[] {
  const trials: Trial[] = [];
  const look = looker(people, populations, trials);
  look("any email", "weak", weakEmails(keys.emails), keysOfPerson.anyEmail);
  look("secondary email", "weak", unique(strongEmails(keys.emails)), keysOfPerson.weakEmail);
  return trials;
}

/** A user name that is an address is one: many applications sign in by mail. */
function addressOf(userName: string | undefined): string[] {
  return userName?.includes("@") ? [emailKey(userName)] : [];
}

function present(value: string | undefined): string[] {
  return value === undefined ? [] : [value];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
