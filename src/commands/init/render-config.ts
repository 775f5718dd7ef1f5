import type { Proposal } from "./propose-mapping.ts";
import { renderSource } from "./render-source.ts";

/** The line that makes editors complete and check a file; `depth` is how far below the config's folder it lies. */
export function schemaLine(schema: string, depth: number): string {
  const up = depth === 0 ? "./" : "../".repeat(depth);
  return `# yaml-language-server: $schema=${up}node_modules/entitlint/docs/schemas/${schema}.schema.json`;
}

/** A first `entitlint.yaml`. */
export function renderConfig(proposals: readonly Proposal[]): string {
  const sources =
    proposals.length === 0
      ? ["sources: {} # add them with `entitlint init --force --system name=role:file`, or by hand"]
      : ["sources:", proposals.map(renderSource).join("\n\n")];
  return `${[
    schemaLine("entitlint.config", 0),
    "version: 1",
    "",
    "# snapshot: snapshots # where `entitlint collect` keeps what it read",
    "# access: access # what was decided: applications, non-human identities, links",
    "# policies: [policies] # folders with rules of your own",
    "failOn: medium # a check fails from this severity on: info, low, medium, high, critical",
    "",
    "# The systems to read. The mappings below were proposed from the names of the columns: read them once.",
    ...sources,
    "",
    "# Settings of single rules, by id:",
    "# rules:",
    "#   nhi-no-expiry: { level: low }",
    "#   leaver-account-enabled: { required: true, params: { grace: PT4H } }",
  ].join("\n")}\n`;
}
