/**
 * Every code an expected error can carry, with what it means to the person who reads it. Codes are stable: scripts and
 * tickets quote them. The page `docs/errors.md` is generated from this table.
 */
export const errorCodes = {
  "input/unreadable": "A file that was asked for cannot be opened or read.",
} as const;

export type ErrorCode = keyof typeof errorCodes;
