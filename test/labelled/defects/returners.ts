import { type Defect, grantOf, label, of } from "../defect.ts";

export const returners: readonly Defect[] = [
  {
    what: "an account was disabled and lost its right, and has both again, by nobody's approval",
    plant: ({ estate, take }) => {
      const account = of(take("sales").accounts.desk);
      estate.change(account, { status: "disabled" }, { from: 1, to: 1 });
      estate.remove(grantOf(account, "role/user"), { from: 1, to: 1 });
      return [label("reactivation-unapproved", account, "its old access is back with it")];
    },
  },
];
