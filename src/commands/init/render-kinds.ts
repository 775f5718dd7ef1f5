import { type AccessFileKind, accessKinds } from "../../access/kinds.ts";
import { schemaLine } from "./render-config.ts";
import type { NewFile } from "./write-files.ts";

/** A kind of access file that init writes only when asked to: what it is for, and an example of each object. */
interface Template {
  readonly about: string;
  readonly example: readonly string[];
}

const templates: Readonly<Partial<Record<AccessFileKind, Template>>> = {
  roles: {
    about: "What a job needs: who has it, and what they hold by it.",
    example: [
      "- id: payments",
      "  owner: person:ana@example.com",
      '  grants: ["entitlement:crm/role/clerk"] # or group:<system>/<name>',
      "  members:",
      "    - person:dana@example.com",
      "    - { who: person:li@example.com, until: 2027-01-31, reason: rotation }",
      "  # selector: { department: Payments } # beside members, or in their place",
    ],
  },
  people: {
    about: "People, only where Git itself is the directory; applications name them with `people: [people]`.",
    example: ["- { id: person:dana@example.com, github: 4711 }"],
  },
  sod: {
    about: "Duties that one person must not hold both of. Tags stand in access/apps, at `entitlements`.",
    example: ["- { id: deploy-vs-approve, a: [tag:deploy], b: [tag:approve], severity: high }"],
  },
  authority: {
    about: "Whose word counts for which field; the first system that tells a value wins.",
    example: ["- { field: person.department, from: [hr], level: authoritative }"],
  },
  trusts: {
    about: "Tenants whose people may have access in another one.",
    example: [
      "- from: github/partner",
      "  to: github/acme",
      "  owner: group:okta/platform",
      "  until: 2027-03-31",
      "  reason: managed service",
    ],
  },
  breakglass: {
    about: "Accounts for emergencies.",
    example: [
      "- account: account:entra/acme/7f0c-1",
      "  custodians: [person:ana@example.com, person:li@example.com]",
      "  testedAt: 2026-10-01",
      "  allow: [orphan-account] # rules that leave it alone",
    ],
  },
  waivers: {
    about: "Findings that may stand for a while: at most 30 days if critical, 90 if high, else 180.",
    example: [
      "- id: w-041",
      "  rule: nhi-no-expiry",
      "  object: nhi:ci-payments # or { pattern: <glob>, maxMatches: 3 }",
      "  kind: accepted-risk # or false-positive",
      "  owner: group:okta/payments",
      "  approver: person:sec@example.com # neither the object nor its only owner",
      "  reason: vendor has no expiry",
      "  created: 2026-11-22",
      "  until: 2027-01-31",
      "  control: quarterly rotation # what is done instead; mandatory if high or critical",
    ],
  },
  reviews: {
    about: "Decisions of access reviews, where no other system keeps them.",
    example: ["- { subject: person:dana@example.com, decision: keep, by: person:ana@example.com, at: 2026-11-20 }"],
  },
  baseline: {
    about: "Findings that were there at the beginning: each a debt with an owner and a date.",
    example: [
      `- fingerprint: ${"0123456789abcdef".repeat(4)}`,
      "  title: an old bot without an owner",
      "  owner: person:ana@example.com",
      "  until: 2027-01-31",
    ],
  },
  notes: {
    about: "What is to be known of a finding; it decides nothing.",
    example: [`- fingerprint: ${"0123456789abcdef".repeat(4)}`, "  note: asked the vendor in June"],
  },
};

/** A file without objects, and with an example, for every kind that init does not write anyway. */
export function renderKinds(): NewFile[] {
  return Object.entries(templates).map(([kind, template]) => renderKind(kind, template));
}

function renderKind(kind: string, { about, example }: Template): NewFile {
  const isFolder = Object.entries(accessKinds).some(([name, { lies }]) => name === kind && lies === "in a folder");
  const lines = [
    schemaLine(`access-${kind}`, isFolder ? 2 : 1),
    `# ${about} Put yours in place of the last line.`,
    ...example.map((line) => `# ${line}`),
    "[]",
  ];
  return { path: `access/${kind}${isFolder ? `/${kind}` : ""}.yaml`, text: `${lines.join("\n")}\n` };
}
