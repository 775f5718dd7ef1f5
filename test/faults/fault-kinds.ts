import { once } from "node:events";
import { type Certificate, type Exchange, type Passed, reply } from "./fault-server.ts";

/** What a test says of one endpoint, so that faults can be aimed at it. */
export interface FaultEndpoint {
  readonly name: string;
  /** Tested against path and query. */
  readonly matches: RegExp;
  /** Kinds that cannot be whole without it. */
  readonly kinds: readonly string[];
  /** A key of its items that holds a name; faults that change values are left out without it. */
  readonly nameKey?: string;
  /** Whether it answers in several pages; only then a page can be repeated. */
  readonly paged?: boolean;
  /** Whether what it answers in its body is never looked at, as of a login whose token stands in a header. */
  readonly bodyIgnored?: boolean;
  /** Read just as another endpoint is, and so tried only where everything is to run. */
  readonly isOneMore?: true;
}

export interface Fault {
  readonly name: string;
  /** `everything`: every request meets it. `endpoint`: those to one endpoint do. */
  readonly scope: "everything" | "endpoint";
  /**
   * What has to come of it. `recovers`: all is read as if nothing had been. `fails`: what it hit is not read, and nothing is
   * called whole. `survives`: either nothing is lost, or the kind is no longer called whole.
   */
  readonly outcome: "recovers" | "fails" | "survives";
  readonly needs?: "nameKey" | "paged" | "body";
  readonly certificate?: Certificate;
  /** Tried on one endpoint alone, unless everything is to run. */
  readonly isSlow?: true;
  readonly inject?: (exchange: Exchange, endpoint: FaultEndpoint | undefined) => Promise<void>;
}

/** What hostile people call themselves. */
export const hostileName = "Eve\n::error::pwned\u0000\u202e\u001b[31mroot\u001b]0;x\u0007\u2028<script>|`@all`";

const json = { "content-type": "application/json" };
const mib = Buffer.alloc(1 << 20, " ");

function status(code: number, headers: Record<string, string> = {}): NonNullable<Fault["inject"]> {
  return async ({ response, log }) => {
    log(`answered ${code}`);
    response.writeHead(code, { ...json, ...headers }).end('{"message":"no"}');
  };
}

/** Spoils the first request alone. */
function firstTime(inject: NonNullable<Fault["inject"]>): NonNullable<Fault["inject"]> {
  return async (exchange, endpoint) => {
    if (exchange.turn === 1) await inject(exchange, endpoint);
    else reply(exchange.response, await exchange.pass());
  };
}

