import type { Session } from '../../../db/repositories/session-repository';
import type { TaskTarget } from '../../auth/targets';
import type { Answer } from '../../http/route';
import { performCommand, type CommandContext } from '../../perform-command';
import { ApiRefusal } from '../../problem-details';
import type { Services } from '../../services';
import { readTaskPage } from './queries';

interface CandidateRow {
  readonly id: string;
  readonly displayName: string;
  readonly title: string;
  readonly openTasks: number;
}

/** A load beyond this is not counted further. */
const COUNT_LIMIT = 1_000;

/** Active people of the task's unit and role, by name. The four-eyes rule goes by person (domain/dossier). */
export async function listCandidates(context: {
  readonly services: Services;
  readonly session: Session;
  readonly target: TaskTarget;
}): Promise<Answer> {
  const { services, target } = context;
  const { pool } = services;
  const [{ rows }, page, content] = await Promise.all([
    pool.query<CandidateRow>({
      name: 'task-candidates',
      text: `select a.id, a.display_name as "displayName", a.title, (
            select count(*)::int from (select from task t
              where t.assignee = a.id and t.state = 'open' and not t.suspended limit ${COUNT_LIMIT}) x) as "openTasks"
          from account_role r join account a on a.id = r.account_id
          where r.unit_id = $1 and r.role = $2 and a.active order by a.display_name, a.id`,
      values: [target.taskUnitId, target.taskRole],
    }),
    readTaskPage(pool, target.id, target.instance),
    services.procedures.procedureContent(target.procedureVersion),
  ]);
  const node = content?.graph.nodes[target.element];
  const other = node?.properties.notSameAs;
  const refusedId = other === undefined ? undefined : page?.snapshot.performedBy[other];
  return { body: { items: rows.map((row) => ({ ...row, refused: row.id === refusedId ? 'FOUR_EYES' : null })) } };
}

/** The same Update as an assignment by the head, with the one who takes over as actor and holder. */
export async function takeOverTask(context: CommandContext & { readonly target: TaskTarget }): Promise<Answer> {
  const { services, session, target } = context;
  const { rows } = await services.pool.query<{ assignee: string | null }>(
    'select assignee from task where dossier_id = $1 and instance = $2',
    [target.id, target.instance],
  );
  const holder = rows[0]?.assignee;
  // Who has it already asks once more: a repeated request, answered as the first was.
  const known = holder === session.accountId || session.standsInFor.some(({ accountId }) => accountId === holder);
  if (!known) throw new ApiRefusal('NOT_STOOD_IN_FOR', 'The task is held by nobody you stand in for today.');
  const command = { type: 'assignTask', task: target.instance, assignee: session.accountId } as const;
  const answer = await performCommand(context, target.id, command);
  return { body: answer, version: answer.seq };
}
