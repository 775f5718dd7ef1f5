import { expect, test } from "vitest";
import { asOf, clean, collected, config } from "./small-project.ts";

const at = ["--as-of", asOf];
const idp = "userName: login, displayName: name}\n  forge";

/** Accounts carry a number, a login and a nick; `people` and accounts are given by each test. */
function files(people: string, accounts: string): Readonly<Record<string, string>> {
  return {
    ...clean,
    "entitlint.yaml": config
      .replace(
        idp,
        "userName: login, displayName: name, employeeId: no, attributes.nick: nick, attributes.desk: desk}\n  forge",
      )
      .replace(
        /fields: \{kind: \{value: human\}, status: .*\n {10}- \{kind: entitlement/,
        "fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name, employeeId: no, attributes.nick: nick, attributes.desk: desk}\n          - {kind: entitlement",
      ),
    "exports/idp.csv": `id,login,name,state,no,nick,desk\n${people}`,
    "exports/forge.csv": `id,login,name,state,role,no,nick,desk\n${accounts}`,
  };
}

const three = "1,ana,A,on,1,anax,d1\n2,ben,B,on,2,benx,d2\n3,cem,C,on,3,cemx,d1\n";

async function suggested(project: Readonly<Record<string, string>>) {
  const made = await collected(project);
  const { stdout } = await made.run("links", "suggest", "--app", "forge", "--format", "json", ...at);
  const text = await made.run("links", "suggest", "--app", "forge", ...at);
  const [forge] = JSON.parse(stdout).apps;
  return { forge, text: text.stdout };
}

const named = (pairs: readonly { account: string; person: string }[]) =>
  pairs.map(({ account, person }) => `${account} = ${person}`);

test("keys that disagree are shown with the strongest first, and neither of them is proposed", async () => {
  const { forge, text } = await suggested(files(three, "f1,ben,X,on,dev,1,,\n"));
  expect(forge).toMatchObject({ linked: 0, pairs: [], refused: [] });
  expect(forge.disputed).toEqual([
    {
      account: "account:forge/main/f1",
      keys: [
        { by: "employeeId", value: "1", people: ["identity:idp/main/1"] },
        { by: "userName", value: "ben", people: ["identity:idp/main/2"] },
      ],
    },
  ]);
  expect(text).toContain("1 account is disputed, which no pair mends");
  expect(text).toContain(
    "        strongest: employeeId 1 → identity:idp/main/1\n        userName ben → identity:idp/main/2\n",
  );
});

test("a pair that would dispute an account that is linked is not proposed, and said why", async () => {
  const accounts = "f1,ana,X,on,dev,,benx,\nf2,zed,Y,on,dev,,cemx,\n";
  const { forge, text } = await suggested(files(three, accounts));
  expect([named(forge.pairs), named(forge.refused)]).toEqual([[], ["attributes.nick = attributes.nick"]]);
  expect(forge.refused[0]).toMatchObject({ links: 1, ambiguous: 0, contrary: 1 });
  expect(text).toContain(
    "not {account: attributes.nick, person: attributes.nick}: it would link 1 more, and other keys of 1 account lead to somebody else",
  );
});

test("nor is one that shares a value among several people, nor one that speaks for the weaker side of a dispute", async () => {
  const shared = await suggested(files(three, "f1,x,X,on,dev,,,d1\nf2,y,Y,on,dev,,,d2\n"));
  expect([named(shared.forge.pairs), named(shared.forge.refused)]).toEqual([[], ["attributes.desk = attributes.desk"]]);
  const kept = await suggested(files(three, "f1,ben,X,on,dev,1,benx,\nf2,y,Y,on,dev,,cemx,\n"));
  expect([named(kept.forge.pairs), named(kept.forge.refused)]).toEqual([[], ["attributes.nick = attributes.nick"]]);
});

test("one that agrees with the strongest key of a dispute, and links others, is", async () => {
  const { forge } = await suggested(files(three, "f1,ben,X,on,dev,1,anax,\nf2,y,Y,on,dev,,cemx,\n"));
  expect([named(forge.pairs), forge.refused]).toEqual([["attributes.nick = attributes.nick"], []]);
  expect(forge.pairs[0]).toMatchObject({ links: 1, ambiguous: 0, contrary: 0 });
});

test("where no population is declared, what its own keys would link needs no pair, and their disputes show", async () => {
  const project = files(three, "f1,ben,X,on,dev,1,,\nf2,ana,Y,on,dev,,,\nf3,y,Z,on,dev,,cemx,\n");
  const app = (project["access/apps/forge.yaml"] ?? "").replace("people: [idp]", "people: []");
  const { forge, text } = await suggested({ ...project, "access/apps/forge.yaml": app });
  expect(forge).toMatchObject({ people: [], linked: 0, undeclared: { people: ["idp"], linked: 1 } });
  expect([named(forge.pairs), forge.disputed.length]).toEqual([["attributes.nick = attributes.nick"], 1]);
  expect(text).toContain("with people: [idp] 1 would be, by their own keys");
});
