import { schemaLine } from "./render-config.ts";
import type { SystemSpec } from "./system-spec.ts";
import { yamlText } from "./yaml-text.ts";

/** Systems that the people of a system come from: directories for applications, HR for directories. */
export function populationOf(system: SystemSpec, all: readonly SystemSpec[]): string[] {
  const withRole = (role: SystemSpec["role"]) => all.filter((one) => one.role === role).map(({ name }) => name);
  const directories = system.role === "application" ? withRole("directory") : [];
  return directories.length > 0 ? directories : withRole("authoritative-identity");
}

/** The declaration of one system as an application; a template inside a comment while nobody answers for it. */
export function renderApp(system: SystemSpec, all: readonly SystemSpec[], owner: string | undefined): string {
  const people = populationOf(system, all).map(yamlText).join(", ");
  const body = [
    `owner: ${owner === undefined ? "person:ana@example.com" : yamlReference(owner)} # who answers for it`,
    `people: [${people}] # ${people === "" ? "systems whose people may hold accounts here; none where its people are its own" : "systems whose people may hold accounts here"}`,
    "mode: observe # later: listed or exhaustive, where everything not declared is extra",
    "lifecycle:",
    // An export does not tell, and a channel that was guessed would be judged as if somebody had declared it.
    "  channel: unknown # say how accounts come and go: scim, connector, jit, batch, manual or none",
    "# correlate: # pairs of attributes that tell whose an account is",
    "#   - { account: userName, person: attributes.login, ignoreCase: true }",
    "# kinds: # how to tell machines from people",
    '#   - { match: "svc-*", kind: service }',
    "# entitlements: # facts that the system does not tell",
    '#   - { match: "role/admin", privileged: true }',
  ];
  const head = schemaLine("access-apps", 2);
  if (owner !== undefined) return `${[head, ...body].join("\n")}\n`;
  const comment = body.map((line) => (line.startsWith("#") ? line : `# ${line}`));
  return `${[head, `# Nobody answers for ${system.name} yet. Name the owner, take the comment signs away, and remove the last line.`, ...comment, "[]"].join("\n")}\n`;
}

/** The registry of non-human identities, empty, with an example. */
export function renderIdentities(): string {
  return `${[
    schemaLine("access-identities", 2),
    "# Service accounts, agents, workloads and shared logins. Put yours in place of the last line.",
    "# - id: nhi:ci-payments",
    "#   kind: service # service, agent, workload or shared",
    '#   accounts: ["account:crm/main/ci-payments"] # exact ids, as in the snapshot',
    "#   owner: person:ana@example.com",
    "#   purpose: deploys payments",
    "#   expires: 2027-05-31 # or platformManaged: true",
    "[]",
  ].join("\n")}\n`;
}

/** Links made by hand, none, with an example. */
export function renderLinks(): string {
  return `${[
    schemaLine("access-links", 1),
    "# Accounts whose person no attribute tells. Put yours in place of the last line.",
    "# - { account: account:crm/main/4711, person: person:dana@example.com, reason: no e-mail there, until: 2027-11-30 }",
    "# - { account: account:crm/main/4712, person: null, reason: proven to be nobody's }",
    "[]",
  ].join("\n")}\n`;
}

function yamlReference(reference: string): string {
  // A colon without a space after it does not start a map, so a plain reference needs no quotes.
  return /^[a-z]+:[\w.@/+-]+$/.test(reference) ? reference : JSON.stringify(reference);
}
