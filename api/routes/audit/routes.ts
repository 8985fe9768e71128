import { auditExportQuery, auditListSchema, auditQuery, auditStateSchema } from '../../../contracts/audit.schema';
import { defineRoute } from '../../http/route';
import { exportAudit, listAudit, showAuditState, XLSX_TYPE } from './handlers';

const tag = 'Audit';
const access = { by: 'session', action: 'audit.read' } as const;

export const auditRoutes = [
  defineRoute({
    method: 'get',
    path: '/audit',
    tag,
    summary: 'The audit log of my units (of all, for administrators), newest first.',
    access,
    query: auditQuery,
    answer: auditListSchema,
    refuses: ['CURSOR_INVALID', 'UNIT_NOT_FOUND'],
    handler: listAudit,
  }),
  defineRoute({
    method: 'get',
    path: '/audit/export',
    tag,
    summary:
      'The same as a workbook or as text with commas (`format`), at most 5,000 entries; noted in the log itself.',
    access,
    query: auditExportQuery,
    produces: XLSX_TYPE,
    refuses: ['AUDIT_TOO_LONG', 'UNIT_NOT_FOUND'],
    handler: exportAudit,
  }),
  defineRoute({
    method: 'get',
    path: '/audit/state',
    tag,
    summary: 'The chain of the log: its end, the newest published head, and what the newest walk along it found.',
    access,
    answer: auditStateSchema,
    handler: showAuditState,
  }),
];
