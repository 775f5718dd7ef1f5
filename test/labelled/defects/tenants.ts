import { addKey } from "../clean/machines.ts";
import { give, human } from "../clean/staff.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";

export const tenants: readonly Defect[] = [
  {
    what: "people of one account of the cloud work in another of which nothing was agreed, in one as it was agreed until October, and in one as agreed; three of them let in another company, with wide rights, with none, and reviewed; and two are guests in another account, one of whom was switched off in their own, and one suspended",
    plant: ({ estate, officers }) => {
      const owner = `person:${officers[0]?.mail}`;
      const lifecycle = { channel: "manual", sla: "PT24H", deactivationBlocksUse: "verified" };
      estate.access.set("apps/cloud", { owner, people: ["dir"], tier: 3, lifecycle });
      const agreed = { from: "cloud/main", owner, reason: "one team runs both" };
      estate.access.set("trusts", [
        { ...agreed, to: "cloud/tests", until: "2027-03-31" },
        { ...agreed, to: "cloud/archive", until: "2026-10-31" },
      ]);
      const accounts = ["partner", "archive", "tests", "main"].map((tenant, index) => {
        const officer = officers[index];
        if (!officer) throw new Error("nobody works there");
        const { number, name, login, mail } = officer;
        const role = `role/${tenant}-reader`;
        const reads = { kind: "role", name: `${tenant}-reader`, isDefault: true, capability: ["read"] };
        estate.add("cloud", "entitlement", role, { ...reads, tenant });
        const signsIn = { ...human(name, login, mail, "2025-01-01"), loginMethods: ["saml"], tenant: "main" };
        const account = estate.add("cloud", "account", `a${number}`, signsIn);
        give(estate, account, role, { entitlement: `entitlement:cloud/${tenant}/${role}`, tenant: "main" });
        return account;
      });
      const [untold, ended, , reviewed] = accounts;
      const consent = (account: string | undefined, scope: string) =>
        addKey(estate, "cloud", of(account), "oauth-consent", {
          ...{ thirdParty: true, scopes: [scope], createdAt: "2026-01-20T09:00:00Z", tenant: "main" },
          ...{ workloads: undefined, environments: undefined, hashId: undefined, expiresAt: "never" },
        });
      const [forgotten] = [consent(untold, "Files.Read.All"), consent(ended, "openid"), consent(reviewed, "repo")];
      const [left] = ["disabled", "suspended"].map((status, index) => {
        const officer = officers[4 + index];
        if (!officer) throw new Error("nobody works there");
        const { number, name, login, mail } = officer;
        const person = { ...human(name, login, mail, "2025-01-01"), loginMethods: ["saml"] };
        const off = { status, disabledAt: "2026-11-03T09:00:00Z", lastLoginAt: "2026-11-02T09:00:00Z" };
        estate.add("cloud", "account", `a${number}`, { ...person, ...off, tenant: "main" });
        const guest = { kind: "external", userName: `${login}-guest`, expiresAt: "2027-03-31" };
        const account = estate.add("cloud", "account", `g${number}`, { ...person, ...guest, tenant: "partner" });
        return account.replace("cloud/main", "cloud/partner");
      });
      estate.access.set("reviews/cloud", [{ object: of(reviewed), decision: "keep", at: "2026-10-01", by: owner }]);
      return [
        label("tenant-crossing-grant", grantOf(untold, "role/partner-reader")),
        label("tenant-crossing-grant", grantOf(ended, "role/archive-reader")),
        label("tenant-crossing-grant", left),
        label("nhi-third-party-unreviewed", forgotten),
      ];
    },
  },
];
