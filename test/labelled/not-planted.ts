/** Rules of which the estate shows nothing, and why. */
export const notPlanted: Readonly<Record<string, string>> = {};

/**
 * What the catalogue lists and no defect shows: reasons that the product does not have, or that one estate cannot show beside
 * the others.
 */
export const reasonsNotPlanted: Readonly<Record<string, string>> = {
  "external-guest-ungoverned: review overdue": "no rule asks when a guest was last looked at",
  "scim-deactivation-ineffective: fallback untested": "no rule asks when the fallback of an application was last tried",
  "group-orphaned-grant: empty for thirty days": "nothing tells since when a group is empty, so it is told at once",
  "leaver-grant-residual: a membership that brings nothing": "residue is told of grants",
  "nhi-overprivileged: unused rights": "not planned yet",
  "nhi-human-use: a key kept under a person": "not planned yet",
  "orphan-disputed-match: a weak key to something privileged": "not planned yet",
  "group-orphaned-grant: a group without an owner who is here": "not planned yet; one without any owner is",
  "sync-missed-event: failed, partial": "not planned yet; lost, and done without effect, are",
  "sync-job-unhealthy: disabled, silent": "not planned yet",
  "snapshot-integrity: altered, missing":
    "an altered snapshot is not judged at all, so nothing else could be shown beside it",
  "waiver-invalid: no control, too long": "access files that say so are refused before anything is judged",
};
