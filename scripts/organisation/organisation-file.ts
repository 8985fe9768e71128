import { z } from 'zod';
import { ROLES } from '../../domain/access/roles';

const id = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,60}$/, 'must be lower-case letters, digits and . _ -');
const text = z.string().trim().min(1).max(200);

const unitSchema = z.strictObject({
  /** Communes: `commune.<5-digit code>`. */
  id,
  parentId: id.nullable().default(null),
  kind: z.enum(['department', 'registrationOffice', 'branch', 'oneStop', 'district', 'commune', 'tax', 'partner']),
  name: text,
  /** First part of dossier codes; counters need one. */
  agencyCode: z
    .string()
    .regex(/^[0-9A-Z.]{3,30}$/)
    .nullable()
    .default(null),
  /** Counters: who handles what they receive. Communes: the branch that keeps their land register. */
  handlingUnitId: id.nullable().default(null),
  /** Communes where the procedures' extra working days count. */
  remote: z.boolean().default(false),
});

const accountSchema = z.strictObject({
  username: z.string().regex(/^[a-z0-9][a-z0-9._-]{2,60}$/, 'must be 3 to 61 lower-case letters, digits and . _ -'),
  displayName: text,
  email: z.email().max(200),
  title: z.string().trim().max(200).default(''),
  unitId: id,
  /** `unitId` absent: in the account's own unit. */
  roles: z.array(z.strictObject({ role: z.enum(ROLES), unitId: id.optional() })).min(1),
  /** `false`: may not sign in any more. */
  active: z.boolean().default(true),
  /** First password of a new account, to be changed at the first sign-in; absent: one is made up and told once. */
  password: z.string().min(10).max(200).optional(),
  /** `sub` of this person at the provider of single sign-on. */
  oidcSubject: z.string().min(1).max(255).nullable().default(null),
});

/** Units and people of an office, as `npm run organisation` reads them. */
export const organisationSchema = z
  .strictObject({ units: z.array(unitSchema).default([]), accounts: z.array(accountSchema).default([]) })
  .superRefine(({ units, accounts }, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const repeated = (names: readonly string[], path: string) =>
      names.forEach((name, at) => names.indexOf(name) < at && problem([path, at], `${name} stands there twice`));
    repeated(
      units.map((unit) => unit.id),
      'units',
    );
    repeated(
      accounts.map(({ username }) => username),
      'accounts',
    );
    units.forEach(({ kind, agencyCode, handlingUnitId }, at) => {
      if (kind === 'oneStop' && agencyCode === null) problem(['units', at, 'agencyCode'], 'a counter needs one');
      if ((kind === 'oneStop' || kind === 'commune') && handlingUnitId === null)
        problem(['units', at, 'handlingUnitId'], 'must say who handles its dossiers');
    });
  });

export type Organisation = z.output<typeof organisationSchema>;
