import { Page } from '../../components/page';

export function PublicStatusPage() {
  return <Page title="public-status">…</Page>;
}
