// as: api/routes/fixture.ts
// refused by: import-x/no-restricted-paths
import { renderDocument } from '../../templates/documents/render-document';

export const render = renderDocument;
