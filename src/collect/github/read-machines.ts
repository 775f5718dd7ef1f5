import { FineGrainedToken, Installation } from "./answers.ts";
import { idOf, type Reader } from "./reader.ts";

/** What acts without signing in: Apps, and tokens of people. */
export interface Machines {
  readonly installations: readonly Installation[];
  readonly tokens: readonly FineGrainedToken[];
}

export async function readMachines(reader: Reader): Promise<Machines> {
  const { api, gaps, organization } = reader;
  const path = `orgs/${encodeURIComponent(organization.login)}`;
  return {
    installations: reader.reads("installations")
      ? await gaps.list("installations", () =>
          api.list(`${path}/installations`, Installation, { key: "installations", idOf }),
        )
      : [],
    tokens: reader.reads("tokens")
      ? await gaps.list("tokens", () =>
          api.list(`${path}/personal-access-tokens`, FineGrainedToken, { idOf: (token) => String(token.token_id) }),
        )
      : [],
  };
}
