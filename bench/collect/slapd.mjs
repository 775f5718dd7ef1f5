// @ts-check
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const suffix = "dc=example,dc=test";
export const reader = { base: suffix, user: `cn=reader,${suffix}`, password: "reader-password" };

/**
 * Starts OpenLDAP with so many people, ten to a group, in a folder that is there and empty.
 * @param {string} folder @param {number} count @returns {Promise<{ url: string, ca: string, stop: () => Promise<void> }>}
 */
export async function startSlapd(folder, count) {
  const openssl = (/** @type {string[]} */ ...args) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const san = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    "key.pem",
    "-out",
    "ca.pem",
    "-days",
    "2",
    ...san,
  );
  mkdirSync(join(folder, "db"));
  writeFileSync(join(folder, "slapd.conf"), config(folder));
  writeLdif(join(folder, "seed.ldif"), count);
  execFileSync("slapadd", ["-f", "slapd.conf", "-b", suffix, "-q", "-l", "seed.ldif"], { cwd: folder, stdio: "pipe" });
  const port = await freePort();
  const url = `ldaps://127.0.0.1:${port}`;
  const server = spawn("slapd", ["-f", join(folder, "slapd.conf"), "-h", url, "-d", "0"], { stdio: "ignore" });
  const ended = once(server, "exit");
  for (let tries = 0; !(await isOpen(port)); tries++) {
    if (tries > 200 || server.exitCode !== null) throw new Error("slapd did not start");
    await sleep(50);
  }
  return { url, ca: join(folder, "ca.pem"), stop: async () => void (server.kill("SIGTERM") && (await ended)) };
}

/** @param {string} folder */
function config(folder) {
  return `${[
    ...["core", "cosine", "nis", "inetorgperson"].map((name) => `include /etc/ldap/schema/${name}.schema`),
    ...["modulepath /usr/lib/ldap", "moduleload back_mdb"],
    ...[`TLSCACertificateFile ${folder}/ca.pem`, `TLSCertificateFile ${folder}/ca.pem`],
    `TLSCertificateKeyFile ${folder}/key.pem`,
    ...["database mdb", `suffix "${suffix}"`, `directory ${folder}/db`, "maxsize 4294967296", "index objectClass eq"],
    ...[`rootdn "cn=reader,${suffix}"`, `rootpw ${reader.password}`, "sizelimit unlimited"],
  ].join("\n")}\n`;
}

/** @param {string} path @param {number} count */
function writeLdif(path, count) {
  const file = openSync(path, "w");
  const entry = (/** @type {string[]} */ ...lines) => `${lines.join("\n")}\n\n`;
  writeSync(file, entry(`dn: ${suffix}`, "objectClass: dcObject", "objectClass: organization", "dc: example", "o: x"));
  for (const unit of ["people", "groups"])
    writeSync(file, entry(`dn: ou=${unit},${suffix}`, "objectClass: organizationalUnit", `ou: ${unit}`));
  const dn = (/** @type {number} */ at) => `uid=u${at},ou=people,${suffix}`;
  for (let from = 0; from < count; from += 1000) {
    const people = Array.from({ length: 1000 }, (_, index) => {
      const [uid, mail] = [`u${from + index}`, `u${from + index}@example.com`];
      const more = [
        `mail: ${mail}`,
        `employeeNumber: ${from + index}`,
        "title: keeper of things",
        `manager: ${dn(from)}`,
      ];
      return entry(
        `dn: ${dn(from + index)}`,
        "objectClass: inetOrgPerson",
        `uid: ${uid}`,
        `cn: ${uid}`,
        "sn: x",
        ...more,
      );
    });
    const groups = Array.from({ length: 100 }, (_, index) => {
      const name = `g${from / 10 + index}`;
      const members = Array.from({ length: 10 }, (_, at) => `member: ${dn(from + index * 10 + at)}`);
      return entry(`dn: cn=${name},ou=groups,${suffix}`, "objectClass: groupOfNames", `cn: ${name}`, ...members);
    });
    writeSync(file, [...people, ...groups].join(""));
  }
  closeSync(file);
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** @param {number} port @returns {Promise<boolean>} */
function isOpen(port) {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => done(socket.end() && true)).on("error", () => done(false));
  });
}
