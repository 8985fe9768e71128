import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  accountListSchema,
  accountPageSchema,
  accountPersonalDataSchema,
  dutyCatalogueSchema,
  issueAnswerSchema,
} from '../../../../contracts/account.schema';
import { get } from '../../lib/api-client';

export type AccountList = z.infer<typeof accountListSchema>;
export type AccountRow = AccountList['items'][number];
export type AccountCase = z.infer<typeof accountPageSchema>;
export type IssuedSecret = z.infer<typeof issueAnswerSchema>;
export type PersonalData = z.infer<typeof accountPersonalDataSchema>;
export type DutyCatalogue = z.infer<typeof dutyCatalogueSchema>;
export type DutyId = DutyCatalogue['duties'][number]['id'];

export const ACCOUNT_STATUSES = [
  'requested',
  'checked',
  'approved',
  'issued',
  'active',
  'locked',
  'refused',
  'closed',
] as const satisfies readonly AccountRow['status'][];

/** Changes with a new version of the program only. */
export function useDutyCatalogue(): DutyCatalogue | undefined {
  const { data } = useQuery({
    queryKey: ['duties'],
    queryFn: () => get<DutyCatalogue>('/duties'),
    staleTime: Infinity,
  });
  return data;
}

/** What duties give beyond what the post needs; the server judges it again. */
export function surplusOf(
  { duties, positions }: DutyCatalogue,
  position: string | undefined,
  chosen: readonly DutyId[],
): readonly { readonly duty: DutyId; readonly actions: readonly string[] }[] {
  const needed = positions.find(({ id }) => id === position)?.duties ?? [];
  const actionsOf = (duty: DutyId) => duties.find(({ id }) => id === duty)?.actions ?? [];
  const allowed = new Set(needed.flatMap(actionsOf));
  return [...new Set(chosen)].flatMap((duty) =>
    needed.includes(duty) ? [] : [{ duty, actions: actionsOf(duty).filter((action) => !allowed.has(action)) }],
  );
}
