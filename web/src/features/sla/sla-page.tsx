import { Page } from '../../components/page';

export function SlaPage() {
  return <Page title="sla">…</Page>;
}
