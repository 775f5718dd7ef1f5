import type { AccessState } from "../../model/access.ts";
import type { Finding } from "../../model/report.ts";

/** Who answers for what a finding is about: the owner in the registry of a machine, else that of its application. */
export function ownersIn({ apps, identities }: AccessState): (finding: Finding) => string | undefined {
  const byApp = new Map(apps.map(({ id, owner }) => [id, owner.text]));
  const byMachine = new Map(identities.map(({ id, owner }) => [id, owner?.text]));
  return ({ subject, object, app }) => byMachine.get(subject) ?? byMachine.get(object) ?? byApp.get(app);
}
