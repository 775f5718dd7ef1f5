import { parseRecordId, type RecordKind, recordId } from "../../src/model/record-id.ts";

/** When the exports were made that the snapshots were collected from; it is judged as of the last. */
export const readings = ["2026-10-04T06:00:00Z", "2026-11-17T06:00:00Z", "2026-11-22T06:00:00Z"] as const;

export type Cell = string | number | boolean | readonly string[] | undefined;
/** A row of an export, by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;

/** The readings that something holds in: from the first to the last unless told otherwise. */
export interface When {
  readonly from?: 0 | 1 | 2;
  readonly to?: 0 | 1 | 2;
}

/** A file of `access/`: a list of objects, or one. */
export type AccessFile = Record<string, unknown> | Record<string, unknown>[];

/** What all systems have, at three times, and what was decided about it. */
export interface Estate {
  /** Adds a row to an export, and gives the id of the record that it will be. */
  readonly add: (system: string, kind: RecordKind, native: string, row: Row, when?: When) => string;
  /** Changes columns of a row. */
  readonly change: (id: string, cells: Row, when?: When) => void;
  readonly remove: (id: string, when?: When) => void;
  /** A row as the last export has it. */
  readonly row: (id: string) => Row;
  /** Ids of the rows that the last export has. */
  readonly ids: (system: string, kind: RecordKind) => string[];
  readonly rowsAt: (reading: number) => ReadonlyMap<string, Row>;
  readonly access: Map<string, AccessFile>;
  /** The list in a file of `access/`. */
  readonly list: (path: string) => Record<string, unknown>[];
  /** When a system's last export was made, where that differs. */
  readonly exportedAt: Map<string, string>;
}

export function emptyEstate(): Estate {
  const tables = readings.map(() => new Map<string, Row>());
  const access = new Map<string, AccessFile>();
  const within = ({ from = 0, to = 2 }: When = {}) => tables.slice(from, to + 1);
  const last = tables.at(-1) ?? new Map<string, Row>();
  return {
    add: (system, kind, native, row, when) => {
      const id = recordId(kind, system, "main", native);
      for (const table of within(when)) {
        if (table.has(id)) throw new Error(`${id} is there already`);
        table.set(id, { id: native, ...row });
      }
      return id;
    },
    change: (id, cells, when) => {
      const holding = within(when).filter((table) => table.has(id));
      if (holding.length === 0) throw new Error(`there is no ${id}`);
      for (const table of holding) table.set(id, { ...table.get(id), ...cells });
    },
    remove: (id, when) => {
      const gone = within(when).map((table) => table.delete(id));
      if (!gone.includes(true)) throw new Error(`there is no ${id}`);
    },
    row: (id) => {
      const row = last.get(id);
      if (!row) throw new Error(`there is no ${id}`);
      return row;
    },
    ids: (system, kind) =>
      [...last.keys()].filter((id) => {
        const parts = parseRecordId(id);
        return parts?.system === system && parts.kind === kind;
      }),
    rowsAt: (reading) => tables[reading] ?? new Map(),
    access,
    list: (path) => {
      const file = access.get(path) ?? [];
      if (!Array.isArray(file)) throw new Error(`${path} holds no list`);
      access.set(path, file);
      return file;
    },
    exportedAt: new Map(),
  };
}
