import type { Role, RoleInUnit } from './roles';

/** What somebody who has signed in must do before anything else is open to him, in this order. */
export const PENDING_STEPS = ['password', 'terms', 'secondFactor'] as const;
export type PendingStep = (typeof PENDING_STEPS)[number];

export interface SignInStanding {
  /** Still the one-time secret the account was issued with (A7.3a). */
  readonly mustChangePassword: boolean;
  /** The terms of use as they stand today (A7.2a, A7.2b). */
  readonly termsAccepted: boolean;
  readonly hasSecondFactor: boolean;
}

/**
 * Roles that open so much that a password alone does not do.
 * @param required of this installation; by default administrators
 */
export function requiresSecondFactor(roles: readonly RoleInUnit[], required: readonly Role[]): boolean {
  return roles.some(({ role }) => required.includes(role));
}

export function listPendingSteps(
  standing: SignInStanding,
  roles: readonly RoleInUnit[],
  required: readonly Role[],
): PendingStep[] {
  const isPending: Record<PendingStep, boolean> = {
    password: standing.mustChangePassword,
    terms: !standing.termsAccepted,
    secondFactor: !standing.hasSecondFactor && requiresSecondFactor(roles, required),
  };
  return PENDING_STEPS.filter((step) => isPending[step]);
}
