import * as z from "zod";
import type { History } from "../model/history.ts";
import { Email } from "../model/records/common.ts";
import type { AttributeBag } from "./match-keys.ts";

/** An identity that is gone: what history keeps of it, by which accounts still find whose they were. */
export interface Tombstone {
  readonly id: string;
  readonly system: string;
  readonly keys: AttributeBag;
  /** The last reading that still showed it; it was deleted some time after. */
  readonly lastSeen: string;
  /** The date until which it counts. */
  readonly forgetAfter: string;
}

/** E-mail addresses as history keeps sets: JSON. What is none is as good as empty; history is checked where it is written. */
function emailsOf(text: string | undefined): Email[] | undefined {
  if (text === undefined) return undefined;
  try {
    return z.array(Email).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The tombstone of a line of history; none while its record is still there. */
export function tombstoneOf({ id, was, gone }: History, system: string): Tombstone[] {
  if (!gone) return [];
  const last = (name: string) => was?.[name]?.at(-1)?.value;
  const keys = {
    nativeId: id.slice(id.indexOf("/", id.indexOf("/") + 1) + 1),
    userName: last("userName"),
    employeeId: last("employeeId"),
    externalId: last("externalId"),
    immutableId: last("immutableId"),
    emails: emailsOf(last("emails")),
  };
  return [{ id, system, keys, lastSeen: gone.lastSeen, forgetAfter: gone.forgetAfter }];
}
