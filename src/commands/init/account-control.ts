import { accountDisabled, flags } from "../../collect/ldap/account-status.ts";
import type { StatusMap } from "./status-words.ts";

/** The column that holds the bits of an account of Active Directory, as exports of it name it. */
export const accountControlNames = ["useraccountcontrol"];

/**
 * Values that Active Directory gives to the accounts of people and services, each without and with the bit that disables:
 * plain, without a password, with one that never expires, both, and with a smart card.
 */
const usual = [512, 544, 66_048, 66_080, 262_656, 262_688, 328_192, 328_224].flatMap((value) => [
  value,
  value | accountDisabled,
]);

/** What the values mean, the usual ones and those of the sample. A mapping cannot ask for a bit, so any other is unknown. */
export function proposeControlMap(values: Iterable<string>): StatusMap {
  const written = [...new Set([...values].map((value) => value.trim()))].filter((value) => value !== "");
  const known = written.filter((value) => flags(value) !== undefined);
  const all = [...new Set([...usual.map(String), ...known])].toSorted((a, b) => Number(a) - Number(b));
  return {
    map: all.map((value) => [value, (flags(value) ?? 0) & accountDisabled ? "disabled" : "active"]),
    open: written.filter((value) => !known.includes(value)).toSorted(),
  };
}
