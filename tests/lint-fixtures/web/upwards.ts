// as: web/src/lib/fixture.ts
// refused by: import-x/no-restricted-paths
import { Page } from '../components/page';

export const page = Page;
