import type { RecordOf } from "../../model/record.ts";
import { idMaker } from "./names.ts";
import type { OneDesk, Standing } from "./one-desk.ts";

/** Somebody's account as it is now. */
export function accountNow({ context }: OneDesk, { person, membership }: Standing): RecordOf<"account"> {
  const isSuspended = membership?.role === "suspended" || Boolean(person.suspended_at);
  const isInvited = membership?.state === "pending";
  const status = isSuspended ? "disabled" : isInvited ? "invited" : "active";
  const kind = person.type === "Bot" ? "service" : membership === undefined ? "external" : "unknown";
  return {
    ...{ id: idMaker(context)("account", person.id), app: context.system, userName: person.login, kind },
    ...{ status, rawStatus: isSuspended ? "suspended" : status },
  };
}
