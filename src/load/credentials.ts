import type { SystemInput } from "../model/estate-input.ts";
import type { Credential } from "../model/records/credential.ts";
import { lastSecond } from "./moments.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export interface CredentialKeys {
  readonly principal: string;
  readonly status: Credential["status"];
  readonly onBehalfOf?: string | undefined;
  readonly expires?: string | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly createdBy?: string | undefined;
  /** Of a trust in workloads, what it does not name. */
  readonly missing?: readonly ("audience" | "subject")[] | undefined;
  /** A digest by which the same key is known elsewhere. */
  readonly hash?: string | undefined;
  readonly environments?: readonly string[];
}
export type CredentialRow = Row<CredentialKeys>;

export function readCredentials(system: SystemInput, faults: SystemFault[]): CredentialRow[] {
  return readRows(system, {
    kind: "credential",
    faults,
    keys: (record) => ({
      principal: record.principal,
      status: record.status,
      onBehalfOf: record.onBehalfOf,
      expires: record.expiresAt && lastSecond(record.expiresAt, system.zone),
      owners: record.owners,
      createdBy: record.createdBy,
      missing: record.type === "federated" ? missingOf(record) : undefined,
      hash: record.hashId,
      ...(record.environments?.length && { environments: record.environments }),
    }),
  });
}

function missingOf(record: Credential): ("audience" | "subject")[] {
  return (["audience", "subject"] as const).filter(
    (field) => record[field] === undefined && record.unknown?.includes(field) !== true,
  );
}
