import { give, human } from "../clean/staff.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";

export const reviews: readonly Defect[] = [
  {
    what: "of a reviewed application one account was passed over, one last looked at a year ago, and a right is there that was to go",
    plant: ({ estate, officers }) => {
      const owner = `person:${officers[0]?.mail}`;
      const lifecycle = { channel: "manual", sla: "PT24H", deactivationBlocksUse: "verified" };
      estate.access.set("apps/library", { owner, people: ["dir"], tier: 3, lifecycle });
      estate.add("library", "entitlement", "role/reader", {
        ...{ kind: "role", name: "reader", isDefault: true, capability: ["read"] },
      });
      const accounts = officers.slice(0, 7).map(({ number, name, login, mail }) => {
        const signsIn = { ...human(name, login, mail, "2025-01-01"), loginMethods: ["saml"] };
        const account = estate.add("library", "account", `l${number}`, signsIn);
        give(estate, account, "role/reader", {});
        return account;
      });
      const [passedOver, longAgo, fourMonths, revoked, ...others] = accounts;
      const grant = grantOf(revoked, "role/reader");
      const decided = (object: string | undefined, at: string, decision = "keep") => ({
        ...{ object: of(object), decision, at, by: owner },
      });
      estate.access.set("reviews/library", [
        decided(longAgo, "2025-11-01"),
        decided(fourMonths, "2026-07-20"),
        decided(revoked, "2026-10-01"),
        decided(grant, "2026-10-20", "revoke"),
        ...others.map((account) => decided(account, "2026-10-01")),
      ]);
      return [
        label("recert-overdue", passedOver),
        label("recert-overdue", longAgo),
        label("recert-revoke-not-executed", grant),
      ];
    },
  },
];
