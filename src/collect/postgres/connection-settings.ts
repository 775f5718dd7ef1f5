import { isIP } from "node:net";
import type { ClientConfig } from "pg";
import { EntitlintError } from "../../errors.ts";
import type { CollectContext } from "../collector.ts";
import { isSocket, type PostgresOptions } from "./schema.ts";

/** How every database of a source is connected to. */
export interface ConnectionSettings {
  /** How people call the server; without a role or password. */
  readonly address: string;
  readonly client: ClientConfig;
  readonly statementSeconds: number;
}

/** Seconds that a connection may take, and that a query may take beyond what the server was told. */
const patience = 20;

/** Reads certificates and secrets. @throws EntitlintError where one of them cannot be read */
export async function connectionSettings(
  context: CollectContext,
  options: PostgresOptions,
): Promise<ConnectionSettings> {
  const { host, port, user, statementTimeout } = options;
  const password = options.password === undefined ? undefined : await context.secrets.read(options.password);
  return {
    address: isSocket(host) ? `${host}/.s.PGSQL.${port}` : `${host.includes(":") ? `[${host}]` : host}:${port}`,
    statementSeconds: statementTimeout,
    client: {
      ...{ host, port, user },
      // Whatever is not said here would be taken from this process's own PG variables or a password file.
      password: () => password ?? noPassword(),
      ssl: options.tls === "disable" ? false : await tlsOptions(context, options),
      application_name: "entitlint",
      client_encoding: "UTF8",
      connectionTimeoutMillis: patience * 1000,
      query_timeout: (statementTimeout + patience) * 1000,
      keepAlive: true,
    },
  };
}

async function tlsOptions(context: CollectContext, { host, ca, certificate, key }: PostgresOptions) {
  return {
    // pg hands the host to the check of the certificate where it is an address, which has no name to be announced by.
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca: await pem(context, ca) }),
    ...(certificate !== undefined && { cert: await pem(context, certificate) }),
    ...(key !== undefined && { key: await context.secrets.read(key) }),
  };
}

async function pem({ files }: CollectContext, path: string): Promise<string> {
  const bytes = await files.read(path);
  const text = bytes === undefined ? "" : Buffer.from(bytes).toString("latin1");
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new EntitlintError({
    code: "input/unreadable",
    message: bytes === undefined ? "there is no such file" : "there is no certificate in PEM in this file",
    place: { file: path },
    next: "Name a file below the config's folder that begins with -----BEGIN CERTIFICATE-----.",
  });
}

function noPassword(): never {
  throw new EntitlintError({
    code: "collect/denied",
    message: "the server asks for a password, and the source has none",
    next: "Set `password` to env:NAME or file:PATH, or let the server know the role by its certificate.",
  });
}
