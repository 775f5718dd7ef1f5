import { expect, test } from "vitest";
import * as z from "zod";
import { assemble } from "../../src/assemble/index.ts";
import { reviewChecker } from "../../src/assemble/reviewed-places.ts";
import { correlate } from "../../src/correlate/index.ts";
import { declaredApp, estateOf, observedSystem } from "./small-estate.ts";

const now = "2026-03-02T08:00:00Z";
const active = { status: "active", rawStatus: "on", kind: "human" };

const okta = observedSystem("okta", "directory", {
  identity: ["ana", "sam"].map((userName) => ({ id: `identity:okta/main/${userName}`, ...active, userName })),
});
const crm = observedSystem("crm", "application", {
  account: ["ana", "sam"].map((userName) => ({ id: `account:crm/main/${userName}`, app: "crm", ...active, userName })),
  entitlement: [{ id: "entitlement:crm/main/e1", app: "crm", kind: "role", name: "editor" }],
  grant: [
    {
      ...{ id: "grant:crm/main/g1", principal: "account:crm/main/sam", principalType: "account" },
      ...{ entitlement: "entitlement:crm/main/e1", effect: "allow" },
    },
  ],
});
const git = observedSystem("git", "application", { account: [] });

function estateWith(reviews: readonly object[]) {
  const tool = observedSystem("tool", "event-log", { review: reviews });
  const apps = [declaredApp("crm", ["okta"]), declaredApp("git", ["okta"])];
  const estate = estateOf([okta, crm, git, tool], apps);
  return { estate, correlation: correlate(estate, now) };
}

/** Reviews by the subject in whose document they stand. */
function reviewsIn(reviews: readonly object[]): Record<string, readonly string[]> {
  const { estate, correlation } = estateWith(reviews);
  const found: Record<string, readonly string[]> = {};
  for (const batch of assemble(estate, correlation, { now, faults: [] }).batches)
    batch.ids.forEach((id, index) => {
      const start = batch.ends[index - 1] ?? 0;
      const text = Buffer.from(batch.bytes, start, (batch.ends[index] ?? 0) - start).toString("utf8");
      const read = z.looseObject({ reviews: z.array(z.object({ of: z.string() })).optional() }).parse(JSON.parse(text));
      if (read.reviews) found[id] = read.reviews.map(({ of }) => of);
    });
  return found;
}

const review = (subject: string, more: object = {}) => ({
  ...{ id: `review:tool/main/${encodeURIComponent(subject)}`, campaign: "autumn", subject, decision: "keep" },
  ...{ decidedAt: "2026-02-01T08:00:00Z", ...more },
});

test("a review stands beside whom it is about: by name, by record, by grant, and by application", () => {
  expect(reviewsIn([review("person:sam")])).toEqual({ "identity:okta/main/sam": ["identity:okta/main/sam"] });
  expect(reviewsIn([review("account:crm/main/ana")])).toEqual({ "identity:okta/main/ana": ["account:crm/main/ana"] });
  expect(reviewsIn([review("grant:crm/main/g1")])).toEqual({ "identity:okta/main/sam": ["grant:crm/main/g1"] });
  expect(Object.keys(reviewsIn([review("app:crm")])).sort()).toEqual([
    "identity:okta/main/ana",
    "identity:okta/main/sam",
  ]);
  expect(reviewsIn([review("person:nobody"), review("grant:crm/main/g9")])).toEqual({});
});

test("what is reviewed of an application, or of somebody with an account there, makes it one of which a review is known", () => {
  const known = (subject: string) => {
    const { estate, correlation } = estateWith([review(subject)]);
    const unreviewed = reviewChecker(estate, correlation);
    return ["crm", "git", "okta"].filter((place) => unreviewed("reviews", place) === undefined);
  };
  expect(known("app:git")).toEqual(["git"]);
  expect(known("group:git/staff")).toEqual(["git"]);
  expect(known("grant:crm/main/g1")).toEqual(["crm"]);
  expect(known("person:sam")).toEqual(["crm", "okta"]);
  expect(known("person:nobody")).toEqual([]);
  const { estate, correlation } = estateWith([]);
  expect(reviewChecker(estate, correlation)("reviews", "crm")).toEqual({
    code: "nothing-declared",
    text: "no review of access in crm is known (access/reviews, or records of reviews)",
  });
});

test("only a review of the whole application, or of half of its accounts, makes one without a review overdue", () => {
  const whole = (...subjects: string[]) => {
    const { estate, correlation } = estateWith(subjects.map((subject) => review(subject)));
    const unreviewed = reviewChecker(estate, correlation);
    return ["crm", "git", "okta"].filter((place) => unreviewed("campaigns", place) === undefined);
  };
  expect(whole("app:crm")).toEqual(["crm"]);
  expect(whole("account:crm/main/ana")).toEqual(["crm"]);
  expect(whole("grant:crm/main/g1")).toEqual([]);
  expect(whole("person:sam", "account:crm/main/ana")).toContain("crm");
  const { estate, correlation } = estateWith([review("grant:crm/main/g1")]);
  expect(reviewChecker(estate, correlation)("campaigns", "crm")).toEqual({
    code: "nothing-declared",
    text: "reviews are known of fewer than half of the accounts of crm",
  });
});
