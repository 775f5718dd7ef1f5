import { byCodeUnit } from "../canonical.ts";
import type { LoadedEstate } from "../load/index.ts";
import { lineText } from "../load/lines.ts";
import { parseRecord } from "../load/rows.ts";
import type { AppDocument, EmergencyAccount } from "../model/app-document.ts";
import type { Account } from "../model/records/account.ts";
import type { AppGround } from "./app-ground.ts";
import { unreadKind } from "./unread-kind.ts";

type Ground = Pick<AppGround, "estate" | "accountsAt">;

/** The accounts of one application that `access/breakglass.yaml` names, as they were read. */
export function emergencyAccounts(name: string, ground: Ground): Pick<AppDocument, "emergencies"> {
  const ids = ground.estate.access.breakglass.flatMap(({ account }) =>
    account.kind === "account" && account.system === name ? [account.id] : [],
  );
  if (ids.length === 0) return {};
  return { emergencies: ids.toSorted(byCodeUnit).map((id) => emergencyAccount(id, name, ground)) };
}

function emergencyAccount(id: string, name: string, { estate, accountsAt }: Ground): EmergencyAccount {
  const { principals } = estate;
  const row = principals.accounts[principals.numberOf(id)];
  const known = { id, observedAt: accountsAt(name) };
  const record = row?.observed ? parseRecord<Account>(lineText(row.bytes, 0, row.bytes.length)) : undefined;
  if (!row || !record) return { ...known, ...(isReadWhole(name, estate) ? {} : { unread: true as const }) };
  const { status, unknown } = record;
  const { expires } = row.keys;
  return {
    ...known,
    record: { id: record.id, status, ...(unknown && { unknown }) },
    ...(expires !== undefined && { expires }),
  };
}

/** Whether an account that was not read is not there. A directory's users are its accounts; what is only declared was not looked at. */
function isReadWhole(name: string, { systems }: LoadedEstate): boolean {
  const system = systems.find((candidate) => candidate.system === name);
  const kind = system?.role === "directory" && !system.kinds.account ? "identity" : "account";
  const entry = system?.lines[kind] && system.kinds[kind];
  return entry?.completeness !== "scoped" && unreadKind(kind, name, entry) === undefined;
}
