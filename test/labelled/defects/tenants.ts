import { give, human } from "../clean/staff.ts";
import { type Defect, grantOf, label } from "../defect.ts";

export const tenants: readonly Defect[] = [
  {
    what: "people of one account of the cloud work in another of which nothing was agreed, in one as it was agreed until October, and in one as agreed",
    plant: ({ estate, officers }) => {
      const owner = `person:${officers[0]?.mail}`;
      const lifecycle = { channel: "manual", sla: "PT24H", deactivationBlocksUse: "verified" };
      estate.access.set("apps/cloud", { owner, people: ["dir"], tier: 3, lifecycle });
      const agreed = { from: "cloud/main", owner, reason: "one team runs both" };
      estate.access.set("trusts", [
        { ...agreed, to: "cloud/tests", until: "2027-03-31" },
        { ...agreed, to: "cloud/archive", until: "2026-10-31" },
      ]);
      const [untold, ended] = ["partner", "archive", "tests", "main"].map((tenant, index) => {
        const officer = officers[index];
        if (!officer) throw new Error("nobody works there");
        const { number, name, login, mail } = officer;
        const role = `role/${tenant}-reader`;
        const reads = { kind: "role", name: `${tenant}-reader`, isDefault: true, capability: ["read"] };
        estate.add("cloud", "entitlement", role, { ...reads, tenant });
        const signsIn = { ...human(name, login, mail, "2025-01-01"), loginMethods: ["saml"], tenant: "main" };
        const account = estate.add("cloud", "account", `a${number}`, signsIn);
        give(estate, account, role, { entitlement: `entitlement:cloud/${tenant}/${role}`, tenant: "main" });
        return grantOf(account, role);
      });
      return [label("tenant-crossing-grant", untold), label("tenant-crossing-grant", ended)];
    },
  },
];
