import * as z from "zod";
import { Duration } from "../../config/duration.ts";
import { SecretReference } from "../../network/secret-reference.ts";

const Path = z.string().min(1);

/** The collector's keys of a source. */
export const PostgresOptions = z
  .strictObject({
    host: z
      .string()
      .min(1)
      .describe("Name or address of the server, or the folder of its Unix socket, such as /var/run/postgresql."),
    port: z.int().min(1).max(65_535).default(5432).describe("Port of the server; also part of the socket's name."),
    database: z
      .string()
      .min(1)
      .default("postgres")
      .describe("The database that is connected to first; roles and the list of databases are read there."),
    databases: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe("The databases whose schemas and tables are read; all that accept connections unless given."),
    except: z
      .array(z.string().min(1))
      .default([])
      .describe("Globs of databases that are left out on purpose, such as one that only the provider may enter."),
    user: z.string().min(1).describe("The role that reads."),
    password: SecretReference.optional().describe(
      "Its password, as env:NAME or file:PATH; leave it out where a certificate or the socket says who connects.",
    ),
    tls: z
      .enum(["verify-full", "disable"])
      .default("verify-full")
      .describe(
        "`verify-full` checks the server's certificate and name. `disable` sends everything in the clear, and is allowed only to this machine itself.",
      ),
    ca: Path.optional().describe(
      "File below the config's folder with the certificates, in PEM, of the authority that signed the server's; those Node trusts unless given.",
    ),
    certificate: Path.optional().describe(
      "File below the config's folder with the certificate, in PEM, by which the role shows who it is.",
    ),
    key: SecretReference.optional().describe("The private key of that certificate, as env:NAME or file:PATH."),
    detail: z
      .enum(["schema", "table"])
      .default("schema")
      .describe("Whether privileges on tables, sequences and functions are told per schema or one by one."),
    logins: z
      .array(z.string().min(1))
      .default([])
      .describe(
        "Globs of roles that are somebody's login also while they may not log in: a role with NOLOGIN that matches is a disabled account, any other is a group.",
      ),
    statementTimeout: Duration.default(120).describe(
      "How long one query may take before the server ends it, such as PT2M.",
    ),
  })
  .superRefine((options, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (options.tls === "disable" && !isHere(options.host))
      issue(
        "tls",
        "can be disabled only for a Unix socket or a loopback address: passwords and names would travel in the clear",
      );
    if (options.tls !== "disable" && isSocket(options.host))
      issue("tls", "there is no TLS on a Unix socket; say `tls: disable`");
    if (options.tls === "disable" && (options.ca ?? options.certificate ?? options.key) !== undefined)
      issue("tls", "ca, certificate and key mean nothing without TLS");
    if ((options.certificate === undefined) !== (options.key === undefined))
      issue(options.key === undefined ? "key" : "certificate", "a certificate and its key are given together");
    if (options.statementTimeout < 1) issue("statementTimeout", "has to be at least a second");
  });
export type PostgresOptions = z.output<typeof PostgresOptions>;

/** Whether a host is the folder of a Unix socket. */
export function isSocket(host: string): boolean {
  return host.startsWith("/");
}

function isHere(host: string): boolean {
  return isSocket(host) || host === "localhost" || host === "::1" || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
