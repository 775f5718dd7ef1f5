import { type AccessState, nothingDeclared } from "../model/access.ts";
import { type AccessFileKind, accessFileKinds } from "./kinds.ts";

/**
 * Whose word counts where a pull request is checked. What it *declares* (who holds what, which machines there are) is
 * its own, and is what is judged. What is *decided* about judging is the base's: whatever could make a finding go away
 * without anybody's access being another must not come with the change that it would excuse. What is only *told* is the
 * base's too, so that a change does not speak through its own report; it decides nothing, and so it is no settings of a check.
 */
export const whoseWord = {
  apps: "decided",
  roles: "declared",
  identities: "declared",
  people: "declared",
  sod: "decided",
  authority: "decided",
  trusts: "decided",
  breakglass: "decided",
  links: "decided",
  waivers: "decided",
  reviews: "decided",
  baseline: "decided",
  notes: "told",
} as const satisfies Record<AccessFileKind, "declared" | "decided" | "told">;

/** The state of access files with each kind taken from where `from` says. */
export function composeAccess(from: (kind: AccessFileKind) => AccessState): AccessState {
  const parts = accessFileKinds.map((kind) => ({ [kind]: from(kind)[kind] }));
  return Object.assign({}, nothingDeclared, ...parts);
}

/** What two folders of access files declare, as if it lay in one. */
export function joinAccess(one: AccessState, other: AccessState): AccessState {
  const parts = accessFileKinds.map((kind) => ({ [kind]: [...one[kind], ...other[kind]] }));
  return Object.assign({}, nothingDeclared, ...parts);
}
