import type * as z from "zod";
import { AppInput } from "./schema/app.ts";
import { AuthorityInput } from "./schema/authority.ts";
import { BaselineInput } from "./schema/baseline.ts";
import { BreakGlassInput } from "./schema/break-glass.ts";
import { ConflictInput } from "./schema/duties.ts";
import { IdentityInput } from "./schema/identity.ts";
import { LinkInput } from "./schema/link.ts";
import { NoteInput } from "./schema/note.ts";
import { PersonInput } from "./schema/people.ts";
import { ReviewInput } from "./schema/review.ts";
import { RoleInput } from "./schema/role.ts";
import { TrustInput } from "./schema/trust.ts";
import { WaiverInput } from "./schema/waiver.ts";

/** One kind of access file: where such files lie below the access folder, and what an object in them looks like. */
interface AccessKind {
  readonly lies: "in a folder" | "in a file";
  /** What the objects are called, for titles. */
  readonly holds: string;
  /** One of them and several, for counts. */
  readonly one: string;
  readonly many: string;
  readonly input: z.ZodObject;
}

/** Every kind, by the name of its folder or file. */
export const accessKinds = {
  apps: { lies: "in a folder", holds: "Applications", one: "application", many: "applications", input: AppInput },
  roles: { lies: "in a folder", holds: "Roles", one: "role", many: "roles", input: RoleInput },
  identities: {
    lies: "in a folder",
    holds: "Non-human identities",
    one: "non-human identity",
    many: "non-human identities",
    input: IdentityInput,
  },
  people: {
    lies: "in a file",
    holds: "People whom no directory but Git knows",
    one: "person",
    many: "people",
    input: PersonInput,
  },
  sod: {
    lies: "in a file",
    holds: "Separation of duties",
    one: "pair of duties",
    many: "pairs of duties",
    input: ConflictInput,
  },
  authority: {
    lies: "in a file",
    holds: "Whose word counts for which field",
    one: "authority",
    many: "authorities",
    input: AuthorityInput,
  },
  trusts: { lies: "in a file", holds: "Trust between tenants", one: "trust", many: "trusts", input: TrustInput },
  breakglass: {
    lies: "in a file",
    holds: "Accounts for emergencies",
    one: "emergency account",
    many: "emergency accounts",
    input: BreakGlassInput,
  },
  links: { lies: "in a file", holds: "Links made by hand", one: "link", many: "links", input: LinkInput },
  waivers: { lies: "in a folder", holds: "Waivers", one: "waiver", many: "waivers", input: WaiverInput },
  reviews: {
    lies: "in a folder",
    holds: "Decisions of access reviews",
    one: "review",
    many: "reviews",
    input: ReviewInput,
  },
  baseline: {
    lies: "in a file",
    holds: "Findings that were there at the beginning",
    one: "known finding",
    many: "known findings",
    input: BaselineInput,
  },
  notes: { lies: "in a file", holds: "Notes on findings", one: "note", many: "notes", input: NoteInput },
} as const satisfies Record<string, AccessKind>;

export type AccessFileKind = keyof typeof accessKinds;

/** Where files of a kind lie, relative to the access folder: `apps/*.yaml`, `links.yaml`. */
export function pathOfKind(kind: AccessFileKind): string {
  return accessKinds[kind].lies === "in a folder" ? `${kind}/*.yaml` : `${kind}.yaml`;
}

/** The kind of that name; undefined where there is none. */
export function kindNamed(name: string): AccessFileKind | undefined {
  return accessFileKinds.find((kind) => kind === name);
}

export const accessFileKinds = Object.keys(accessKinds).filter((name) => isKind(name));

function isKind(name: string): name is AccessFileKind {
  return name in accessKinds;
}
