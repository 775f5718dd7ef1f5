import { isIP } from "node:net";
import type { ClientConfig } from "pg";
import { EntitlintError } from "../../errors.ts";
import type { CollectContext } from "../collector.ts";
import { readAuthorities } from "../read-authorities.ts";
import { isSocket, type PostgresOptions } from "./schema.ts";

/** How every database of a source is connected to. */
export interface ConnectionSettings {
  /** How people call the server; without a role or password. */
  readonly address: string;
  readonly client: ClientConfig;
  readonly statementSeconds: number;
}

/** Reads certificates and secrets. @throws EntitlintError where one of them cannot be read */
export async function connectionSettings(
  context: CollectContext,
  options: PostgresOptions,
): Promise<ConnectionSettings> {
  const { host, port, user, statementTimeout } = options;
  const { silence } = context.patience;
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
      connectionTimeoutMillis: silence * 1000,
      query_timeout: (statementTimeout + silence) * 1000,
      keepAlive: true,
    },
  };
}

async function tlsOptions(context: CollectContext, { host, ca, certificate, key }: PostgresOptions) {
  return {
    // pg hands the host to the check of the certificate where it is an address, which has no name to be announced by.
    ...(isIP(host) === 0 && { servername: host }),
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca: await readAuthorities(ca, context.files) }),
    ...(certificate !== undefined && { cert: await ownCertificate(context, certificate) }),
    ...(key !== undefined && { key: await context.secrets.read(key) }),
  };
}

async function ownCertificate({ files }: CollectContext, path: string): Promise<string> {
  const bytes = await files.read(path);
  const text = bytes && Buffer.from(bytes).toString("utf8");
  if (text?.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new EntitlintError({
    code: bytes ? "input/does-not-parse" : "input/unreadable",
    message: `\`certificate\` names a file ${bytes ? "without a certificate in PEM" : "that is not there"}`,
    place: { file: path },
    next: "Put the role's certificate there, in PEM; the path starts from the config's folder.",
  });
}

function noPassword(): never {
  throw new EntitlintError({
    code: "collect/denied",
    message: "the server asks for a password, and the source has none",
    next: "Set `password` to env:NAME or file:PATH, or let the server know the role by its certificate.",
  });
}
