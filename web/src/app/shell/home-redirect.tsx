import { Navigate } from 'react-router';
import { useMe } from '../../lib/use-session';
import { menuFor } from './menu';

/** The first page is one's own work: the first entry of one's menu. */
export function HomeRedirect() {
  const [first] = menuFor(useMe());
  return <Navigate to={first?.path ?? '/profile'} replace />;
}
