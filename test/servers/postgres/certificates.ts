import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface Certificates {
  /** Paths of files of the server. */
  readonly server: string;
  readonly serverKey: string;
  readonly ca: string;
  /** Texts in PEM of the client. */
  readonly client: string;
  readonly clientKey: string;
}

/** Makes an authority, a server's certificate with these names, and one of a client called `certified`. */
export function makeCertificates(folder: string, names: string, server: string): Certificates {
  const at = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => {
    const { status, stderr } = spawnSync("openssl", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`);
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  const authority = ["-subj", "/CN=Authority of the test", "-keyout", at("ca.key"), "-out", at("ca.pem")];
  openssl("req", "-x509", ...key, "-days", "2", ...authority);
  writeFileSync(at("names"), `subjectAltName=${names}\n`);
  for (const [file, subject, extensions] of [
    ["server", server, ["-extfile", at("names")]],
    ["client", "certified", []],
  ] as const) {
    openssl("req", ...key, "-subj", `/CN=${subject}`, "-keyout", at(`${file}.key`), "-out", at(`${file}.csr`));
    const signed = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-days", "2"];
    openssl("x509", "-req", "-in", at(`${file}.csr`), ...signed, ...extensions, "-out", at(`${file}.pem`));
  }
  return {
    ...{ server: at("server.pem"), serverKey: at("server.key"), ca: at("ca.pem") },
    ...{ client: readFileSync(at("client.pem"), "utf8"), clientKey: readFileSync(at("client.key"), "utf8") },
  };
}
