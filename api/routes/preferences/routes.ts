import { preferencesSchema } from '../../../contracts/preference.schema';
import { defineRoute } from '../../http/route';
import { showPreferences, storePreferences } from './handlers';

const tag = 'Preferences';

export const preferenceRoutes = [
  defineRoute({
    method: 'get',
    path: '/me/preferences',
    tag,
    summary: 'What I have set for myself.',
    access: { by: 'session' },
    answer: preferencesSchema,
    handler: showPreferences,
  }),
  defineRoute({
    method: 'put',
    path: '/me/preferences',
    tag,
    summary: 'Set language, density and saved views, all at once.',
    access: { by: 'session' },
    body: preferencesSchema,
    answer: preferencesSchema,
    handler: storePreferences,
  }),
];
