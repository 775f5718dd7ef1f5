import { RequestFailure } from "../../network/request-failure.ts";
import type { Reading } from "./books.ts";
import { fromGeneralizedTime } from "./moments.ts";
import { ShowDeleted } from "./paged-control.ts";
import { readPages } from "./read-pages.ts";
import { sidText } from "./windows-ids.ts";

const unseen = "no deleted user can be seen; let the reader list CN=Deleted Objects to have them shown as deleted";

/** Writes the users whom Active Directory keeps as tombstones, where the reader may list them. Nobody alive is missing without. */
export async function writeDeleted({ connection, server, options, context, books, directory }: Reading): Promise<void> {
  if (server.flavour !== "ad" || !options.deleted) return;
  const { identity } = books;
  const search = {
    base: `CN=Deleted Objects,${domainOf(server.base)}`,
    filter: "(&(isDeleted=TRUE)(objectClass=user)(!(objectClass=computer)))",
    attributes: ["objectClass", "objectGUID", "objectSid", "sAMAccountName", "whenCreated", "isDeleted"],
    ...{ pageSize: options.pageSize, controls: [new ShowDeleted()] },
  };
  try {
    let seen = 0;
    const ending = await readPages(connection, search, context.progress, (entry) => {
      const native = directory.nativeId(entry);
      if (native === undefined || entry.text("isDeleted") !== "TRUE") return;
      seen += 1;
      const created = fromGeneralizedTime(entry.text("whenCreated"));
      const sid = sidText(entry.bytes("objectSid"));
      const userName = entry.text("sAMAccountName");
      identity.add({
        ...{
          id: directory.idOf("identity", native),
          kind: "unknown",
          status: "deleted",
          rawStatus: "isDeleted TRUE",
        },
        ...(userName !== undefined && { userName }),
        ...(created !== undefined && { createdAt: created }),
        ...(sid !== undefined && { attributes: { objectSid: sid } }),
        unknown: ["displayName", "emails", "employeeId", "managerId", "orgUnit", "owners"],
      });
    });
    if (ending.state !== "whole" || seen === 0) identity.warn(unseen);
  } catch (error) {
    const isRefused = error instanceof RequestFailure && [32, 50, 12].includes(error.status ?? 0);
    if (!isRefused) throw error;
    identity.warn(unseen);
  }
}

/** The domain that a base lies in. */
function domainOf(base: string): string {
  return base.slice(Math.max(0, base.search(/(?:^|,)\s*DC=/iu))).replace(/^,\s*/u, "");
}
