import { connect, createServer, type Server, type Socket } from "node:net";

/** What is done to a connection, by its number from 1, once so many bytes of the server's have passed. */
export interface Spoil {
  readonly connection: number;
  readonly after: number;
  /** `cut`: both ends are closed. `hush`: nothing more comes, and nothing is closed. */
  readonly how: "cut" | "hush";
}

export interface SpoilingProxy {
  readonly port: number;
  /** What was done to whom. */
  readonly log: readonly string[];
  /** Bytes that the server sent, by connection; counts start anew with `reset`. */
  readonly bytes: () => readonly number[];
  readonly reset: (spoil?: Spoil) => void;
  readonly stop: () => Promise<void>;
}

/** Stands before a server of this machine and passes everything on, until it is told to spoil a connection. */
export async function startProxy(target: number): Promise<SpoilingProxy> {
  const log: string[] = [];
  const open = new Set<Socket>();
  let counts: number[] = [];
  let spoil: Spoil | undefined;
  const server = createServer((client) => {
    const number = counts.push(0);
    const own = counts;
    const upstream = connect(target, "127.0.0.1");
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.pipe(upstream);
    let hushed = false;
    upstream.on("data", (chunk: Buffer) => {
      const passed = own[number - 1] ?? 0;
      own[number - 1] = passed + chunk.length;
      if (hushed) return;
      if (spoil?.connection !== number || passed + chunk.length < spoil.after) {
        client.write(chunk);
        return;
      }
      client.write(chunk.subarray(0, spoil.after - passed));
      log.push(`${spoil.how} connection ${number} after ${spoil.after} bytes`);
      if (spoil.how === "hush") hushed = true;
      else client.end(() => client.destroy());
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    ...{ port: portOf(server), log, bytes: () => counts },
    reset: (next) => {
      counts = [];
      spoil = next;
    },
    stop: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Answers whatever comes with these bytes. */
export async function startImpostor(answer: string): Promise<Pick<SpoilingProxy, "port" | "log" | "stop">> {
  const log: string[] = [];
  const server = createServer((client) => {
    client.on("error", () => {});
    client.once("data", () => {
      log.push(`answered ${JSON.stringify(answer)}`);
      client.end(answer);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: portOf(server), log, stop: async () => await new Promise((done) => server.close(() => done())) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server listens nowhere");
  return address.port;
}
