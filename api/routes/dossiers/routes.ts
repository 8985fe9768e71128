import { documentParams, fileParams, idParams } from '../../../contracts/api-value.schema';
import { dossierListQuery, dossierListSchema, dossierPageSchema } from '../../../contracts/dossier.schema';
import { attachmentSchema } from '../../../contracts/draft.schema';
import { defineRoute } from '../../http/route';
import { addDossierFile, listDossiers, readBpmn, readDocument, readDossierFile, showDossier } from './read-handlers';

const tag = 'Dossiers';

export const dossierRoutes = [
  defineRoute({
    method: 'get',
    path: '/dossiers',
    tag,
    summary: 'Search dossiers of my units; accents optional; latest received first.',
    access: { by: 'session', action: 'dossier.search' },
    query: dossierListQuery,
    answer: dossierListSchema,
    refuses: ['CURSOR_INVALID'],
    handler: listDossiers,
  }),
  defineRoute({
    method: 'get',
    path: '/dossiers/:id',
    tag,
    summary: 'The whole dossier, and what I may do to it now. ETag: number of its last step.',
    access: { by: 'session', action: 'dossier.read', on: 'dossier' },
    params: idParams,
    answer: dossierPageSchema,
    refuses: ['DOSSIER_NOT_FOUND'],
    handler: showDossier,
  }),
  defineRoute({
    method: 'get',
    path: '/dossiers/:id/documents/:docId',
    tag,
    summary: 'An official document of the dossier as PDF.',
    access: { by: 'session', action: 'document.read', on: 'dossier' },
    params: documentParams,
    produces: 'application/pdf',
    refuses: ['DOSSIER_NOT_FOUND', 'DOCUMENT_NOT_FOUND'],
    handler: readDocument,
  }),
  defineRoute({
    method: 'get',
    path: '/dossiers/:id/files/:fileId',
    tag,
    summary: 'Download a scan of the dossier.',
    access: { by: 'session', action: 'document.read', on: 'dossier' },
    params: fileParams,
    produces: 'application/octet-stream',
    refuses: ['DOSSIER_NOT_FOUND', 'FILE_NOT_FOUND'],
    handler: readDossierFile,
  }),
  defineRoute({
    method: 'post',
    path: '/dossiers/:id/files',
    tag,
    summary: 'Attach a scan the citizen brought as a supplement; part "file".',
    access: { by: 'session', action: 'dossier.receiveSupplement', on: 'dossier' },
    params: idParams,
    upload: true,
    answer: attachmentSchema,
    answerStatus: 201,
    refuses: ['DOSSIER_NOT_FOUND', 'ACTION_NOT_ALLOWED', 'COMPONENT_UNKNOWN', 'TOO_MANY_FILES'],
    handler: addDossierFile,
  }),
  defineRoute({
    method: 'get',
    path: '/dossiers/:id/bpmn',
    tag,
    summary: 'The diagram the dossier runs by (BPMN 2.0 XML).',
    access: { by: 'session', action: 'dossier.read', on: 'dossier' },
    params: idParams,
    produces: 'application/xml',
    refuses: ['DOSSIER_NOT_FOUND'],
    handler: readBpmn,
  }),
];
