import type { CollectedSource } from "../model/collected.ts";
import type { RecordOf } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";

/** A record of a snapshot with its kind. */
export type Known = { readonly [K in RecordKind]: { readonly kind: K; readonly record: RecordOf<K> } }[RecordKind];

/** A login or an address under which somebody may be found. */
export interface Name {
  readonly by: "login" | "address";
  readonly value: string;
}

/** One person or machine as the snapshot knows them in one system, and what it knows of the system beside. */
export interface Wanted {
  /** Their identities, accounts and credentials. */
  readonly own: readonly Known[];
  /** Their memberships, and the grants that they hold themselves. */
  readonly access: readonly Known[];
  /** Under which to look for accounts that the snapshot does not know. */
  readonly names: readonly Name[];
  /** Any record of the system, such as a group that a membership names. */
  find(kind: RecordKind, id: string): Known | undefined;
  /**
   * A few records of others, such as were there when the system was last read. Whoever is shown one of them sees the system
   * that the snapshot tells of; whoever is shown none may see another, or nothing. `fits` says which of them will do.
   */
  witnesses(kind: RecordKind, fits?: (other: Known) => boolean): readonly Known[];
}

/** What a source says now of one record that was asked for by its id. */
export type Said =
  | { readonly is: "there" }
  /** `seen` says what the same connection was shown: without it nothing is called gone. */
  | { readonly is: "gone"; readonly seen: string }
  | { readonly is: "unsaid"; readonly reason: string };

/**
 * How a search for accounts that the snapshot does not know ended. `none` is said only of a search that was proven;
 * `not-searched` where the source has none, or nobody is known by whom it could be tried.
 */
export interface Search extends Name {
  readonly is: "found" | "none" | "unsaid" | "not-searched";
  readonly reason?: string;
}

/** What one look at a subject brought. */
export interface LookedUp {
  /** Everything that was read, as a collection would have it. */
  readonly source: CollectedSource;
  /** By the ids of the wanted records. A record that is not named here was not looked for. */
  readonly said: ReadonlyMap<string, Said>;
  /** Records that a search found and the snapshot does not call the subject's, with the name that found them. */
  readonly found: ReadonlyMap<string, Name>;
  readonly searches: readonly Search[];
}

/** What a request for one record by its id came to. */
export type One =
  | {
      readonly is: "there";
      /**
       * Its login now, or the name of a group, for sources whose ids are given in other tenants too: there the same id may
       * be somebody else.
       */
      readonly name?: string | undefined;
      /** Kinds of which the answer tells everything that is this record's. */
      readonly whole?: ReadonlySet<RecordKind>;
      /** Sorts of records of which the answer showed at least one, whosever it is: they are not hidden from the reader. */
      readonly shown?: ReadonlySet<string>;
      /** Of which sort a record is that may belong to this one, where a reader may see one sort and not another; its kind else. */
      readonly sortOf?: (known: Known) => string;
      /** Why nothing follows from the absence of this record, where something kept it from being read. */
      readonly doubt?: (known: Known) => string | undefined;
    }
  /**
   * `where` says in which part of the source it is not, where that is not all of it; `seen` what was seen with it, where
   * the answer itself shows that it means what it says: without it others are asked for.
   */
  | { readonly is: "absent"; readonly where?: string; readonly seen?: string }
  | { readonly is: "unsaid"; readonly reason: string };

/** What of an answer is of interest. */
export interface Asking {
  /** Kinds of which those records are to be read that are the record's own. */
  readonly kinds: ReadonlySet<RecordKind>;
  /** Whether what comes is to be written into the book of the look-up; a witness is only looked at. */
  readonly keep: boolean;
}

/** How a collector asks its source for single records; `lookAt` draws the conclusions. */
export interface OneReader {
  /**
   * Asks for one record by its id. It says `absent` only where the source itself said that there is none.
   * @throws EntitlintError where the request failed
   */
  ask(known: Known, asking: Asking): Promise<One>;
  /** Whether a record of another shows, where it is there, that such records can be seen; each does unless it is said. */
  isWitness?(other: Known): boolean;
  /** Searches accounts or identities by a name; undefined where the source has no such search. @throws EntitlintError */
  search?(name: Name): Promise<readonly Known[] | undefined>;
}
