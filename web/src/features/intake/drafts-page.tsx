import { Page } from '../../components/page';

export function DraftsPage() {
  return <Page title="intake">…</Page>;
}
