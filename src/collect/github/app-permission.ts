/** Permissions whose write access lets an App change code, secrets, or who has access. */
const powerful =
  /^(?:administration|contents|workflows|secrets|members|.*_(?:administration|secrets|hooks|roles?|tokens?|token_requests))$/u;

/** Whether a permission of an App gives it power over others. */
export function isPowerful(name: string, level: string): boolean {
  return level === "admin" || (level === "write" && powerful.test(name));
}
