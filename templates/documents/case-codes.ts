/** What people call an incident. */
export function incidentCode(number: number): string {
  return numbered('SC', number);
}

/** What people call a contractor's project. */
export function projectCode(number: number): string {
  return numbered('DA', number);
}

/** What people call a handover. */
export function handoverCode(number: number): string {
  return numbered('BG', number);
}

/** What people call a periodic report. */
export function reportCode(number: number): string {
  return numbered('BC', number);
}

/** What people call a copy on a portable disk. */
export function copyCode(number: number): string {
  return numbered('OC', number);
}

function numbered(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(4, '0')}`;
}
