import { leave } from "../clean/changes.ts";
import { machine } from "../clean/machines.ts";
import { addAdministrator, addGuest } from "../clean/special.ts";
import { crmAccount, give, human, strongMfa } from "../clean/staff.ts";
import { type Defect, grantOf, label, of } from "../defect.ts";

export const orphans: readonly Defect[] = [
  {
    what: "an account of nobody may do something",
    plant: ({ estate }) => {
      const account = estate.add(
        "desk",
        "account",
        "x1",
        human("Nora Nobody", "nora", "nora@elsewhere.example", "2024-01-01"),
      );
      const grant = give(estate, account, "role/user", { grantedAt: "2024-01-01T09:00:00Z" });
      return [label("grant-no-active-record", grant), label("orphan-account", grant, "the cause of it")];
    },
  },
  {
    what: "an account of nobody may do nothing",
    plant: ({ estate }) => {
      const row = {
        kind: "human",
        status: "active",
        displayName: "Otto Nobody",
        userName: "otto",
        mail: "otto@elsewhere.example",
      };
      return [label("orphan-account", estate.add("wiki", "account", "x2", row))];
    },
  },
  {
    what: "an account of nobody was made yesterday: there is a day to link it",
    plant: ({ estate }) => {
      const row = human("Pia Nobody", "pia", "pia@elsewhere.example", "2026-11-21");
      estate.add("desk", "account", "x3", { ...row, createdAt: "2026-11-21T12:00:00Z", lastLoginAt: undefined });
      return [];
    },
  },
  {
    what: "an account of the vendor's own, which says so",
    plant: ({ estate }) => {
      estate.add("desk", "account", "vendor-support", {
        ...machine("system", "vendor-support"),
        loginMethods: undefined,
      });
      return [];
    },
  },
  {
    what: "the directory has a person whom HR does not know",
    plant: ({ estate }) => {
      const since = "2025-05-05T07:00:00Z";
      const who = {
        login: "quentin.unknown",
        name: "Quentin Unknown",
        mail: "quentin.unknown@company.example",
        guid: "guid-q",
      };
      return [
        label(
          "orphan-account",
          estate.add("dir", "identity", "x4", {
            kind: "human",
            state: "on",
            since,
            created: since,
            expires: "never",
            lastLogin: since,
            ...who,
          }),
        ),
      ];
    },
  },
  {
    what: "an account whose keys lead to two people",
    plant: ({ estate, take }) => {
      const [one, other] = [take("sales"), take("sales")];
      estate.remove(of(one.accounts.crm));
      for (const role of ["agent", "quotes"]) estate.remove(grantOf(one.accounts.crm, `role/${role}`));
      estate.remove(of(other.accounts.crm));
      for (const role of ["agent", "quotes"]) estate.remove(grantOf(other.accounts.crm, `role/${role}`));
      const row = {
        ...human(one.name, "team-seat-7", other.mail, "2024-02-02"),
        employeeId: one.number,
        provenance: "connector",
        ...strongMfa,
      };
      const account = estate.add("crm", "account", "x5", row);
      const missing = [one, other].map(({ hr }) => `${hr}/entitlement:crm/main/role/agent`);
      return [
        label("orphan-disputed-match", account),
        ...missing.map((object) => label("joiner-timing", object, "neither has an account that is theirs")),
      ];
    },
  },
  {
    what: "an account says by its key that it is somebody's who was deleted",
    plant: ({ estate, take }) => {
      const [gone, person] = [take("engineering"), take("engineering")];
      leave(estate, gone, { at: "2026-10-20T15:00:00Z" });
      estate.remove(gone.dir, { from: 1 });
      for (const id of [gone.accounts.code, gone.accounts.desk]) if (id) estate.remove(id, { from: 1 });
      // Two keys of one account: the id is a leaver's, the name is of somebody who is here.
      estate.change(of(person.accounts.code), { externalId: gone.guid });
      return [label("orphan-link-mismatch", person.accounts.code)];
    },
  },
  {
    what: "an account is years older than the person whose address it has",
    plant: ({ estate, take }) => {
      const { dir, accounts } = take("sales");
      estate.change(dir, { created: "2024-06-03T07:00:00Z" });
      estate.change(of(accounts.desk), { createdAt: "2016-04-04T09:00:00Z" });
      return [label("orphan-link-mismatch", accounts.desk)];
    },
  },
  {
    what: "an account is some hours older than its person",
    plant: ({ estate, take }) => {
      const { dir, accounts } = take("sales");
      estate.change(dir, { created: "2024-06-03T07:00:00Z" });
      estate.change(of(accounts.desk), { createdAt: "2024-06-02T12:00:00Z" });
      return [];
    },
  },
  {
    what: "somebody has a second account in one application",
    plant: ({ estate, take }) => {
      const person = take("sales");
      const again = crmAccount(
        estate,
        { ...person, number: `${person.number}-2`, login: `${person.login}-2` },
        "2025-03-03",
        [],
      );
      estate.change(again, { employeeId: person.number });
      return [label("orphan-duplicate-account", again)];
    },
  },
  {
    what: "somebody has a second account for administration",
    plant: ({ estate, take }) => {
      addAdministrator(estate, "code", take("engineering"), "role/owner");
      return [];
    },
  },
  {
    what: "a guest for whom nobody answers",
    plant: ({ estate }) => [label("external-guest-ungoverned", addGuest(estate, "ursel", []).account)],
  },
  {
    what: "a guest whose sponsor has left",
    plant: ({ estate, take }) => {
      const sponsor = take("support");
      leave(estate, sponsor, { at: "2026-10-30T15:00:00Z" });
      return [label("external-guest-ungoverned", addGuest(estate, "victor", [sponsor.dir]).account)];
    },
  },
  {
    what: "a guest without an end",
    plant: ({ estate, officers }) => [
      label(
        "external-guest-ungoverned",
        addGuest(estate, "wanda", [officers[2]?.dir ?? ""], { expires: "never" }).account,
      ),
    ],
  },
  {
    what: "a guest with an end in three hundred and seventy days",
    plant: ({ estate, officers }) => [
      // The catalogue has ninety days; the rule's own limit is a year, as its page says, and what lies further is low.
      label(
        "external-guest-ungoverned",
        addGuest(estate, "zeno", [officers[2]?.dir ?? ""], { expires: "2027-11-27" }).account,
      ),
    ],
  },
  {
    what: "a guest with an end in three hundred and sixty days",
    plant: ({ estate, officers }) => {
      addGuest(estate, "zora", [officers[2]?.dir ?? ""], { expires: "2027-11-17" });
      return [];
    },
  },
  {
    what: "an account of which nothing tells whether a person or a machine has it",
    plant: ({ estate }) => {
      const row = { ...machine("unknown", "blue-7"), loginMethods: undefined };
      return [label("identity-unclassified", estate.add("desk", "account", "x6", row))];
    },
  },
  {
    what: "a password opens an application that asks for single sign-on",
    plant: ({ estate, take }) => {
      const { accounts } = take("payments");
      estate.change(of(accounts.code), { loginMethods: ["saml", "password"] });
      return [label("sso-bypass-login", accounts.code)];
    },
  },
  {
    what: "a password opens an application that does not ask for single sign-on",
    plant: ({ estate, take }) => {
      estate.change(of(take("sales").accounts.crm), { loginMethods: ["password"] });
      return [];
    },
  },
];