/** Every fault of HTTP that a collector has to bear. */
export const faults: readonly Fault[] = [
  { name: "wrong credentials", scope: "everything", outcome: "fails", inject: status(401) },
  {
    name: "credentials that expire after the first answer",
    scope: "everything",
    outcome: "fails",
    inject: async (exchange, endpoint) => {
      if (exchange.turn > 1) await status(401)(exchange, endpoint);
      else reply(exchange.response, await exchange.pass());
    },
  },
  { name: "a certificate that signed itself", scope: "everything", outcome: "fails", certificate: "self-signed" },
  { name: "a certificate of another host", scope: "everything", outcome: "fails", certificate: "other-name" },
  { name: "403", scope: "endpoint", outcome: "fails", inject: status(403) },
  {
    name: "a redirect to another host",
    scope: "endpoint",
    outcome: "fails",
    inject: async ({ response, elsewhere, url, log }) => {
      log("redirected elsewhere");
      response.writeHead(302, { location: `${elsewhere}${url.pathname}` }).end();
    },
  },
  {
    name: "429 with Retry-After",
    scope: "endpoint",
    outcome: "recovers",
    inject: firstTime(status(429, { "retry-after": "0" })),
  },
  { name: "429 without Retry-After", scope: "endpoint", outcome: "recovers", inject: firstTime(status(429)) },
  {
    name: "429 that asks for an hour",
    scope: "endpoint",
    outcome: "fails",
    inject: status(429, { "retry-after": "3600" }),
  },
  { name: "500, then success", scope: "endpoint", outcome: "recovers", inject: firstTime(status(500)) },
  { name: "500 for ever", scope: "endpoint", outcome: "fails", inject: status(500) },
  { name: "a body cut off once", scope: "endpoint", outcome: "recovers", inject: firstTime(cutOff) },
  { name: "a body cut off every time", scope: "endpoint", outcome: "fails", inject: cutOff },
  {
    name: "truncated JSON",
    scope: "endpoint",
    outcome: "fails",
    needs: "body",
    inject: spoilt("sent half of the JSON", ({ body }) => ({ body: body.subarray(0, Math.floor(body.length / 2)) })),
  },
  {
    name: "a body that is no JSON",
    scope: "endpoint",
    outcome: "fails",
    needs: "body",
    inject: spoilt("sent text as JSON", () => ({ body: Buffer.from("Service is fine.") })),
  },
  {
    name: "a web page instead of JSON",
    scope: "endpoint",
    outcome: "fails",
    inject: spoilt("sent a web page", ({ headers }) => ({
      body: Buffer.from("<html><title>Sign in</title></html>"),
      headers: { ...headers, "content-type": "text/html" },
    })),
  },
  {
    name: "an empty object instead of a list",
    scope: "endpoint",
    outcome: "fails",
    needs: "body",
    inject: spoilt("sent {}", () => ({ body: Buffer.from("{}") })),
  },
  { name: "a page that comes again", scope: "endpoint", outcome: "fails", needs: "paged", inject: repeating() },
  { name: "a body over 64 MiB", scope: "endpoint", outcome: "fails", isSlow: true, inject: endless },
  {
    name: "a field of the wrong type",
    scope: "endpoint",
    outcome: "survives",
    needs: "nameKey",
    inject: renamed({ first: ["unexpected"] }),
  },
  { name: "hostile names", scope: "endpoint", outcome: "survives", needs: "nameKey", inject: renamed(hostileName) },
];

function spoilt(what: string, change: (passed: Passed) => Partial<Passed>): NonNullable<Fault["inject"]> {
  return async ({ pass, response, log }) => {
    const passed = await pass();
    log(what);
    reply(response, { ...passed, ...change(passed) });
  };
}

async function cutOff({ pass, response, log }: Exchange): Promise<void> {
  const { status: code, headers, body } = await pass();
  const { "transfer-encoding": encoding, ...rest } = headers;
  log("cut the connection inside the body");
  response.writeHead(code, { ...rest, "content-length": body.length + 1 });
  response.write(body.subarray(0, Math.ceil(body.length / 2)), () => response.socket?.destroy());
}

/** A body without an announced length that ends only when nobody reads on, or well after the limit. */
async function endless({ response, log }: Exchange): Promise<void> {
  response.writeHead(200, json);
  response.write("[");
  let sent = 0;
  let open = true;
  const closed = once(response, "close").then(() => {
    open = false;
  });
  while (open && sent < 80) {
    sent++;
    if (!response.write(mib)) await Promise.race([once(response, "drain"), closed]);
  }
  log(sent > 60 ? "sent more than 60 MiB" : `sent ${sent} MiB`);
  response.end("]");
}

/** Gives the first page of an address again and again, whatever page is asked for. */
function repeating(): NonNullable<Fault["inject"]> {
  const first = new Map<string, Passed>();
  return async ({ url, pass, response, log, turn }) => {
    if (turn === 1) first.clear();
    const known = first.get(url.pathname);
    const passed = known ?? (await pass());
    if (known) log("sent the first page again");
    else first.set(url.pathname, passed);
    reply(response, passed);
  };
}

/** Puts something else where the first name of a page stands. */
function renamed(value: unknown): NonNullable<Fault["inject"]> {
  return async ({ pass, response, log }, endpoint) => {
    const passed = await pass();
    const text = passed.body.toString();
    const name = new RegExp(`("${endpoint?.nameKey}"\\s*:\\s*)("(?:[^"\\\\]|\\\\.)*"|[^,}\\]]+)`, "u");
    if (!name.test(text)) return reply(response, passed);
    log(`put something else into ${endpoint?.nameKey}`);
    const changed = text.replace(name, (_whole, key: string) => key + JSON.stringify(value));
    reply(response, { ...passed, body: Buffer.from(changed) });
  };
}
