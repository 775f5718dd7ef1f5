import { describe, expect, test } from "vitest";
import { editorCall, runHere } from "../../../src/triage/terminal/editor.ts";

const place = { path: "/repo/access/a b.yaml", line: 7 };

describe("an editor", () => {
  test("is what VISUAL says before EDITOR, as a command for the shell", () => {
    expect(editorCall({ VISUAL: "nvim -R", EDITOR: "vi" }, place)).toEqual([
      ...["sh", "-c", 'nvim -R "$@"', "nvim -R", "+7", place.path],
    ]);
    expect(editorCall({ VISUAL: " ", EDITOR: "" }, place)).toBeUndefined();
  });

  test("whose path holds blanks is started, with what it knows of places", () => {
    const command = '"/opt/Visual Studio/code" --wait';
    expect(editorCall({ EDITOR: command }, place)).toEqual([
      ...["sh", "-c", `${command} "$@"`, command, "--goto", `${place.path}:7`],
    ]);
  });

  test("is called without a shell where there is none", () => {
    expect(editorCall({ EDITOR: "notepad++ -n" }, place, false)).toEqual(["notepad++", "-n", "+7", place.path]);
  });

  test.each([
    ["exit 0 #", undefined],
    ["exit 3 #", "exit 3 # ended with 3"],
    ["/there/is/none", "/there/is/none cannot be started"],
    ["kill -KILL $$ #", "kill -KILL $$ # was ended by SIGKILL"],
  ])("that is %s", async (command, said) => {
    expect(await runHere(editorCall({ EDITOR: command }, place) ?? ["false"])).toBe(said);
  });
});
