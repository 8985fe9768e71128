import { beginOidcSchema } from '../../../contracts/session.schema';
import { defineRoute } from '../../http/route';
import { beginOidc, finishOidc } from './handlers';

const tag = 'Sessions';

export const oidcRoutes = [
  defineRoute({
    method: 'get',
    path: '/sign-in/oidc',
    tag,
    summary: 'Sends the browser to the provider of single sign-on.',
    access: { by: 'anyone' },
    rateLimits: ['signInAddress'],
    query: beginOidcSchema,
    answerStatus: 302,
    refuses: ['OIDC_NOT_CONFIGURED', 'OIDC_UNAVAILABLE', 'RATE_LIMITED'],
    handler: beginOidc,
  }),
  defineRoute({
    method: 'get',
    path: '/sign-in/oidc/callback',
    tag,
    summary:
      'Where the provider sends the browser back to; goes on to the web app, signed in or with `?problem=<code>`.',
    access: { by: 'anyone' },
    rateLimits: ['signInAddress'],
    answerStatus: 302,
    refuses: ['OIDC_NOT_CONFIGURED', 'OIDC_UNAVAILABLE', 'OIDC_FAILED', 'OIDC_ACCOUNT_UNKNOWN', 'RATE_LIMITED'],
    handler: finishOidc,
  }),
];
