import { didYouMean } from "../../did-you-mean.ts";
import type { Problem } from "../../errors.ts";
import type { FilePlace } from "../../positions/node.ts";

/**
 * What a CSV export may call the columns, by the path of the same value in the log itself. Microsoft describes what the
 * export holds, and not what its columns are called; the config's `columns` names others.
 */
const columns: Readonly<Record<string, readonly string[]>> = {
  id: ["id"],
  activityDateTime: ["activitydatetime", "date", "dateutc", "timegenerated"],
  jobId: ["jobid"],
  changeId: ["changeid"],
  provisioningAction: ["provisioningaction", "action"],
  "provisioningStatusInfo.status": ["provisioningstatusinfostatus", "statusinfostatus", "status", "resulttype"],
  "provisioningStatusInfo.errorInformation.errorCode": [
    ...["provisioningstatusinfoerrorinformationerrorcode", "statusinfoerrorinformationerrorcode"],
    ...["errorcode", "resultsignature"],
  ],
  "servicePrincipal.id": ["serviceprincipalid"],
  "servicePrincipal.displayName": ["serviceprincipaldisplayname", "serviceprincipalname", "serviceprincipal"],
  "sourceSystem.id": ["sourcesystemid"],
  "sourceSystem.displayName": ["sourcesystemdisplayname", "sourcesystemname", "sourcesystem"],
  "targetSystem.id": ["targetsystemid"],
  "targetSystem.displayName": ["targetsystemdisplayname", "targetsystemname", "targetsystem"],
  "sourceIdentity.id": ["sourceidentityid", "sourceid"],
  "sourceIdentity.identityType": ["sourceidentityidentitytype", "sourceidentitytype"],
  "targetIdentity.id": ["targetidentityid", "targetid"],
  "targetIdentity.identityType": ["targetidentityidentitytype", "targetidentitytype"],
  "initiatedBy.id": ["initiatedbyid"],
  "initiatedBy.displayName": ["initiatedbydisplayname", "initiatedbyname", "initiatedby"],
};

/** Of each of these lists one has to be there. */
const needed = [
  ["activityDateTime"],
  ["provisioningAction"],
  ["provisioningStatusInfo.status"],
  ["changeId", "id"],
  ["sourceIdentity.id", "targetIdentity.id"],
];

/** Which cell of a row stands at which path. */
export type Header = ReadonlyMap<string, number>;

/** Finds the columns of a header, or says which are missing. `named` are those that the config names, by path. */
export function entraHeader(
  names: readonly string[],
  named: Readonly<Record<string, string>>,
  place: FilePlace,
): Header | readonly Problem[] {
  const bare = names.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const header = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [path, column] of Object.entries(named)) {
    const index = names.indexOf(column);
    if (Object.hasOwn(columns, path) && index >= 0) header.set(path, index);
    else if (index < 0)
      problems.push(missing(`there is no column ${JSON.stringify(column)}`, didYouMean(column, names), place));
    else problems.push(missing(`nothing stands at ${path} in the log`, didYouMean(path, Object.keys(columns)), place));
  }
  for (const [path, known] of Object.entries(columns)) {
    const index = bare.findIndex((name) => known.includes(name));
    if (!header.has(path) && index >= 0) header.set(path, index);
  }
  for (const paths of needed)
    if (!paths.some((path) => header.has(path)))
      problems.push(missing(`no column is known as ${paths.join(" or ")}`, "", place));
  return problems.length > 0 ? problems : header;
}

function missing(message: string, hint: string, place: FilePlace): Problem {
  return { code: "collect/unknown-column", message, place, next: `${hint}Name the column in \`columns\`.` };
}

/** A row in the form of the log itself. */
export function entraRow(cells: readonly string[], header: Header): object {
  const row: Record<string, unknown> = {};
  for (const [path, index] of header) {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    let below = row;
    for (const step of steps) {
      const next = below[step] ?? {};
      below[step] = next;
      below = next as Record<string, unknown>;
    }
    below[last] = cells[index] ?? "";
  }
  return row;
}
