import { readFileSync } from "node:fs";
import { connect as connectTcp, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";

export const certificates = join(import.meta.dirname, "../../fixtures/network/tls");

/** Values of an entry; all of them go over the wire as they stand. */
export interface FakeEntry {
  readonly dn: string;
  readonly values: Readonly<Record<string, readonly (string | Buffer)[]>>;
}

/** A search as the client asked it. */
export interface Asked {
  readonly base: string;
  readonly filter: string;
  readonly pageSize: number | undefined;
  /** Of the page that is asked for; empty at first, undefined where no page was asked for. */
  readonly cookie: string | undefined;
}

export interface Said {
  readonly entries?: readonly FakeEntry[];
  readonly code?: number;
  readonly text?: string;
  /** The cookie of the answer's page control; left out, the answer has none. */
  readonly cookie?: string;
  readonly referrals?: readonly string[];
  /** Sent instead of all else. */
  readonly raw?: Buffer;
  /** Cuts the connection after so many of the entries. */
  readonly cutAfter?: number;
}

export interface Script {
  readonly bind?: () => Said;
  readonly search: (asked: Asked) => Said;
  readonly certificate?: "server" | "self-signed" | "other-name";
}

export interface Fake {
  readonly url: string;
  stop(): Promise<void>;
}

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = Buffer.alloc(5);
  size.writeUInt8(0x84, 0);
  size.writeUInt32BE(content.length, 1);
  return Buffer.concat([Buffer.from([tag]), size, content]);
};
const octets = (value: string | Buffer, tag = 0x04) => tlv(tag, Buffer.from(value));
const number = (value: number, tag = 0x02) =>
  tlv(
    tag,
    Buffer.from(value < 128 ? [value] : [(value >> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255]),
  );

/** A directory that speaks LDAP over TLS and answers by a script: for what no real server can be made to do. */
export async function startFake(script: Script): Promise<Fake> {
  const certificate = script.certificate ?? "server";
  const read = (name: string) => readFileSync(join(certificates, name));
  const server = createTlsServer({ cert: read(`${certificate}.pem`), key: read(`${certificate}.key`) }, (socket) =>
    serve(socket, script),
  );
  server.on("tlsClientError", () => {});
  server.listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `ldaps://127.0.0.1:${address.port}`, stop: () => new Promise((done) => server.close(() => done())) };
}

/** Passes bytes between a client and a server, and cuts the connection once `after` bytes have come back. */
export async function startCutter(
  port: number,
  after: number,
  log: (what: string) => void,
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer((client) => {
    const upstream = connectTcp(port, "127.0.0.1");
    let passed = 0;
    const cut = (socket: Socket) =>
      socket.on("error", () => {}).on("close", () => [client, upstream].forEach((one) => void one.destroy()));
    cut(client);
    cut(upstream);
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      passed += chunk.length;
      if (passed <= after) return void client.write(chunk);
      log(`cut the connection after ${after} bytes`);
      client.destroy();
    });
  }).listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { port: address.port, stop: () => new Promise((done) => server.close(() => done())) };
}

function serve(socket: TLSSocket, script: Script): void {
  let held: Buffer = Buffer.alloc(0);
  socket.on("error", () => {});
  socket.on("data", (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    for (let message = element(held); message && message.end <= held.length; message = element(held)) {
      const parts = elements(message.content);
      held = held.subarray(message.end);
      answer(socket, script, parts);
    }
  });
}

function answer(socket: TLSSocket, script: Script, [id, operation, controls]: readonly Element[]): void {
  if (!id || !operation) return;
  const send = (tag: number, content: Buffer, more: Buffer = Buffer.alloc(0)) =>
    socket.write(tlv(0x30, tlv(0x02, id.content), tlv(tag, content), more));
  const result = ({ code = 0, text = "" }: Said) => Buffer.concat([number(code, 0x0a), octets(""), octets(text)]);
  if (operation.tag === 0x42) return void socket.end();
  if (operation.tag === 0x60) return void send(0x61, result(script.bind?.() ?? {}));
  const fields = elements(operation.content);
  const page = pageOf(controls);
  const said = script.search({
    base: fields[0]?.content.toString() ?? "",
    filter: fields[6]?.content.toString("latin1") ?? "",
    ...page,
  });
  if (said.raw) return void socket.write(said.raw);
  for (const [index, entry] of (said.entries ?? []).entries()) {
    if (index === said.cutAfter) return void socket.destroy();
    const attributes = Object.entries(entry.values).map(([name, values]) =>
      tlv(0x30, octets(name), tlv(0x31, ...values.map((value) => octets(value)))),
    );
    send(0x64, Buffer.concat([octets(entry.dn), tlv(0x30, ...attributes)]));
  }
  for (const referral of said.referrals ?? []) send(0x73, octets(referral));
  const value = said.cookie === undefined ? undefined : tlv(0x30, number(0), octets(said.cookie));
  send(0x65, result(said), value && tlv(0xa0, tlv(0x30, octets("1.2.840.113556.1.4.319"), octets(value))));
}

function pageOf(controls: Element | undefined): Pick<Asked, "pageSize" | "cookie"> {
  for (const control of controls ? elements(controls.content) : []) {
    const [oid, ...more] = elements(control.content);
    const value = more.find(({ tag }) => tag === 0x04);
    if (oid?.content.toString() !== "1.2.840.113556.1.4.319" || !value) continue;
    const [size, cookie] = elements(elements(value.content)[0]?.content ?? Buffer.alloc(0));
    return { pageSize: size?.content.readIntBE(0, size.content.length), cookie: cookie?.content.toString() };
  }
  return { pageSize: undefined, cookie: undefined };
}

interface Element {
  readonly tag: number;
  readonly content: Buffer;
  readonly end: number;
}

function element(bytes: Buffer, at = 0): Element | undefined {
  if (bytes.length < at + 2) return undefined;
  const short = bytes.readUInt8(at + 1);
  const digits = short < 0x80 ? 0 : short & 0x7f;
  if (bytes.length < at + 2 + digits) return undefined;
  const length = digits === 0 ? short : bytes.readUIntBE(at + 2, digits);
  const start = at + 2 + digits;
  return { tag: bytes.readUInt8(at), content: bytes.subarray(start, start + length), end: start + length };
}

function elements(bytes: Buffer): Element[] {
  const found: Element[] = [];
  for (let next = element(bytes); next; next = element(bytes, next.end)) found.push(next);
  return found;
}
