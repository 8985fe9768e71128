import type { Session } from '../../../db/repositories/session-repository';
import type { DutyInUnit } from '../../../domain/access/duties';
import { dutiesOf, misplacedDuties } from '../../../domain/access/duties';
import { mayDo } from '../../../domain/access/may-do';
import type { AccountCommand } from '../../../domain/accounts/account-command';
import { accountRules, type AccountState } from '../../../domain/accounts/account-rules';
import { initialCase } from '../../../domain/cases/decide-case';
import { Refusal } from '../../../domain/refusal';
import type { AccountTarget } from '../../auth/targets';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';

/** State of an account; of one whose case has not begun, as it will be taken over. */
export function stateOf(
  { state, id, unitId, active }: AccountTarget,
  duties: readonly DutyInUnit[] = [],
): AccountState {
  if (state) return state;
  const held = duties.map((duty) => ({ ...duty, since: 0, requestedBy: 'system', request: null }));
  const before = initialCase(accountRules, id);
  const adopted = { type: 'AccountAdopted', unitId, duties: held, active: active ?? false } as const;
  return { ...before, ...accountRules.evolve(before, adopted, 0) };
}

/**
 * An account that was entered with the organisation gets its case at its first use; its person is not identified yet (A7.1b).
 * Two at once do it once.
 * @returns whether it had none
 */
export async function adoptAccount(services: Services, { id, state, active }: AccountTarget): Promise<boolean> {
  if (state || active === null) return false;
  const { rows } = await services.pool.query<{ unitId: string }>(
    `with known as (select id, display_name, unit_id from account where id = $1), entered as (
       insert into person (id, full_name) select id, display_name from known on conflict (id) do nothing
     ) select unit_id as "unitId" from known`,
    [id],
  );
  const [account] = rows;
  if (!account) return false;
  const duties = dutiesOf(await services.accounts.listRoles(id));
  const command: AccountCommand = {
    type: 'adopt',
    requestKey: `adopt/${id}`,
    actor: { id: 'system' },
    unitId: account.unitId,
    duties,
    active,
  };
  try {
    await services.cases.begin('account', id, command);
  } catch (error) {
    // Somebody else's first use came between.
    if (!(error instanceof Refusal && error.code === 'ACTION_NOT_ALLOWED')) throw error;
  }
  return true;
}

/** The version of `If-Match` after an adoption: the first step is not one the person could have seen. */
export function versionAfter(adopted: boolean, checkVersion: () => number | undefined): () => number | undefined {
  return () => {
    const version = checkVersion();
    return adopted && version === 0 ? 1 : version;
  };
}

/**
 * Whether this person may ask for these duties in these units. An administrator enters a letter only for a unit nobody leads
 * (A7.1a, A7.1đ).
 * @throws ApiRefusal FORBIDDEN, UNIT_HAS_A_HEAD, DUTY_NOT_FOR_UNIT
 */
export async function judgeRequest(
  services: Services,
  session: Session,
  unitId: string | undefined,
  duties: readonly DutyInUnit[],
): Promise<void> {
  const { byId } = await services.units.current();
  const misplaced = misplacedDuties(duties, (id) => byId.get(id)?.kind);
  if (misplaced.length > 0)
    throw new ApiRefusal('DUTY_NOT_FOR_UNIT', 'A duty asked for does not exist in a unit of that kind.', { misplaced });
  const units = [...new Set([...(unitId === undefined ? [] : [unitId]), ...duties.map((duty) => duty.unitId)])];
  for (const unit of units) {
    const may = await mayRequestFor(services, session, unit);
    if (may === 'no')
      throw new ApiRefusal('FORBIDDEN', 'Only for units below one’s own.', { action: 'account.request', unitId: unit });
    if (may === 'headDoes')
      throw new ApiRefusal('UNIT_HAS_A_HEAD', 'The head of the unit asks himself.', { unitId: unit });
  }
}

export async function mayRequestFor(
  services: Services,
  session: Session,
  unitId: string,
): Promise<'yes' | 'no' | 'headDoes'> {
  const { tree } = await services.units.current();
  if (!mayDo(session, 'account.request', { unitId }, tree)) return 'no';
  const asHead = { ...session, roles: session.roles.filter(({ role }) => role !== 'admin') };
  if (mayDo(asHead, 'account.request', { unitId }, tree)) return 'yes';
  const { rowCount } = await services.pool.query(
    `select from account_role r join account a on a.id = r.account_id and a.active
     where r.role in ('unitHead', 'manager') and r.unit_id = any($1) limit 1`,
    [tree.ancestorsOf(unitId)],
  );
  return rowCount === 0 ? 'yes' : 'headDoes';
}
