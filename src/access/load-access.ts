import { byCodeUnit } from "../canonical.ts";
import { type Problem, throwProblems } from "../errors.ts";
import type { AccessState, DeclaredLink } from "../model/access.ts";
import type { DeclaredBreakGlass } from "../model/declared/break-glass.ts";
import type { DeclaredReview } from "../model/declared/review.ts";
import type { DeclaredTrust } from "../model/declared/trust.ts";
import type { FileTree } from "../model/file-tree.ts";
import { byPlace } from "./by-place.ts";
import { contradictions } from "./contradictions.ts";
import { declareApp } from "./declare/app.ts";
import { declareAuthority } from "./declare/authority.ts";
import { declareBaselineEntry } from "./declare/baseline-entry.ts";
import { declareBreakGlass } from "./declare/break-glass.ts";
import { declareConflict } from "./declare/conflict.ts";
import { declareIdentity } from "./declare/identity.ts";
import { declareLink } from "./declare/link.ts";
import { declareNote } from "./declare/note.ts";
import { declarePerson } from "./declare/person.ts";
import { declareReview } from "./declare/review.ts";
import { declareRole } from "./declare/role.ts";
import { declareTrust } from "./declare/trust.ts";
import { declareWaiver } from "./declare/waiver.ts";
import { findObjects } from "./find-objects.ts";
import type { AccessFileKind } from "./kinds.ts";
import type { AccessObject } from "./read-objects.ts";

/** What could be read of a folder of access files, and all that is wrong with the rest, in the order of the files. */
export interface ReadAccess {
  readonly state: AccessState;
  readonly problems: readonly Problem[];
}

/**
 * Reads all that is declared below a folder. A folder without files declares nothing.
 * @throws EntitlintError with every problem of every file at once
 */
export async function loadAccess(tree: FileTree, folder: string): Promise<AccessState> {
  const { state, problems } = await readAccess(tree, folder);
  throwProblems(problems);
  return state;
}

/** As `loadAccess`, for those who can go on with what is right. */
export async function readAccess(tree: FileTree, folder: string): Promise<ReadAccess> {
  const { objects, problems } = await findObjects(tree, folder);
  const wrong: Problem[] = [...problems];
  const take = <T extends object>(kind: AccessFileKind, declare: Declare<T>, name?: (object: T) => string): T[] => {
    const declared = objects.filter(({ file }) => file.kind === kind).map(declare);
    wrong.push(...declared.flatMap((result) => (isList(result) ? result : [])));
    const right = declared.flatMap((result) => (isList(result) ? [] : [result]));
    return name ? right.toSorted((a, b) => byCodeUnit(name(a), name(b))) : right;
  };
  const state: AccessState = {
    apps: take("apps", declareApp, byId),
    roles: take("roles", declareRole, byId),
    identities: take("identities", declareIdentity, byId),
    people: take("people", declarePerson, byId),
    sod: take("sod", declareConflict, byId),
    authority: take("authority", declareAuthority),
    trusts: take("trusts", declareTrust, byTenants),
    breakglass: take("breakglass", declareBreakGlass, byAccount),
    links: take("links", declareLink, byAccount),
    waivers: take("waivers", declareWaiver, byId),
    reviews: take("reviews", declareReview, byObject),
    baseline: take("baseline", declareBaselineEntry, byFingerprint),
    notes: take("notes", declareNote, byFingerprint),
  };
  return { state, problems: [...wrong, ...contradictions(state)].toSorted(byPlace) };
}

type Declare<T> = (object: AccessObject) => T | readonly Problem[];

function isList<T extends object>(result: T | readonly Problem[]): result is readonly Problem[] {
  return Array.isArray(result);
}

function byId({ id }: { readonly id: string }): string {
  return id;
}

function byFingerprint({ fingerprint }: { readonly fingerprint: string }): string {
  return fingerprint;
}

function byAccount({ account }: DeclaredLink | DeclaredBreakGlass): string {
  return account.text;
}

function byTenants({ from, to }: DeclaredTrust): string {
  return [from, to].map(({ system, tenant }) => `${system}/${tenant}`).join(" ");
}

function byObject({ about, at }: DeclaredReview): string {
  return `${about.text} ${at}`;
}
