import { oneStopDossierAnswerSchema, taxMessageAnswerSchema } from '../../../contracts/link-answer.schema';
import { ONE_STOP_DOSSIERS_PATH, oneStopDossierSchema } from '../../../contracts/one-stop-link.schema';
import { TAX_MESSAGES_PATH, taxMessageSchema } from '../../../contracts/tax-link.schema';
import { defineRoute } from '../../http/route';
import { receiveOneStopDossier } from './one-stop-handler';
import { receiveTaxMessage } from './tax-handler';

const tag = 'Links';

export const integrationRoutes = [
  defineRoute({
    method: 'post',
    path: TAX_MESSAGES_PATH,
    tag,
    summary: 'Notices, receipts and returned slips of the tax authority (signed).',
    access: { by: 'partner', partner: 'tax' },
    rateLimits: ['signedCalls'],
    body: taxMessageSchema,
    answer: taxMessageAnswerSchema,
    refuses: ['RATE_LIMITED', 'MESSAGE_ID_REUSED', 'TAX_SLIP_UNKNOWN', 'DOSSIER_CODE_MISMATCH', 'ACTION_NOT_ALLOWED'],
    handler: receiveTaxMessage,
  }),
  defineRoute({
    method: 'post',
    path: ONE_STOP_DOSSIERS_PATH,
    tag,
    summary: 'A dossier received by the one-stop system (signed).',
    access: { by: 'partner', partner: 'oneStop' },
    rateLimits: ['signedCalls'],
    body: oneStopDossierSchema,
    answer: oneStopDossierAnswerSchema,
    answerStatus: 201,
    refuses: [
      'RATE_LIMITED',
      'MESSAGE_ID_REUSED',
      'EXTERNAL_CODE_KNOWN',
      'PROCEDURE_NOT_FOUND',
      'UNIT_NOT_FOUND',
      'COMPONENT_UNKNOWN',
      'DOSSIER_INCOMPLETE',
      'HANDLING_UNIT_UNKNOWN',
      'FILE_HASH_MISMATCH',
      'FILE_ADDRESS_REFUSED',
      'FILE_TYPE_REFUSED',
      'FILE_TYPE_MISMATCH',
      'FILE_TOO_LARGE',
      'FILE_EMPTY',
      'TOO_MANY_FILES',
    ],
    handler: receiveOneStopDossier,
  }),
];
