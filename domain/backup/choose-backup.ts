/**
 * The set to restore after an incident: the nearest one from before it (A19.3e).
 * @param incidentAt epoch ms; what was taken at that very instant counts as from before it
 * @returns nothing when every set is from after the incident
 */
export function nearestBackupBefore<Set extends { readonly takenAt: number }>(
  sets: readonly Set[],
  incidentAt: number,
): Set | undefined {
  return sets
    .filter(({ takenAt }) => takenAt <= incidentAt)
    .reduce<Set | undefined>((best, set) => (best && best.takenAt >= set.takenAt ? best : set), undefined);
}
