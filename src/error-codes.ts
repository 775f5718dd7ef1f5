/**
 * Every code an expected error can carry, with what it means to the person who reads it. Codes are stable: scripts and
 * tickets quote them. The page `docs/errors.md` is generated from this table.
 */
export const errorCodes = {
  "input/unreadable": "A file that was asked for cannot be opened or read.",
  "input/empty": "A file or a line that should hold data holds none.",
  "input/not-utf8": "A file is not valid UTF-8, and no other encoding was declared for it.",
  "input/bad-encoding": "A file holds bytes that its declared encoding does not know.",
  "input/unknown-encoding": "The name of an encoding is not known.",
  "input/nul-byte": "A text file holds a NUL character: it is a binary file, or in another encoding.",
  "input/does-not-parse": "A file breaks the syntax of its format.",
  "input/duplicate-key": "A key stands twice in one map.",
  "input/several-documents": "A YAML file holds more than one document where one is expected.",
  "input/alias-bomb": "YAML aliases are so many, or grow so large, that the file is refused.",
  "input/too-deep": "Values are nested deeper than any real file needs.",
  "input/schema": "A value is missing, of the wrong type, or not one of those allowed.",
  "input/unknown-key": "A key is not known at this place.",
} as const;

export type ErrorCode = keyof typeof errorCodes;
