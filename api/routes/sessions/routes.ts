import { currentSessionSchema, meSchema, sessionSchema, signInSchema } from '../../../contracts/session.schema';
import { defineRoute } from '../../http/route';
import { showMe, showSession, signIn, signOut } from './handlers';

const tag = 'Sessions';

export const sessionRoutes = [
  defineRoute({
    method: 'post',
    path: '/sessions',
    tag,
    summary: 'Sign in. Sets the session cookie and tells the CSRF token.',
    access: { by: 'anyone' },
    rateLimits: ['signInAddress', 'signIn'],
    body: signInSchema,
    answer: sessionSchema,
    answerStatus: 201,
    refuses: ['SIGN_IN_FAILED', 'RATE_LIMITED'],
    handler: signIn,
  }),
  defineRoute({
    method: 'get',
    path: '/sessions/current',
    tag,
    summary: 'The session I have: CSRF token, end, and who I am.',
    access: { by: 'session' },
    answer: currentSessionSchema,
    handler: showSession,
  }),
  defineRoute({
    method: 'delete',
    path: '/sessions/current',
    tag,
    summary: 'Sign out.',
    access: { by: 'session' },
    handler: signOut,
  }),
  defineRoute({
    method: 'get',
    path: '/me',
    tag,
    summary: 'Who I am and what I may do.',
    access: { by: 'session' },
    answer: meSchema,
    handler: showMe,
  }),
];
