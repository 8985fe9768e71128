import { idParams } from '../../../contracts/api-value.schema';
import { delegationListSchema, delegationSchema, newDelegationSchema } from '../../../contracts/delegation.schema';
import { defineRoute } from '../../http/route';
import { createDelegation, showDelegations, takeBackDelegation } from './handlers';

const tag = 'Delegations';

export const delegationRoutes = [
  defineRoute({
    method: 'get',
    path: '/delegations',
    tag,
    summary: 'Who stands in for me, and for whom I stand in.',
    access: { by: 'session', action: 'delegation.write' },
    answer: delegationListSchema,
    handler: showDelegations,
  }),
  defineRoute({
    method: 'post',
    path: '/delegations',
    tag,
    summary:
      'From a first to a last day a colleague of my unit has my rights and sees what I hold. He passes nothing on.',
    access: { by: 'session', action: 'delegation.write' },
    body: newDelegationSchema,
    idempotent: true,
    answer: delegationSchema,
    answerStatus: 201,
    refuses: ['ACCOUNT_NOT_FOUND', 'DELEGATION_DAYS_INVALID'],
    handler: createDelegation,
  }),
  defineRoute({
    method: 'post',
    path: '/delegations/:id/end',
    tag,
    summary: 'Take a delegation back before its last day.',
    access: { by: 'session', action: 'delegation.write' },
    params: idParams,
    answer: delegationSchema,
    refuses: ['DELEGATION_NOT_FOUND'],
    handler: takeBackDelegation,
  }),
];
