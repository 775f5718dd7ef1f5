import type { Tombstone } from "../load/tombstones.ts";
import type { DeclaredIdentity } from "../model/access.ts";
import type { Link } from "../model/document.ts";

/** Where an account belongs: a cluster of identities, a machine of the registry, or nobody. */
export interface AccountLink {
  readonly situation: Link["situation"];
  readonly by?: string;
  readonly confidence?: Link["confidence"];
  /** Cluster number of a person or of a machine that a directory knows. */
  readonly subject?: number;
  /** The registry's entry. */
  readonly machine?: DeclaredIdentity;
  /** Cluster numbers. */
  readonly candidates: readonly number[];
  /** For `deleted`: whose account it was, sorted by id. */
  readonly gone?: readonly Tombstone[];
  /** For `linked`: somebody else, who is gone, to whom keys of the account lead as well. */
  readonly past?: readonly Former[];
  /** When the person whom a name led to was first known, if that was after the account was made. */
  readonly personCreated?: string;
}

/** Somebody who is gone, and the key that leads there. */
export interface Former {
  readonly by: string;
  readonly tombstone: Tombstone;
}
