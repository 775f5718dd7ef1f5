import type * as z from "zod";
import type { CollectedSource } from "../model/collected.ts";
import type { FileTree } from "../model/file-tree.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Patience, Progress } from "../network/patience.ts";
import type { SecretReader } from "../network/secret-reference.ts";
import type { LookedUp, Wanted } from "./look-up.ts";
import type { Reads } from "./reads.ts";
import type { RecordStore } from "./record-store.ts";
import type { Revoker } from "./revoke.ts";

/** What a collector is told of its source, and all that it may know of the world around it. */
export interface CollectContext {
  /** The system's name in record ids. */
  readonly system: string;
  readonly role: SourceRole;
  /** The tenant of records whose mapping names none. */
  readonly tenant: string;
  /** IANA zone of dates and times that name none. */
  readonly zone: string;
  /** True where the source says what should be: it is then of the revision being judged, and needs no time of export. */
  readonly declares: boolean;
  /** The folder of the config, as it stands or at a revision. */
  readonly files: FileTree;
  /** Its absolute path, for programs that are run there. */
  readonly folder: string;
  /** The run's clock. */
  readonly now: Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads the secrets that options refer to. */
  readonly secrets: SecretReader;
  /** Told of pages and waits, for people who watch. */
  readonly progress: Progress;
  /** Passes on a line that people may want to read, such as what a program says; secrets have to be taken out before. */
  readonly tell: (line: string) => void;
  /** Keeps what is read. */
  readonly store: RecordStore;
  /** How long to bear with a server that does not answer as it should. */
  readonly patience: Patience;
}

/** One kind of source that can be read. A folder of this stage exports one such object. */
export interface Collector {
  readonly name: string;
  readonly title: string;
  /** What it reads and where from, for people who choose a collector. */
  readonly description: string;
  /** Rises whenever equal input gives other records than before. */
  readonly version: number;
  /** Its keys of a source beside the common ones; every key carries a description. */
  readonly options: z.ZodObject;
  readonly kinds: readonly RecordKind[];
  /** Which fields of these kinds it can fill, and when: what rules can be fed with. */
  readonly reads: Reads;
  /** The ways in which it can read, each with when to choose it. */
  readonly modes: readonly { readonly name: string; readonly note: string }[];
  /** The rights it asks for at the source, each with what is missing without it. */
  readonly rights: readonly { readonly name: string; readonly note: string }[];
  /** How one subject is read beside the snapshot, and with which rights, in whole sentences; or why none can be. */
  readonly oneSubject: { readonly how: string; readonly rights?: string };
  /**
   * Reads one source whole. `options` are the output of the schema above.
   * @throws EntitlintError with everything that kept it from reading
   */
  collect(context: CollectContext, options: unknown): Promise<CollectedSource>;
  /**
   * Reads of one subject what the source tells of single records, and writes no snapshot; absent where a source can only be
   * read whole. What a failed or empty read would leave open stays open: see `lookAt`.
   * @throws EntitlintError with everything that kept it from reading
   */
  lookUp?(context: CollectContext, options: unknown, wanted: Wanted): Promise<LookedUp>;
  /** Tells by which commands a record is taken away there; absent where no source of its kind has any. */
  revoker?(source: Pick<CollectContext, "system" | "tenant">, options: unknown): Promise<Revoker>;
}
