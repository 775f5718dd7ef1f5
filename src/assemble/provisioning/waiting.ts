import type { Correlation } from "../../correlate/index.ts";
import type { LoadedEstate } from "../../load/index.ts";
import type { ChannelDocument } from "../../model/channel-document.ts";

/**
 * A change of somebody's status in a directory, as it says itself or as history has seen it. Of a day alone its beginning, so
 * that a change that the log carried on that day is not told as waiting.
 */
interface Change {
  readonly at: string;
  readonly about: string;
}

/** Changes in directories that concern people with an account, by the application. */
export class DirectoryChanges {
  readonly #estate: LoadedEstate;
  readonly #correlation: Correlation;
  readonly #known = new Map<string, readonly Change[]>();

  constructor(estate: LoadedEstate, correlation: Correlation) {
    this.#estate = estate;
    this.#correlation = correlation;
  }

  /** What has changed since a log's last event; undefined where nothing has. */
  after(app: string, last: string): ChannelDocument["waiting"] {
    const later = this.#of(app).filter(({ at }) => at > last);
    const [first] = later.toSorted((a, b) => (`${a.at} ${a.about}` < `${b.at} ${b.about}` ? -1 : 1));
    return first && { since: first.at, about: first.about, changes: later.length };
  }

  #of(app: string): readonly Change[] {
    const known = this.#known.get(app);
    if (known) return known;
    const { accounts, identities } = this.#estate.principals;
    const holders = this.#correlation.subjects.all.filter((subject) =>
      subject.accounts.some((number) => accounts[number]?.system === app),
    );
    const changes = holders.flatMap((subject) =>
      subject.identities.flatMap((number): Change[] => {
        const row = identities[number];
        if (row?.keys.role !== "directory" || row.system === app) return [];
        const at = row.keys.statusChangedFrom ?? this.#estate.past.get(row.id)?.statusSince;
        return at === undefined ? [] : [{ at, about: row.id }];
      }),
    );
    this.#known.set(app, changes);
    return changes;
  }
}
