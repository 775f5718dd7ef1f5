import type { Told } from "../../model/rule.ts";

/** Facts that several records can tell, in words. */
export const toldWords: Readonly<Record<Told, string>> = {
  environments:
    "two environments at least, told by entitlements, tenants, credentials, `access/apps` or `access/identities`",
  terms: "a grant of the application that has an end, or that has to be switched on first",
  "sign-in": "how accounts of the application are signed in with: their `loginMethods` or their `mfa`",
  past: "an earlier reading of the source, to compare with",
  purposes:
    "what machines of the source are for or part of, where it knows machines: `purpose`, `purposeRef` or `parentId` of identities",
};
