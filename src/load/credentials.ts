import type { SystemInput } from "../model/estate-input.ts";
import { lastSecond } from "./moments.ts";
import { type Row, readRows, type SystemFault } from "./rows.ts";

export interface CredentialKeys {
  readonly principal: string;
  readonly onBehalfOf?: string | undefined;
  readonly expires?: string | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly environments?: readonly string[];
}
export type CredentialRow = Row<CredentialKeys>;

export function readCredentials(system: SystemInput, faults: SystemFault[]): CredentialRow[] {
  return readRows(system, {
    kind: "credential",
    faults,
    keys: (record) => ({
      principal: record.principal,
      onBehalfOf: record.onBehalfOf,
      expires: record.expiresAt && lastSecond(record.expiresAt, system.zone),
      owners: record.owners,
      ...(record.environments?.length && { environments: record.environments }),
    }),
  });
}
