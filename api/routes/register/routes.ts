import { registerFileQuery, registerQuery, registerSchema } from '../../../contracts/register.schema';
import { defineRoute } from '../../http/route';
import { exportRegisterPdf, exportRegisterXlsx, showRegister } from './handlers';

const common = {
  method: 'get',
  tag: 'Register',
  access: { by: 'session', action: 'dossier.search' },
} as const;
const refuses = ['UNIT_NOT_FOUND', 'REGISTER_PERIOD_INVALID'] as const;

export const registerRoutes = [
  defineRoute({
    ...common,
    path: '/register',
    summary: 'Sổ theo dõi (form 06) of a receiving unit, in the order of receipt; today and my counter by default.',
    query: registerQuery,
    answer: registerSchema,
    refuses: [...refuses, 'CURSOR_INVALID'],
    handler: showRegister,
  }),
  defineRoute({
    ...common,
    path: '/register.xlsx',
    summary: 'The same as a workbook, with telephone numbers; who took it out is kept.',
    query: registerFileQuery,
    produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    refuses: [...refuses, 'REGISTER_TOO_LONG'],
    handler: exportRegisterXlsx,
  }),
  defineRoute({
    ...common,
    path: '/register.pdf',
    summary: 'The same as the official form (form 06), with telephone numbers; who took it out is kept.',
    query: registerFileQuery,
    produces: 'application/pdf',
    refuses: [...refuses, 'REGISTER_TOO_LONG'],
    handler: exportRegisterPdf,
  }),
];
