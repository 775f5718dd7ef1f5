import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Makes an authority (`ca.pem`), a certificate it signed (`server.pem`, `server.key`), and one for another host (`other.pem`). */
export function makeCertificates(folder: string, names = "DNS:localhost,IP:127.0.0.1"): void {
  const openssl = (...args: string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const request = ["req", "-newkey", "rsa:2048", "-nodes"];
  openssl(
    ...request,
    "-x509",
    "-days",
    "30",
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-subj",
    "/CN=test authority",
    "-addext",
    "basicConstraints=critical,CA:TRUE",
  );
  for (const [file, san] of [
    ["server", names],
    ["other", "DNS:elsewhere.example.com"],
  ] as const) {
    openssl(...request, "-keyout", `${file}.key`, "-out", `${file}.csr`, "-subj", "/CN=ignored");
    writeFileSync(join(folder, `${file}.ext`), `subjectAltName=${san}\n`);
    openssl(
      "x509",
      "-req",
      "-days",
      "30",
      "-in",
      `${file}.csr`,
      "-CA",
      "ca.pem",
      "-CAkey",
      "ca.key",
      "-CAcreateserial",
      "-extfile",
      `${file}.ext`,
      "-out",
      `${file}.pem`,
    );
  }
}
