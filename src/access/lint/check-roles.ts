import type { Problem } from "../../errors.ts";
import type { AccessCheck } from "./ground.ts";

/** Roles given by attributes that nobody has, or that nothing tells. */
export const checkRoles: AccessCheck = ({ state, world }) => {
  if (!world) return [];
  const unread = new Map(world.expected.unread.map(({ role, fields }) => [role, fields]));
  const selected = new Set(world.expected.holders.filter(({ by }) => by === "selector").map(({ role }) => role));
  return state.roles.flatMap(({ id, selector }): Problem[] => {
    if (!selector || selected.has(id)) return [];
    const { terms, place } = selector;
    const fields = unread.get(id);
    if (fields) {
      const message = `whom the selector of ${id} means cannot be looked up: no source reads ${fields.join(", ")}`;
      return [{ code: "access/not-looked-up", message, place, next: "Map the field in the source that has it." }];
    }
    const wanted = terms.map(({ field, values }) => `${field} ${values.join(" or ")}`).join(" and ");
    const message = `nobody who is here has ${wanted}, so that the selector of ${id} means nobody`;
    return [{ code: "access/selects-nobody", message, place, next: "Check the values against the people's records." }];
  });
};
