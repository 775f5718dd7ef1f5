import type { Problem } from "../../errors.ts";
import type { AccessState, PlacedReference } from "../../model/access.ts";
import type { AccessCheck } from "./ground.ts";

/** People who answer for something and have left. */
export const checkOwners: AccessCheck = ({ state, world }) => {
  if (!world) return [];
  return inCharge(state).flatMap(({ reference, of }): Problem[] => {
    const standing = world.standing(reference);
    if (standing === undefined || standing === "here") return [];
    return [
      {
        code: "access/owner-left",
        message: `${reference.text}, ${of}, ${standing === "left" ? leftText(reference) : "has no members"}`,
        place: reference.place,
        next: "Name somebody who is here.",
      },
    ];
  });
};

function leftText({ kind }: PlacedReference): string {
  return kind === "group" ? "has only members who have left" : "has left";
}

interface InCharge {
  readonly reference: PlacedReference;
  /** What they answer for. */
  readonly of: string;
}

function inCharge(state: AccessState): InCharge[] {
  const named = (of: string, ...references: readonly (PlacedReference | undefined)[]) =>
    references.flatMap((reference) => (reference ? [{ reference, of }] : []));
  return [
    ...state.apps.flatMap(({ id, owner }) => named(`owner of ${id}`, owner)),
    ...state.roles.flatMap(({ id, owner }) => named(`owner of the role ${id}`, owner)),
    ...state.identities.flatMap(({ id, owner, proposed, backup, onBehalfOf }) => [
      ...named(`owner of ${id}`, owner),
      ...named(`proposed as owner of ${id}`, proposed?.who),
      ...named(`backup of ${id}`, backup),
      ...named(`for whom ${id} acts`, onBehalfOf),
    ]),
    ...state.trusts.flatMap(({ from, to, owner }) => named(`owner of the trust ${from.system} to ${to.system}`, owner)),
    ...state.breakglass.flatMap(({ account, custodians }) => named(`custodian of ${account.text}`, ...custodians)),
    ...state.waivers.flatMap(({ id, owner }) => named(`owner of the waiver ${id}`, owner)),
    ...state.baseline.flatMap(({ title, owner }) => named(`owner of the debt ${JSON.stringify(title)}`, owner)),
  ];
}
