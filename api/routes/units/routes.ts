import { unitListSchema } from '../../../contracts/unit.schema';
import { defineRoute } from '../../http/route';

export const unitRoutes = [
  defineRoute({
    method: 'get',
    path: '/units',
    tag: 'Units',
    summary: 'Every unit with its name and what it stands under.',
    access: { by: 'session' },
    answer: unitListSchema,
    handler: async ({ services }) => {
      const { byId } = await services.units.current();
      const items = [...byId.values()].map(({ id, parentId, kind, name }) => ({ id, parentId, kind, name }));
      return { body: { items } };
    },
  }),
];
