import {
  acceptTermsSchema,
  changePasswordSchema,
  confirmCodeSchema,
  enrolmentSchema,
  ownSessionsSchema,
  reauthenticateSchema,
  recoveryCodesSchema,
  secondFactorOnSchema,
  secondFactorSchema,
  sessionIdSchema,
} from '../../../contracts/my-account.schema';
import { sessionSchema } from '../../../contracts/session.schema';
import { defineRoute } from '../../http/route';
import { acceptTerms, changePassword, reauthenticate } from './password-handlers';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  showSecondFactor,
} from './second-factor-handlers';
import { endOtherSessions, endSession, listSessions } from './session-handlers';

const tag = 'My account';
const access = { by: 'session' } as const;

export const myAccountRoutes = [
  defineRoute({
    ...{ method: 'post', path: '/me/password', tag, access, whilePending: true },
    summary: 'Change my password; every other session of mine ends, this one goes on under a new token.',
    body: changePasswordSchema,
    answer: sessionSchema,
    refuses: ['PASSWORD_WRONG', 'PASSWORD_REFUSED', 'RATE_LIMITED'],
    handler: changePassword,
  }),
  defineRoute({
    ...{ method: 'post', path: '/me/terms', tag, access, whilePending: true },
    summary: 'Accept the terms of use (A7.2).',
    body: acceptTermsSchema,
    refuses: ['TERMS_VERSION_OUTDATED'],
    handler: acceptTerms,
  }),
  defineRoute({
    ...{ method: 'post', path: '/me/reauthenticate', tag, access, whilePending: true },
    summary: 'Show again who I am, for dangerous actions; the session goes on under a new token.',
    body: reauthenticateSchema,
    answer: sessionSchema,
    refuses: ['PASSWORD_WRONG', 'SECOND_FACTOR_WRONG', 'RATE_LIMITED'],
    handler: reauthenticate,
  }),
  defineRoute({
    ...{ method: 'get', path: '/me/second-factor', tag, access, whilePending: true },
    summary: 'Whether I have a second factor, and recovery codes left.',
    answer: secondFactorSchema,
    handler: showSecondFactor,
  }),
  defineRoute({
    ...{ method: 'post', path: '/me/second-factor', tag, access, whilePending: true, recentSignIn: true },
    summary: 'Begin to set up a second factor: secret and QR code for an app.',
    answer: enrolmentSchema,
    refuses: ['SECOND_FACTOR_ON'],
    handler: beginSecondFactor,
  }),
  defineRoute({
    ...{ method: 'post', path: '/me/second-factor/confirm', tag, access, whilePending: true, recentSignIn: true },
    summary: 'Put it in force with a code of the app; tells the recovery codes, once.',
    body: confirmCodeSchema,
    answer: secondFactorOnSchema,
    refuses: ['SECOND_FACTOR_WRONG', 'SECOND_FACTOR_OFF', 'SECOND_FACTOR_ON', 'RATE_LIMITED'],
    handler: confirmSecondFactor,
  }),
  defineRoute({
    ...{ method: 'post', path: '/me/second-factor/recovery-codes', tag, access, recentSignIn: true },
    summary: 'New recovery codes; the old ones are none any more.',
    answer: recoveryCodesSchema,
    refuses: ['SECOND_FACTOR_OFF'],
    handler: renewRecoveryCodes,
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me/second-factor', tag, access, recentSignIn: true },
    summary: 'Turn my second factor off.',
    answer: sessionSchema,
    refuses: ['SECOND_FACTOR_OFF', 'SECOND_FACTOR_NEEDED'],
    handler: removeSecondFactor,
  }),
  defineRoute({
    ...{ method: 'get', path: '/me/sessions', tag, access },
    summary: 'Where I am signed in.',
    answer: ownSessionsSchema,
    handler: listSessions,
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me/sessions', tag, access, recentSignIn: true },
    summary: 'Sign out everywhere but here.',
    handler: endOtherSessions,
  }),
  defineRoute({
    ...{ method: 'delete', path: '/me/sessions/:id', tag, access, recentSignIn: true },
    summary: 'End one of my sessions.',
    params: sessionIdSchema,
    refuses: ['SESSION_NOT_FOUND'],
    handler: endSession,
  }),
];
