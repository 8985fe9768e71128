import { Page } from '../../components/page';

export function InboxPage() {
  return <Page title="inbox">…</Page>;
}
