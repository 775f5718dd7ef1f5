import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export type Cell = string | null;
/** Rows by column name; `types` are the numbers of PostgreSQL's types where a column is no text. */
export interface Table {
  readonly columns: readonly string[];
  readonly types?: Readonly<Record<string, number>>;
  readonly rows: readonly Readonly<Record<string, Cell | Buffer>>[];
}

export const types = { bool: 16, int4: 23, textArray: 1009 } as const;

interface Listening {
  readonly port: number;
  /** Every query, in order. */
  readonly asked: string[];
}

/** The same for one test. */
export async function startFake(tables: (query: string, database: string) => Table): Promise<Listening> {
  const { stop, ...listening } = await listen(tables);
  onTestFinished(stop);
  return listening;
}

/**
 * Speaks as much of PostgreSQL's protocol (version 3) as a reader of cursors needs, so that answers can be sent which no
 * real server gives. `tables` answers a `DECLARE`; the connection's database and the query are what it may look at.
 */
export async function listen(
  tables: (query: string, database: string) => Table,
): Promise<Listening & { readonly stop: () => void }> {
  const asked: string[] = [];
  const server = createServer((socket) => serve(socket, tables, asked));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server listens nowhere");
  return { port: address.port, asked, stop: () => void server.close() };
}

function serve(socket: Socket, tables: (query: string, database: string) => Table, asked: string[]): void {
  let rest: Buffer = Buffer.alloc(0);
  let database = "";
  const cursors = new Map<string, { table: Table; at: number }>();
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const isStartup = database === "";
      const head = isStartup ? 0 : 1;
      if (rest.length < head + 4) return;
      const length = rest.readInt32BE(head) + head;
      if (rest.length < length) return;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      if (isStartup) {
        const parts = message.subarray(8).toString().split("\0");
        database = parts[parts.indexOf("database") + 1] ?? "";
        socket.write(Buffer.concat([packet("R", int32(0)), ready]));
      } else if (message[0] === 0x51) {
        const query = message.subarray(5, -1).toString();
        asked.push(query);
        socket.write(Buffer.concat([answer(query, cursors, (text) => tables(text, database)), ready]));
      } else socket.end();
    }
  });
}

function answer(
  query: string,
  cursors: Map<string, { table: Table; at: number }>,
  tables: (query: string) => Table,
): Buffer {
  const declared = /^DECLARE (\w+) NO SCROLL CURSOR FOR (.*)$/su.exec(query);
  if (declared) {
    cursors.set(declared[1] ?? "", { table: tables(declared[2] ?? ""), at: 0 });
    return packet("C", text("DECLARE CURSOR"));
  }
  const fetched = /^FETCH FORWARD (\d+) FROM (\w+)$/u.exec(query);
  const cursor = cursors.get(fetched?.[2] ?? "");
  if (!fetched || !cursor)
    return query.startsWith("SELECT")
      ? result({ columns: ["version"], rows: [{ version: "180004" }] })
      : packet("C", text("OK"));
  const { table, at } = cursor;
  cursor.at += Number(fetched[1]);
  return result({ ...table, rows: table.rows.slice(at, cursor.at) });
}

function result({ columns, types: known = {}, rows }: Table): Buffer {
  const fields = columns.map((name) =>
    Buffer.concat([text(name), int32(0), int16(0), int32(known[name] ?? 25), int16(-1), int32(-1), int16(0)]),
  );
  const lines = rows.map((row) =>
    packet("D", int16(columns.length), ...columns.map((name) => cell(row[name] ?? null))),
  );
  return Buffer.concat([
    packet("T", int16(columns.length), ...fields),
    ...lines,
    packet("C", text(`FETCH ${rows.length}`)),
  ]);
}

function cell(value: Cell | Buffer): Buffer {
  if (value === null) return int32(-1);
  const bytes = Buffer.from(value);
  return Buffer.concat([int32(bytes.length), bytes]);
}

function packet(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

const ready = packet("Z", Buffer.from("T"));
