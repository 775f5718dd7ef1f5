import { cpSync } from "node:fs";
import { emptyFolder, write } from "../../repository/make-repository.ts";
import { type Ran, runHere } from "../run-here.ts";

const config = `version: 1
sources:
  hr:
    collector: files
    role: authoritative-identity
    reads:
      - path: hr.json
        exportedAt: { from: value, value: "2026-11-22T07:00:00Z" }
        records:
          - { kind: identity, id: "{id}", fields: { kind: { value: human }, status: status, employeeId: id, emails: [mail], userName: login, department: department } }
  dir:
    collector: files
    role: directory
    reads:
      - path: dir.json
        exportedAt: { from: value, value: "2026-11-22T07:00:00Z" }
        records:
          - { kind: identity, each: users.*, id: "{id}", fields: { kind: kind, status: { value: active }, employeeId: id, userName: login, owners: owners } }
          - { kind: group, each: groups.*, id: "{id}", fields: { name: id, kind: { value: security }, membershipType: { value: assigned }, owners: owners } }
          - { kind: membership, each: groups.*, split: { from: members }, id: "{id}:{$element}", fields: { group: { ref: group, id: "{id}" }, member: { ref: identity, id: "{$element}" }, source: { value: manual } } }
  crm:
    collector: files
    role: application
    reads:
      - path: crm.json
        exportedAt: { from: value, value: "2026-11-22T07:00:00Z" }
        records:
          - { kind: account, each: accounts.*, id: "{id}", fields: { kind: kind, status: status, userName: login, attributes.managedBy: managedBy, attributes.createdBy: createdBy } }
          - { kind: entitlement, each: roles.*, id: "{id}", fields: { kind: { value: role }, name: name } }
          - { kind: grant, each: accounts.*, id: "{id}:{role}", fields: { principal: { ref: account, id: "{id}" }, entitlement: { ref: entitlement, id: "{role}" } } }
          - { kind: credential, each: keys.*, id: "{id}", fields: { principal: { ref: account, id: "{account}" }, type: { value: api-key }, status: { value: active }, createdAt: created, createdBy: by } }
`;

const hr = [
  { id: "1", status: "active", mail: "ana@example.com", login: "ana", department: "Payments" },
  { id: "2", status: "active", mail: "li@example.com", login: "li", department: "Sales" },
  { id: "3", status: "terminated", mail: "gone@example.com", login: "gone", department: "Payments" },
  { id: "4", status: "active", mail: "sec@example.com", login: "sec", department: "Security" },
];

const user = (id: string, login: string) => ({ id, login, kind: "human" });

const dir = {
  users: [
    ...[user("1", "ana"), user("2", "li"), user("3", "gone"), user("4", "sec")],
    { id: "m1", login: "svc-sync", kind: "service", owners: ["person:li@example.com"] },
    { id: "m2", login: "svc-old", kind: "service", owners: ["person:gone@example.com"] },
  ],
  groups: [
    { id: "payments", members: ["1", "2"] },
    { id: "only-sec", members: ["4"] },
    { id: "leavers", members: ["3"] },
    { id: "empty", members: [] },
    { id: "for-bots", members: ["m2"], owners: ["group:dir/payments"] },
  ],
};

const machine = (id: string, more: object = {}) => ({
  ...{ id, login: `bot-${id}`, kind: "service", status: "active", role: "r2" },
  ...more,
});

const crm = {
  accounts: [
    { id: "a1", login: "ana", kind: "human", status: "active", role: "r1" },
    { id: "a4", login: "sec", kind: "human", status: "active", role: "r2" },
    machine("b1", { managedBy: "ana@example.com" }),
    machine("b2", { createdBy: "li" }),
    machine("b3", { managedBy: "gone@example.com", role: "r1" }),
    machine("b4", { kind: "agent" }),
    machine("b5", { status: "deleted" }),
    machine("b6", { kind: "unknown" }),
    machine("b7", { managedBy: "nobody in particular", login: "bot-b1" }),
  ],
  roles: [
    { id: "r1", name: "admin" },
    { id: "r2", name: "user" },
  ],
  keys: [
    { id: "k1", account: "b4", created: "2026-01-01T00:00:00Z", by: "ana" },
    { id: "k2", account: "b4", created: "2026-06-01T00:00:00Z", by: "li" },
  ],
};

let collected: string | undefined;

/** The invented estate in a folder of its own, collected, with access files that say nothing wrong and what differs. */
export async function collectedEstate(files: Readonly<Record<string, string>> = {}): Promise<string> {
  collected ??= await collectOnce();
  const folder = emptyFolder();
  cpSync(collected, folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) write(folder, `access/${path}`, text);
  return folder;
}

async function collectOnce(): Promise<string> {
  const folder = emptyFolder();
  write(folder, "entitlint.yaml", config);
  for (const [name, value] of Object.entries({ hr, dir, crm })) write(folder, `${name}.json`, JSON.stringify(value));
  const { code, stderr } = await runHere(folder, ["collect"]);
  if (code !== 0) throw new Error(`collect ended with ${code}: ${stderr}`);
  write(
    folder,
    "access/apps/dir.yaml",
    "owner: person:sec@example.com\npeople: [hr]\nlifecycle: { channel: connector }\n",
  );
  write(
    folder,
    "access/apps/crm.yaml",
    "owner: group:dir/payments\npeople: [dir]\nlifecycle: { channel: manual }\nentitlements: [{ match: role/admin, privileged: true, sodTags: [deploy] }]\n",
  );
  return folder;
}

/** Lints the invented estate with these access files. */
export async function lint(files: Readonly<Record<string, string>>, args: readonly string[] = []): Promise<Ran> {
  return await runHere(await collectedEstate(files), ["access", "lint", ...args]);
}

/** The lines of standard error. */
export function linesOf({ stderr }: Ran): string[] {
  return stderr.split("\n").filter((line) => line !== "");
}
