// @ts-check

import { applications, entitlementId } from "./applications.mjs";
import { dateAgo } from "./calendar.mjs";
import { groupKey } from "./machines.mjs";

/** @typedef {import("./random.mjs").Random} Random */
/** @typedef {import("./snapshot-writer.mjs").SnapshotWriter} SnapshotWriter */

/** @param {number} identities */
export function groupCount(identities) {
  return 20 + Math.floor(identities / 50);
}

/**
 * Adds the directory's groups, a third of them inside another one, three of them in a ring, and what a quarter of them
 * grant in the applications. @returns {number} grants written
 * @param {SnapshotWriter} writer @param {number} count @param {number} entitlements @param {Random} random
 */
export function writeGroups(writer, count, entitlements, random) {
  let grants = 0;
  for (let number = 0; number < count; number++) {
    const key = groupKey(number);
    const id = `group:directory/main/${key}`;
    writer.add("directory", "group", { id, name: key, kind: "security", membershipType: "assigned" });
    if (number > 12 && random.chance(0.33)) nest(writer, key, groupKey(10 + random.below(number - 10)));
    if (number % 4 === 3) grants += writeGroupGrants(writer, id, key, entitlements, random);
  }
  nest(writer, groupKey(7), groupKey(8));
  nest(writer, groupKey(8), groupKey(9));
  nest(writer, groupKey(9), groupKey(7));
  return grants;
}

/** @param {SnapshotWriter} writer @param {string} inner @param {string} outer */
function nest(writer, inner, outer) {
  const id = `membership:directory/main/${outer}+${inner}`;
  const group = `group:directory/main/${outer}`;
  const member = `group:directory/main/${inner}`;
  writer.add("directory", "membership", { id, group, member, memberType: "group", source: "manual" });
}

/** @param {SnapshotWriter} writer @param {string} principal @param {string} key @param {number} entitlements @param {Random} random */
function writeGroupGrants(writer, principal, key, entitlements, random) {
  const app = random.pick(/** @type {(keyof typeof applications)[]} */ (Object.keys(applications)));
  const held = random.several(1 + random.below(3), entitlements, 1);
  for (const number of held) {
    const id = `grant:${app}/main/${key}+${number.toString(36)}`;
    const entitlement = entitlementId(app, number);
    writer.add(app, "grant", {
      id,
      principal,
      principalType: "group",
      entitlement,
      effect: "allow",
      source: "connector",
    });
  }
  return held.length;
}

/**
 * Puts a user of the directory into some groups, into large ones far more often than into small ones.
 * @param {SnapshotWriter} writer @param {string} key of the user @param {number} groups @param {Random} random
 */
export function writeMemberships(writer, key, groups, random) {
  for (const number of random.several(1 + random.below(5), groups, 2.5)) {
    const group = groupKey(number);
    writer.add("directory", "membership", {
      id: `membership:directory/main/${group}+u${key}`,
      group: `group:directory/main/${group}`,
      member: `identity:directory/main/u${key}`,
      memberType: "identity",
      source: "rule",
      ...(random.chance(0.01) && { expiresAt: dateAgo(random.chance(0.05) ? 3 : -60) }),
    });
  }
}
