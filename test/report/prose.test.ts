import { describe, expect, test } from "vitest";
import { prose } from "../../src/report/prose.ts";

describe("prose", () => {
  test.each([
    ["plain words, with their punctuation", "Mend it; then (at last) ask: done?", "Mend it; then (at last) ask: done?"],
    ["words of other scripts", "María García, 日本, Владимир", "María García, 日本, Владимир"],
    ["an apostrophe and a hyphen", "somebody's non-human account", "somebody's non-human account"],
    ["an id, whose full stop is not part of it", "about account:crm/acme/u1.", "about `account:crm/acme/u1`."],
    ["what is to be typed", "Run `entitlint links suggest` now.", "Run `entitlint links suggest` now."],
    ["a mention", "@octocat and @org/team", "`@octocat` and `@org/team`"],
    ["an issue, a commit", "#12 deadbeef org/repo#1", "`#12` `deadbeef` `org/repo#1`"],
    ["a link", "[a](https://e.example.com)", "`[a](https://e.example.com)`"],
    ["bare addresses", "www.example.com a@example.com", "`www.example.com` `a@example.com`"],
    ["HTML and comments", "<img src=x> <!-- a -->", "`<img` `src=x>` `<!--` a `-->`"],
    ["emphasis", "**b** _i_ ~~s~~", "`**b**` `_i_` `~~s~~`"],
    ["a heading, a list, a quote", "# h - i > q", "`#` h `-` i `>` q"],
    ["a numbered list", "1. one 2.", "`1`. one 2."],
    ["backticks that open nothing", "a `b c", "a `` ` `` b c"],
    ["a fence", "``` x", "```` ``` ```` x"],
    ["line breaks", "a\n\n# b", "a `#` b"],
    ["nothing", "  \n ", ""],
  ])("%s", (_, text, shown) => {
    expect(prose(text)).toBe(shown);
  });
});
