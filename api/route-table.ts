import { openApiRoute } from './openapi-route';
import { ownRoutes } from './own-routes';

/** Every route there is. Nothing is mounted that does not stand here. */
export const routeTable = [...ownRoutes, openApiRoute];
