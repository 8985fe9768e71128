/** What an account may be in a unit (rules.md, "Actors"; glossary for the Vietnamese terms). */
export const ROLES = ['oneStopClerk', 'officer', 'unitHead', 'manager', 'admin', 'operator'] as const;
export type Role = (typeof ROLES)[number];

export interface RoleInUnit {
  readonly role: Role;
  readonly unitId: string;
}

/** Who asks: an account with what it is in which units. */
export interface AccessSubject {
  readonly accountId: string;
  readonly roles: readonly RoleInUnit[];
}
