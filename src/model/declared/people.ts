import type { Place } from "../../errors.ts";

/** Somebody whom no directory but Git knows. */
export interface DeclaredPerson {
  /** `person:<e-mail or id>`. */
  readonly id: string;
  /** The same without its kind. */
  readonly name: string;
  /** What links accounts: their numbers and logins elsewhere, by the name that the file gives them. */
  readonly attributes: readonly { readonly name: string; readonly value: string; readonly place: Place }[];
  readonly place: Place;
}
