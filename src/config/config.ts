import type { Place } from "../errors.ts";
import type { Freshness } from "../model/access.ts";
import type { SourceRole } from "../model/manifest.ts";
import type { Severity } from "../model/severity.ts";
import type { ParamInput } from "./schema.ts";

/** `entitlint.yaml`, checked and with its defaults filled in. */
export interface Config {
  /** The config's path as places show it, relative to the folder it was found in. */
  readonly file: string;
  /** Folders, relative to the config's own, with forward slashes and no slash at the end. */
  readonly snapshot: string;
  readonly access: string;
  readonly policies: readonly { readonly folder: string; readonly place: Place }[];
  readonly failOn: Severity;
  /** Public keys in PEM, one of which has to have signed the snapshot, and where the private one stands. */
  readonly signing: { readonly key?: string | undefined; readonly publicKeys: readonly string[] };
  /** Sorted by key. */
  readonly sources: readonly Source[];
  /** Sorted by id. Whether such a rule exists is known only once the policies are. */
  readonly rules: readonly RuleSetting[];
  /** SHA-256, in hex, of what the file says, in canonical JSON: comments and the order of keys do not change it. */
  readonly digest: string;
}

/** One source: a system, and the collector that reads it. */
export interface Source {
  /** Its name in the config. */
  readonly key: string;
  /** Its name in record ids. */
  readonly system: string;
  readonly collector: string;
  readonly role: SourceRole;
  readonly tenant: string;
  /** IANA zone in which its dates without time end. */
  readonly zone: string;
  readonly required: boolean;
  /** True where it says what should be; such records never enter the snapshot. */
  readonly declares: boolean;
  /** Whose end dates that lie ahead may be stored, of those that an authority names. */
  readonly futureEndDates: "contractors" | "all" | "none";
  /** Ids of records whose texts may look like secrets. */
  readonly noSecrets: readonly string[];
  /** How much may change before a reading is set aside: percents, and the fewest records that count. */
  readonly brake: { readonly changed: number; readonly disabled: number; readonly least: number };
  readonly freshness?: Freshness;
  /** The collector's own options, as its schema gives them. */
  readonly options: unknown;
  readonly place: Place;
}

/** What the config says of one rule. */
export interface RuleSetting {
  readonly id: string;
  readonly level?: "off" | Severity;
  readonly required: boolean;
  readonly params: readonly ParamSetting[];
  readonly place: Place;
}

/** The value of one parameter, with the places of what is in it: of the keys of a map, of the items of a list. */
export interface ParamSetting {
  readonly name: string;
  readonly value: ParamInput;
  readonly place: Place;
  readonly keyPlace: Place;
  readonly within: ReadonlyMap<string | number, Place>;
}
