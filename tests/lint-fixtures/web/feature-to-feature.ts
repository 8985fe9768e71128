// as: web/src/features/inbox/fixture.ts
// refused by: import-x/no-restricted-paths
import { ProfilePage } from '../profile/profile-page';

export const page = ProfilePage;
