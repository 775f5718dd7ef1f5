/** Reasons, as `rule reason`, that two readings cannot show, with the test that takes three. */
export const shownElsewhere: ReadonlyMap<string, string> = new Map([
  ["reactivation-unapproved old-access-restored", "../e2e/returned-access.test.ts"],
]);
