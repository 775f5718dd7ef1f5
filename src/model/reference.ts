import type { Place } from "../errors.ts";
import type { RecordId } from "./record-id.ts";

/** What people write to name something: parsed, not yet resolved. `text` is what was written, white space trimmed. */
export type Reference = { readonly text: string } & (
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "nhi"; readonly id: string }
  | { readonly kind: "group"; readonly system: string; readonly name: string }
  | { readonly kind: "app"; readonly id: string }
  | {
      readonly kind: "entitlement";
      readonly app: string;
      readonly entitlementKind: string;
      readonly name: string;
    }
  | { readonly kind: "account"; readonly id: RecordId; readonly system: string }
  | { readonly kind: "tag"; readonly tag: string }
  /** A record of any other kind, by its id: a grant, an identity, a credential … */
  | { readonly kind: "record"; readonly id: RecordId; readonly system: string }
  | { readonly kind: "source"; readonly system: string }
);
export type ReferenceKind = Reference["kind"];

/** A reference and where it stands. */
export type PlacedReference = Reference & { readonly place: Place };
