import { Page } from '../../components/page';

export function OutboxPage() {
  return <Page title="outbox">…</Page>;
}
